/** @import {CannedReply} from "../../client/wire" */
/** @import {AdminEngine} from "../admin/admin.js" */
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { isComposing } from "../../client/ui/composer.js";
import { unformatted } from "../../client/ui/formatting.js";
import { html } from "../../client/ui/html.js";
import { enCanned } from "../catalogue/en_canned.js";
import { useActions } from "../controls/actions.js";
import { chosenAfter } from "../controls/combobox.js";
import { settingsHref } from "../route.js";
import { filled, nextPlaceholder, valuesOf } from "./placeholders.js";
import { listKey, typedAfterSlash } from "./slash.js";
import { storeOf } from "./store.js";

addTexts(enCanned);

/**
 * The canned replies above the text box of a reply, while its text begins with a slash. The focus stays in the text box.
 * It also stops a message in which a placeholder was left, once.
 * @param {{admin: AdminEngine, names: {visitor: string, admin: string, site: string}}} props `visitor`: "" if it is not known
 */
export function CannedList({ admin, names }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const { typed, close } = useTyped(place);
  const store = storeOf(admin);
  const [failed, setFailed] = useState(false);
  const [, setRead] = useState(0);
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const open = typed !== null;
  const found = open && store.replies ? store.find(typed) : [];
  // What is no reply's name is a message that happens to begin with a slash.
  const shown = open && (!store.replies || found.length > 0 || typed === "");
  const left = useLeftPlaceholder(place);
  useLayoutEffect(() => setChosen(0), [typed]);
  useEffect(() => {
    if (!open) return;
    setFailed(false);
    store.load().then(
      () => setRead((times) => times + 1),
      () => setFailed(store.replies === null),
    );
  }, [open]);

  const insert = (/** @type {CannedReply} */ { text }) => {
    const input = inputOf(place);
    if (input) insertInto(input, filled(text, valuesOf(names)));
  };

  const begin = () => {
    const input = inputOf(place);
    if (input) insertInto(input, "/");
  };
  useActions({ canned: { run: begin, possible: () => inputOf(place)?.value === "" } });

  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (!shown || isComposing(event) || event.target !== inputOf(place)) return;
    const next = chosenAfter(event.key, chosen, found.length);
    const does = listKey(event, found.length > 0);
    if (next !== null) setChosen(next);
    else if (does === "insert") insert(found[Math.min(chosen, found.length - 1)]);
    else if (does === "close") close();
    // Until the replies are loaded, Enter would send what was typed to find one.
    else if (event.key !== "Enter" || event.shiftKey || store.replies || failed) return;
    event.preventDefault();
    event.stopPropagation();
  };
  useListeners(place, "keydown", onKeyDown);
  useOwnedList(place, shown ? id : null, shown && found.length > 0 ? `${id}-${chosen}` : null);

  return html`
    <div class="canned" ref=${place}>
      ${
        shown &&
        html`<div class="canned-box">
          <ul class="canned-list" role="listbox" id=${id} aria-label=${t("canned.list")}>
            ${found.map(
              (reply, at) => html`<${Option}
                key=${reply.id}
                id="${id}-${at}"
                reply=${reply}
                chosen=${at === chosen}
                onChoose=${() => insert(reply)}
              />`,
            )}
          </ul>
          ${found.length === 0 && html`<p class="canned-none">${t(failed ? "canned.failed" : store.replies ? "canned.none" : "canned.loading")}</p>`}
          <p class="canned-foot">
            <span>${t("canned.keys")}</span>
            <a href=${settingsHref("canned")} onMouseDown=${keepFocus}>${t("canned.manage")}</a>
          </p>
        </div>`
      }
      <p class="pl-hidden-text" role="status">
        ${shown && store.replies ? t("canned.found", { count: found.length }) : ""}
      </p>
      <p class="canned-left" role="alert">${left && t("canned.left", { placeholder: left })}</p>
    </div>
  `;
}

/** @param {{id: string, reply: CannedReply, chosen: boolean, onChoose: () => void}} props */
function Option({ id, reply, chosen, onChoose }) {
  const option = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (chosen) option.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return html`
    <li class="canned-option" role="option" id=${id} ref=${option} aria-selected=${chosen} onMouseDown=${keepFocus} onClick=${onChoose}>
      <span class="canned-name">/${reply.name}</span>
      <span class="canned-title" dir="auto">${reply.title}</span>
      <span class="canned-text" dir="auto">${reply.text
        .split(/\s*\n\s*/)
        .map(unformatted)
        .join(" ")}</span>
    </li>
  `;
}

