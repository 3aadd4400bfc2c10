import { useEffect, useState } from "preact/hooks";
import { html } from "./html.js";
import { createTranslate } from "./translate.js";

/**
 * @import {Props} from "./message.js"
 * @typedef {(props: Props & {failed: string}) => unknown} UnsentView `failed`: the words for a message that was not sent
 */

/** @type {import("./translate.js").Texts} */
export const enUnsent = {
  "message.retry_in": "Sending again in {count} s",
  "message.retry_in_minutes": {
    one: "Sending again in {count} minute",
    other: "Sending again in {count} minutes",
  },
  "message.retrying": "Too many messages at once. This one will be sent again automatically.",
  "message.rejected": "This message can't be sent.",
  "message.retry": "Try again",
  "message.discard": "Discard",
};

const t = createTranslate(enUnsent);

const MINUTES_FROM_S = 90;

/**
 * What the writer of a message needs to know while it is not sent: when it is sent again, or what they can do.
 * @type {UnsentView}
 */
export function Unsent(props) {
  const { status, change, held_until } = props.message;
  if (status === "sending") return html`<${RetryCountdown} until=${held_until} />`;
  // client/changes shows the state of an edit or a deletion.
  return change ? null : html`<${Failure} ...${props} />`;
}

/**
 * Until when the server has asked to wait before a message is sent again. Announced once, and counted down on screen.
 * @param {{until?: number}} props milliseconds since 1970
 */
function RetryCountdown({ until = 0 }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (until <= Date.now()) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [until]);

  const seconds = Math.ceil((until - now) / 1000);
  if (seconds <= 0) return null;
  return html`
    <p class="pl-held">
      <span aria-hidden="true">${retryText(seconds)}</span>
      <span class="pl-hidden-text">${t("message.retrying")}</span>
    </p>
  `;
}

/** @param {number} seconds */
export function retryText(seconds) {
  if (seconds < MINUTES_FROM_S) return t("message.retry_in", { count: seconds });
  return t("message.retry_in_minutes", { count: Math.ceil(seconds / 60) });
}

/** @param {Props & {failed: string}} props */
function Failure({ message, silent, failed, onRetry, onDiscard }) {
  const retryable = message.failure?.retryable ?? true;
  return html`
    <div class="pl-failure" role="group" aria-label=${failed}>
      <span class="pl-failure-text" role=${silent ? undefined : "alert"}>
        ${retryable ? failed : t("message.rejected")}
      </span>
      ${
        retryable &&
        html`<button type="button" onClick=${() => onRetry(message.key)}>
          ${t("message.retry")}
        </button>`
      }
      <button type="button" onClick=${() => onDiscard(message.key)}>${t("message.discard")}</button>
    </div>
  `;
}
