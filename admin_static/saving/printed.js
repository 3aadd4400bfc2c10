/** @import {ViewMessage} from "../../client/delivery/types" */
/** @import {Saved} from "./files.js" */
import { render } from "preact";
import { t } from "../../client/ui/catalogue.js";
import { formattedBody } from "../../client/ui/formatted_body.js";
import { html } from "../../client/ui/html.js";
import { linkedText } from "../../client/ui/message.js";
import { clockTime, dayLabel, fullTime } from "../../client/ui/time.js";

/**
 * Prints all messages: the log on the screen draws only those that are near it. css/print.css shows this in place of the
 * page while it prints. Notes are left out, as in every other copy that may leave the team.
 * @param {Saved} saved
 */
export function print(saved) {
  const page = document.createElement("div");
  page.className = "pl-root printed";
  document.body.append(page);
  render(html`<${Printed} ...${saved} />`, page);
  const end = () => {
    render(null, page);
    page.remove();
  };
  addEventListener("afterprint", end, { once: true });
  window.print();
}

/** @param {Saved} props */
function Printed({ conversationId, name, messages }) {
  const shown = messages.filter(({ id, kind, deleted }) => id !== null && !kind && !deleted);
  let day = "";
  return html`
    <h1>${t("saved.title", { name })}</h1>
    <p class="printed-facts">${conversationId} · ${t("saved.printed", { time: fullTime(Date.now()) })}</p>
    ${shown.map((message) => {
      const on = dayLabel(message.sent_at, message.sent_at - 400 * 86_400_000);
      const heading = on !== day && html`<h2>${on}</h2>`;
      day = on;
      return html`${heading}<${PrintedMessage} message=${message} />`;
    })}
  `;
}

/** @param {{message: ViewMessage}} props */
function PrintedMessage({ message }) {
  const { sender_name, sent_at, attachments = [] } = message;
  return html`
    <article>
      <p class="printed-who"><b>${sender_name}</b> ${clockTime(sent_at)}</p>
      <div class="printed-body" dir="auto">${formattedBody(message, linkedText)}</div>
      ${attachments.map((file) => html`<p class="printed-file">[${file.name}]</p>`)}
    </article>
  `;
}
