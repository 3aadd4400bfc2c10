/** @import {ComponentChildren} from "preact" */
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../../client/ui/html.js";

/**
 * @typedef {{key: string, text: string, hint?: string, picture?: ComponentChildren, inserted: string}} Found `inserted`:
 *   takes the place of what was typed, from the sign on
 */

/**
 * A list above a text box that completes what is typed: arrow keys choose, Enter or Tab inserts, Escape closes. The focus
 * stays in the text box.
 * @param {{
 *   input: {current: HTMLTextAreaElement | null}, begun: RegExp, find: (query: string) => Promise<Found[]>, label: string,
 * }} props `begun`: matches at the end of the text before the caret; its last character before the group is the sign, and
 *   its group what is looked for
 */
export function Completion({ input, begun, find, label }) {
  const id = useId();
  const [found, setFound] = useState(/** @type {Found[]} */ ([]));
  const [active, setActive] = useState(0);
  const now = useRef({ found, active, find });
  now.current = { found, active, find };
  const idOf = (/** @type {number} */ at) => `${id}-${at}`;
  const isOpen = found.length > 0;

  useLayoutEffect(() => {
    const box = input.current;
    if (!box) return undefined;
    const removal = new AbortController();
    const listening = { signal: removal.signal, capture: true };
    let asked = {};

    const close = () => {
      asked = {};
      setFound([]);
    };
    const update = () => {
      const match =
        box.selectionStart === box.selectionEnd && begun.exec(box.value.slice(0, box.selectionStart));
      if (!match) return close();
      const asking = {};
      asked = asking;
      now.current.find(match[1]).then(
        (items) => {
          if (asked !== asking) return;
          setActive(0);
          setFound(items);
        },
        () => asked === asking && close(),
      );
    };
    const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
      const { found: items, active: at } = now.current;
      if (items.length === 0 || event.isComposing) return;
      const { key } = event;
      if (key === "ArrowDown" || key === "ArrowUp") {
        setActive((at + (key === "ArrowDown" ? 1 : items.length - 1)) % items.length);
      } else if ((key === "Enter" && !event.shiftKey) || key === "Tab") {
        insert(box, begun, items[at]);
        close();
      } else if (key === "Escape") close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    box.addEventListener("input", update, { signal: removal.signal });
    box.addEventListener("keydown", onKeyDown, listening);
    box.addEventListener("blur", close, { signal: removal.signal });
    // What was typed before this part was loaded counts too.
    update();
    return () => removal.abort();
  }, [input.current]);

  useLayoutEffect(() => {
    const box = input.current;
    if (!box || !isOpen) return undefined;
    box.setAttribute("aria-controls", id);
    box.setAttribute("aria-activedescendant", idOf(active));
    document.getElementById(idOf(active))?.scrollIntoView({ block: "nearest" });
    return () => {
      box.removeAttribute("aria-controls");
      box.removeAttribute("aria-activedescendant");
    };
  }, [isOpen, active]);

  return html`
    <div class="completion">
      ${
        isOpen &&
        html`<ul class="completion-list options-list" id=${id} role="listbox" aria-label=${label}>
          ${found.map(
            (item, at) => html`
              <li
                class="option"
                key=${item.key}
                id=${idOf(at)}
                role="option"
                aria-selected=${at === active ? "true" : "false"}
                data-active=${at === active}
                onMouseDown=${(/** @type {Event} */ event) => {
                  event.preventDefault(); // keeps the focus in the text box
                  if (input.current) insert(input.current, begun, item);
                  setFound([]);
                }}
              >
                ${item.picture}
                <span class="option-text" dir="auto">${item.text}</span>
                ${item.hint && html`<span class="option-hint">${item.hint}</span>`}
              </li>
            `,
          )}
        </ul>`
      }
    </div>
    <p class="pl-hidden-text" role="status">${isOpen && `${label}: ${found.map(({ text }) => text).join(", ")}`}</p>
  `;
}

/** @param {HTMLTextAreaElement} box @param {RegExp} begun @param {Found} item */
function insert(box, begun, { inserted }) {
  const end = box.selectionStart;
  const match = begun.exec(box.value.slice(0, end));
  if (!match) return;
  box.setRangeText(inserted, end - match[1].length - 1, end, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
