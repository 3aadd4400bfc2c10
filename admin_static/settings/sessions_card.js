import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { fullTime } from "../../client/ui/time.js";
import { Tag } from "../controls/tag.js";
import { relativeTime } from "../inbox/relative_time.js";
import { Asked } from "./asked.js";
import { Card } from "./card.js";
import { Confirm } from "./confirm.js";
import { Said } from "./said.js";
import { useAction } from "./use_action.js";
import { useAsked } from "./use_asked.js";

/** Where else this account is signed in. */
export function SessionsCard({ account, unsent, onLeave }) {
  const sessions = useAsked(account.sessions);
  const [asking, setAsking] = useState(false);
  const ending = useAction(async (id) => {
    await account.endSession(id);
    sessions.change(sessions.answer.filter((session) => session.id !== id));
  });
  const endAll = async () => {
    await account.endAllSessions();
    onLeave();
  };

  return html`
    <${Card} title=${t("sessions.title")} text=${t("sessions.text")}>
      <${Asked} asked=${sessions}>
        ${(all) => html`
          <ul class="list">
            ${all.map(
              (session) => html`<${Session}
                key=${session.id}
                session=${session}
                onEnd=${() => ending.run(session.id)}
              />`,
            )}
          </ul>
        `}
      <//>
      <${Said} action=${ending} done=${t("sessions.ended")} />
      <footer class="card-actions">
        <button class="button" type="button" onClick=${() => setAsking(true)}>${t("sessions.end_all")}</button>
      </footer>
      ${
        asking &&
        html`<${Confirm}
          title=${t("sessions.end_all_title")}
          text=${unsent > 0 ? t("sessions.end_all_unsent", { count: unsent }) : t("sessions.end_all_text")}
          submit=${t("sessions.end_all")}
          onConfirm=${endAll}
          onClose=${() => setAsking(false)}
        />`
      }
    <//>
  `;
}

function Session({ session, onEnd }) {
  const { device, address, used_at, current } = session;
  const name = device || t("sessions.unknown");
  return html`
    <li class="list-row">
      <div class="list-main">
        <p class="list-title"><span>${name}</span>${current && html`<${Tag} tone="good">${t("sessions.here")}<//>`}</p>
        <p class="list-facts">
          <span class="mono">${address}</span>
          <time datetime=${new Date(used_at).toISOString()} title=${fullTime(used_at)}>
            ${t("sessions.used", { time: relativeTime(used_at, Date.now()) })}
          </time>
        </p>
      </div>
      ${
        !current &&
        html`<button
          class="button button-small"
          type="button"
          aria-label=${t("sessions.end_named", { name })}
          onClick=${onEnd}
        >
          ${t("sessions.end")}
        </button>`
      }
    </li>
  `;
}
