/**
 * @import {PanelProps} from "../panel_view.js"
 * @import {Row} from "./rows.js"
 */
import { useEffect, useRef } from "preact/hooks";
import { html } from "../../client/ui/html.js";
import { ChevronLeftIcon } from "../../client/ui/icons.js";
import { shared, t } from "./texts.js";
import { agoOrDate, exactly } from "./times.js";

const NEAR_END = 80; // pixels from the end of the log at which its last message is on screen

/**
 * @param {{
 *   root: ShadowRoot,
 *   state: () => {shown: boolean, failed: boolean, rows: Row[] | null, hasMore: boolean},
 *   onBegin: () => void, onOpen: (row: Row) => void, onAgain: () => void, onBack: () => void,
 * }} parts
 */
export function createList({ root, state, onBegin, onOpen, onAgain, onBack }) {
  /** In place of the log and the text box, which stay as they are, invisible. @param {PanelProps} props */
  function Shown({ onAtEnd }) {
    const { rows, hasMore, failed } = state();
    const element = useRef(/** @type {HTMLElement | null} */ (null));

    // What the list covers is not read.
    useEffect(() => {
      onAtEnd(false);
      return () => {
        const log = root.querySelector(".pl-log");
        if (log) onAtEnd(log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END);
      };
    }, []);

    /** @param {KeyboardEvent} event */
    const onKeyDown = (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        return onBack();
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const stops = [...(element.current?.querySelectorAll("button") ?? [])];
      const at = stops.indexOf(/** @type {HTMLButtonElement} */ (root.activeElement));
      stops[(at + step + stops.length) % stops.length].focus();
    };

    return html`
      <section class="conversations" aria-labelledby="conversations-title" ref=${element} onKeyDown=${onKeyDown}>
        <div class="conversations-head">
          <button
            type="button"
            class="conversations-back"
            aria-label=${t("conversations.back")}
            title=${t("conversations.back")}
            onClick=${onBack}
          >
            <${ChevronLeftIcon} />
          </button>
          <h3 id="conversations-title">${t("conversations.list")}</h3>
        </div>
        <div class="conversations-rows">
          ${
            failed &&
            html`<p class="conversations-note" role="alert">
              ${t("conversations.failed")}${" "}
              <button type="button" class="conversations-again" onClick=${onAgain}>${shared("widget.failed_again", "Try again")}</button>
            </p>`
          }
          ${!rows && !failed && html`<p class="conversations-note" role="status">${shared("widget.starting", "Loading the chat")}…</p>`}
          <ul>
            ${rows?.map((row) => html`<li key=${row.id}><${ListRow} row=${row} onOpen=${() => onOpen(row)} /></li>`)}
          </ul>
          ${hasMore && html`<p class="conversations-note">${t("conversations.more")}</p>`}
        </div>
        <button type="button" class="conversations-new" onClick=${onBegin}>${t("conversations.new")}</button>
      </section>
    `;
  }

  return (/** @type {PanelProps} */ props) => state().shown && html`<${Shown} ...${props} />`;
}

/** @param {{row: Row, onOpen: () => void}} props */
function ListRow({ row, onOpen }) {
  const { preview, at, mine, unread, unsent, current } = row;
  return html`
    <button
      type="button"
      class="conversations-row"
      aria-current=${current ? "true" : undefined}
      data-unread=${unread ? "true" : undefined}
      onClick=${onOpen}
    >
      <span class="conversations-preview">
        ${mine && html`<span class="conversations-mine">${shared("message.you", "You")}</span> `}<bdi>${preview}</bdi>
      </span>
      <span class="conversations-state">
        <time datetime=${new Date(at).toISOString()} title=${exactly(at)}>${agoOrDate(at, Date.now())}</time>
        ${unsent && html`<span class="conversations-unsent">${shared("message.failed", "Not sent")}</span>`}
        ${unread && html`<span class="conversations-dot"><span class="pl-hidden-text">${t("conversations.unread")}</span></span>`}
      </span>
    </button>
  `;
}
