/** @import {MessageStatus, ViewMessage} from "../delivery/types" */
/** @import {Piece} from "./linkify.js" */
import { useState } from "preact/hooks";
import { Avatar } from "./avatar.js";
import { t } from "./catalogue.js";
import { html } from "./html.js";
import { AlertIcon, CheckIcon, ClockIcon, DoubleCheckIcon } from "./icons.js";
import { linkify } from "./linkify.js";
import { memo } from "./memo.js";
import { clockTime, fullTime } from "./time.js";

/**
 * @typedef {(message: ViewMessage, linked: typeof linkedText) => unknown} MessageBody
 * @typedef {object} MessageParts what is drawn of each message; another object draws all of them again
 * @property {MessageBody} [body] draws the text; otherwise it is plain text with links
 * @property {(message: ViewMessage) => unknown} [detail] drawn below the message
 * @property {(message: ViewMessage) => unknown} [face] drawn in place of the Avatar, if it is anything
 * @property {(message: ViewMessage) => unknown} [time] drawn in place of the time of day
 * @typedef {object} Props
 * @property {ViewMessage} message
 * @property {boolean} first whether it is the first of its group
 * @property {boolean} last whether it is the last of its group: the time is shown under it
 * @property {boolean} silent whether screen readers do not announce it
 * @property {string} [viewer] the reader's name, where several people answer on the reader's side
 * @property {string} [avatarSeed]
 * @property {MessageParts} [parts]
 * @property {(message: ViewMessage) => unknown} [files] draws the attachments
 * @property {import("./unsent.js").UnsentView} [unsent] drawn below a message that is not sent
 * @property {(key: string) => void} onRetry
 * @property {(key: string) => void} onDiscard
 */

const STATUS_ICON = {
  sending: ClockIcon,
  sent: CheckIcon,
  read: DoubleCheckIcon,
  failed: AlertIcon,
};

/** One message of the log. */
export const Message = memo((/** @type {Props} */ props) => {
  const { message, first, last, silent, viewer, avatarSeed, parts, files, unsent: Unsent } = props;
  const { body, detail, face, time } = parts ?? {};
  const { mine, sender_type: type, sender_name: name, status } = message;
  const own = mine && (viewer === undefined || viewer === name);
  // Neither a change nor a part that is loaded later makes it a new message: what they draw again is not announced.
  const [drawn] = useState([message.body, parts]);
  const author = own ? t("message.you") : type === "bot" ? `${name} (${t("message.bot")})` : name;

  return html`
    <article
      class="pl-message"
      data-mine=${mine}
      data-type=${type}
      data-first=${first}
      data-last=${last}
      data-status=${status}
      aria-live=${silent || message.body !== drawn[0] || parts !== drawn[1] ? "off" : undefined}
    >
      ${
        !mine &&
        type !== "system" &&
        html`<span class="pl-gutter">
          ${last && (face?.(message) || html`<${Avatar} name=${name} type=${type} seed=${avatarSeed} />`)}
        </span>`
      }
      <div class="pl-message-main">
        <p class=${first && !own ? "pl-author" : "pl-hidden-text"}>
          <bdi>${author}</bdi><span class="pl-hidden-text">: </span>
        </p>
        ${files?.(message)}
        <div class="pl-bubble-line">
          <div class="pl-bubble" dir="auto" title=${fullTime(message.sent_at)}>
            ${body ? body(message, linkedText) : linkedText(message.body)}
          </div>
          ${status && html`<${Status} status=${status} />`}
        </div>
        <time
          class=${last ? "pl-time" : "pl-hidden-text"}
          datetime=${new Date(message.sent_at).toISOString()}
        >
          ${time ? time(message) : clockTime(message.sent_at)}
        </time>
        ${detail?.(message)}
        ${
          Unsent &&
          (status === "sending" || status === "failed") &&
          html`<${Unsent} ...${props} failed=${t("message.failed")} />`
        }
      </div>
    </article>
  `;
});

/** Plain text with its addresses as links. @param {string} text */
export const linkedText = (text) => linkify(text).map(toNode);

/** Left to right and isolated: text before a link cannot reorder its parts. @param {Piece} piece */
function toNode({ text, href, host }) {
  if (!href) return text;
  return html`<a href=${href} dir="ltr" target="_blank" rel="noopener nofollow">${text}${
    host && html`<span class="pl-link-host"> (${host})</span>`
  }</a>`;
}

/** A change of status is not announced. @param {{status: MessageStatus}} props */
function Status({ status }) {
  return html`
    <span class="pl-status" aria-live="off" title=${t(`message.${status}`)}>
      <${STATUS_ICON[status]} />
      <span class="pl-hidden-text">${t(`message.${status}`)}</span>
    </span>
  `;
}
