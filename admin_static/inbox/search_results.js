/** @import {Admin, Found} from "../../client/wire" */
/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {SearchState} from "../admin/search.js" */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { createSearcher } from "../admin/search.js";
import { useActions } from "../controls/actions.js";
import { FoundConversation, FoundMessage } from "./found_rows.js";
import { FIELD_ID, RESULTS_ID } from "./search_field.js";

const DAY_MS = 24 * 60 * 60_000;

/**
 * Conversations first, then messages. The arrow keys, Home and End go through both; Escape returns to the field.
 * @param {{text: string, admin: AdminEngine, me: Admin, conversationId: string | null}} props
 */
export function SearchResults({ text, admin, me, conversationId }) {
  const [searcher, state] = useSearcher(admin, text);
  const { phase, found } = state;
  useActions({
    next: () => step("ArrowDown", document.activeElement),
    previous: () => step("ArrowUp", document.activeElement),
  });

  return html`
    <section
      class="inbox-scroll found"
      id=${RESULTS_ID}
      aria-label=${t("found.label")}
      aria-busy=${phase === "searching"}
      onKeyDown=${onKeyDown}
    >
      <p class="pl-hidden-text" role="status">${statusOf(state)}</p>
      ${phase === "short" && html`<p class="found-hint">${t("found.short")}</p>`}
      ${phase === "searching" && !found && html`<p class="found-hint" aria-hidden="true">${t("found.searching")}</p>`}
      ${phase === "failed" && html`<${Failed} onRetry=${searcher.retry} />`}
      ${
        found?.conversations.length
          ? html`
              <h3 class="found-title">${t("found.conversations")}</h3>
              <ul>
                ${found.conversations.map((each) => html`<${FoundConversation} key=${each.id} conversation=${each} open=${each.id === conversationId} />`)}
              </ul>
            `
          : null
      }
      ${
        found?.messages.length
          ? html`
              <h3 class="found-title">${t("found.messages")}</h3>
              <ul>
                ${found.messages.map((each) => html`<${FoundMessage} key=${`${each.conversation_id}/${each.id}`} message=${each} me=${me} />`)}
              </ul>
            `
          : null
      }
      ${found && phase !== "short" && html`<${End} state=${state} found=${found} onOlder=${searcher.loadOlder} />`}
    </section>
  `;
}

/**
 * @param {AdminEngine} admin @param {string} text
 * @returns {[ReturnType<typeof createSearcher>, SearchState]}
 */
function useSearcher(admin, text) {
  const [, redraw] = useState(/** @type {SearchState | null} */ (null));
  const [searcher] = useState(() => createSearcher({ env: window, search: admin.search, changed: redraw }));
  useEffect(() => searcher.type(text), [searcher, text]);
  useEffect(() => searcher.stop, [searcher]);
  return [searcher, searcher.state];
}

/** For screen readers, when a search has ended. @param {SearchState} state */
function statusOf({ phase, found }) {
  if (phase === "short") return t("found.short");
  if (phase !== "found" || !found) return phase === "searching" ? t("found.searching") : "";
  if (isEmpty(found)) return t("found.none_title");
  return t("found.count", {
    conversations: t("found.count_conversations", { count: found.conversations.length }),
    messages: t("found.count_messages", { count: found.messages.length }),
  });
}

/** @param {Found} found */
function isEmpty({ conversations, messages }) {
  return conversations.length === 0 && messages.length === 0;
}

/** What else there may be, and how far the search went. @param {{state: SearchState, found: Found, onOlder: () => void}} props */
function End({ state, found, onOlder }) {
  const { phase, older } = state;
  const days = found.reach === null ? 0 : Math.max(1, Math.round((Date.now() - found.reach) / DAY_MS));
  return html`
    ${
      isEmpty(found) &&
      phase === "found" &&
      html`<div class="found-none">
        <p class="inbox-empty-title">${t("found.none_title")}</p>
        <p>${t("found.none_text")}</p>
      </div>`
    }
    ${
      found.older &&
      html`<button class="inbox-older" type="button" aria-disabled=${older === "loading"} onClick=${onOlder}>
        ${t(older === "loading" ? "found.loading_older" : "found.older")}
      </button>`
    }
    ${older === "failed" && html`<p class="found-hint inbox-problem" role="alert">${t("found.older_failed")}</p>`}
    ${found.more && !found.older && html`<p class="found-hint">${t("found.many")}</p>`}
    <p class="found-hint">${found.reach === null ? t("found.off") : t("found.reach", { count: days })}</p>
  `;
}

/** @param {{onRetry: () => void}} props */
function Failed({ onRetry }) {
  return html`
    <div class="found-none" role="alert">
      <p class="inbox-empty-title">${t("found.failed_title")}</p>
      <p>${t("found.failed_text")}</p>
      <button class="button" type="button" onClick=${onRetry}>${t("found.again")}</button>
    </div>
  `;
}

/** @param {KeyboardEvent} event */
function onKeyDown(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !step(event.key, event.target)) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Moves the focus as a key says, and back to the field. @param {string} key @param {EventTarget | null} from @returns {boolean} whether it moved */
function step(key, from) {
  const rows = [...document.querySelectorAll(`#${RESULTS_ID} a`)];
  const at = from instanceof Element ? rows.indexOf(from) : -1;
  const target = targetOf(key, at, rows);
  if (!(target instanceof HTMLElement)) return false;
  target.focus();
  return true;
}

/** @param {string} key @param {number} at -1: none of them @param {Element[]} rows */
function targetOf(key, at, rows) {
  if (key === "Escape" || (key === "ArrowUp" && at === 0)) return document.getElementById(FIELD_ID);
  if (key === "ArrowDown") return rows[Math.min(at + 1, rows.length - 1)];
  if (key === "ArrowUp") return rows[Math.max(at - 1, 0)];
  if (key === "Home") return rows[0];
  return key === "End" ? rows.at(-1) : null;
}