const keepFocus = (/** @type {Event} */ event) => event.preventDefault();

/** @typedef {{current: HTMLElement | null}} Place */

/** @param {Place} place */
const footerOf = (place) => /** @type {HTMLElement | null | undefined} */ (place.current?.closest(".reply"));

/** @param {Place} place */
const inputOf = (place) =>
  /** @type {HTMLTextAreaElement | null | undefined} */ (
    footerOf(place)?.querySelector(".pl-composer-input")
  );

/**
 * Listens before the text box does. The text box is the widget's too, and knows nothing of this list.
 * @template {"keydown" | "submit" | "input" | "focusin" | "focusout"} Kind
 * @param {Place} place @param {Kind} kind @param {(event: HTMLElementEventMap[Kind]) => void} listener
 */
function useListeners(place, kind, listener) {
  const latest = useRef(listener);
  useLayoutEffect(() => {
    latest.current = listener;
  });
  useLayoutEffect(() => {
    const footer = footerOf(place);
    const call = (/** @type {HTMLElementEventMap[Kind]} */ event) => latest.current(event);
    footer?.addEventListener(kind, call, true);
    return () => footer?.removeEventListener(kind, call, true);
  }, []);
}

/**
 * What was typed after the slash while the text box has the focus; null if the list is closed.
 * @param {Place} place
 */
function useTyped(place) {
  const [typed, setTyped] = useState(/** @type {string | null} */ (null));
  const closed = useRef(false); // until the text begins with something else
  const update = () => {
    const input = inputOf(place);
    const now = input && document.activeElement === input ? typedAfterSlash(input.value) : null;
    if (input && typedAfterSlash(input.value) === null) closed.current = false;
    setTyped(closed.current ? null : now);
  };
  useListeners(place, "input", () => queueMicrotask(update));
  useListeners(place, "focusin", update);
  useListeners(place, "focusout", () => setTyped(null));
  useEffect(update, []);
  const close = () => {
    closed.current = true;
    setTyped(null);
  };
  return { typed, close };
}

/** Tells assistive technology of the list that the text box controls. @param {Place} place @param {string | null} list @param {string | null} option ids */
function useOwnedList(place, list, option) {
  useLayoutEffect(() => {
    const input = inputOf(place);
    /** @type {[name: string, value: string | null][]} */
    const attributes = [
      ["aria-autocomplete", "list"],
      ["aria-haspopup", "listbox"],
      ["aria-controls", list],
      ["aria-activedescendant", option],
    ];
    for (const [name, value] of attributes) {
      if (value === null) input?.removeAttribute(name);
      else input?.setAttribute(name, value);
    }
  }, [list, option]);
}

/**
 * The placeholder because of which a message was not sent; null after the next change. Sending once more sends it as it is.
 * @param {Place} place @returns {string | null}
 */
function useLeftPlaceholder(place) {
  const [left, setLeft] = useState(/** @type {string | null} */ (null));
  const stop = (/** @type {Event} */ event) => {
    const input = inputOf(place);
    const found = input && left === null ? nextPlaceholder(input.value) : null;
    if (!input || !found) return;
    event.preventDefault();
    event.stopPropagation();
    setLeft(found.text);
    input.focus();
    input.setSelectionRange(found.start, found.end);
  };
  useListeners(place, "submit", stop);
  useListeners(place, "keydown", (event) => {
    const sends = event.key === "Enter" && !event.shiftKey && !isComposing(event);
    if (sends && !event.defaultPrevented && event.target === inputOf(place)) stop(event);
  });
  useListeners(place, "input", () => setLeft(null));
  return left;
}

/** Replaces the whole text, in a way that the browser can undo, and selects what the admin has to fill. @param {HTMLTextAreaElement} input @param {string} text */
function insertInto(input, text) {
  input.focus();
  input.setSelectionRange(0, input.value.length);
  if (!document.execCommand("insertText", false, text)) {
    input.setRangeText(text, 0, input.value.length, "end");
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const hole = nextPlaceholder(input.value);
  if (hole) input.setSelectionRange(hole.start, hole.end);
}
