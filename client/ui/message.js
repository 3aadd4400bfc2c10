import { Avatar } from "./avatar.js";
import { t } from "./catalogue.js";
import { Held } from "./held.js";
import { html } from "./html.js";
import { AlertIcon, CheckIcon, ClockIcon, DoubleCheckIcon } from "./icons.js";
import { linkify } from "./linkify.js";
import { memo } from "./memo.js";
import { clockTime, fullTime } from "./time.js";

const STATUS_ICON = {
  sending: ClockIcon,
  sent: CheckIcon,
  read: DoubleCheckIcon,
  failed: AlertIcon,
};

/**
 * One message of the log.
 *
 * @param {object} props
 * @param {import("./message_list.js").ViewMessage} props.message
 * @param {boolean} props.first whether it begins a group of its sender
 * @param {boolean} props.last whether it ends the group: the time stands under it
 * @param {boolean} props.silent whether it is history, which screen readers do not announce
 * @param {string} [props.viewer] the reader's name: one's own side may hold messages of a colleague
 * @param {string} [props.avatarSeed]
 * @param {(key: string) => void} props.onRetry
 * @param {(key: string) => void} props.onDiscard
 */
export const Message = memo(function Message(props) {
  const { message, first, last, silent, viewer, avatarSeed } = props;
  const { mine, sender_type: type, sender_name: name, status } = message;
  const own = mine && (viewer === undefined || viewer === name);
  const author = own ? t("message.you") : type === "bot" ? `${name} (${t("message.bot")})` : name;

  return html`
    <article
      class="pl-message"
      data-mine=${mine}
      data-type=${type}
      data-first=${first}
      data-last=${last}
      data-status=${status}
      aria-live=${silent ? "off" : undefined}
    >
      ${
        !mine &&
        type !== "system" &&
        html`<${Gutter} show=${last} name=${name} type=${type} seed=${avatarSeed} />`
      }
      <div class="pl-message-main">
        <p class=${first && !own ? "pl-author" : "pl-hidden-text"}>
          <bdi>${author}</bdi><span class="pl-hidden-text">: </span>
        </p>
        <div class="pl-bubble-line">
          <div class="pl-bubble" dir="auto" title=${fullTime(message.sent_at)}>
            ${linkify(message.body).map(toNode)}
          </div>
          ${mine && html`<${Status} status=${status} />`}
        </div>
        <time
          class=${last ? "pl-time" : "pl-hidden-text"}
          datetime=${new Date(message.sent_at).toISOString()}
        >
          ${clockTime(message.sent_at)}
        </time>
        ${status === "sending" && html`<${Held} until=${message.held_until} />`}
        ${status === "failed" && html`<${Failure} ...${props} />`}
      </div>
    </article>
  `;
});

function Gutter({ show, ...avatar }) {
  return html`<span class="pl-gutter">${show && html`<${Avatar} ...${avatar} />`}</span>`;
}

/** Read by whoever reads the log, spoken to nobody: ticks change without a word. */
function Status({ status }) {
  return html`
    <span class="pl-status" aria-live="off" title=${t(`message.${status}`)}>
      <${STATUS_ICON[status]} />
      <span class="pl-hidden-text">${t(`message.${status}`)}</span>
    </span>
  `;
}

function Failure({ message, silent, onRetry, onDiscard }) {
  const retryable = message.failure?.retryable ?? true;
  return html`
    <div class="pl-failure" role="group" aria-label=${t("message.failed")}>
      <span class="pl-failure-text" role=${silent ? undefined : "alert"}>
        ${retryable ? t("message.failed") : t("message.failed_for_good")}
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

/** Left to right, and apart from what is around it: text before an address cannot turn its parts about. */
function toNode({ text, href, host }) {
  if (!href) return text;
  return html`<a href=${href} dir="ltr" target="_blank" rel="noopener nofollow">${text}${
    host && html`<span class="pl-link-host"> (${host})</span>`
  }</a>`;
}
