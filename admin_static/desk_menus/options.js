/** @import {ComponentChildren} from "preact" */
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../../client/ui/html.js";
import { CheckIcon } from "../../client/ui/icons.js";

/**
 * @typedef {{
 *   key: string, text: string, hint?: string, picture?: ComponentChildren, chosen?: boolean | "some",
 * }} Option `hint`: at the end of the line; `chosen`: "some" of several things
 */

/**
 * A list of options, with a search box above it where `onSearch` is given. Arrow keys, Home and End move, Enter picks; the
 * focus stays in the search box, or on the list.
 * @param {{
 *   label: string, options: Option[], empty: string, onPick: (key: string) => void, multiple?: boolean,
 *   query?: string, onSearch?: (text: string) => void, placeholder?: string, limit?: number,
 * }} props `empty`: shown instead of options
 */
export function Options({
  label,
  options,
  empty,
  onPick,
  multiple = false,
  query,
  onSearch,
  placeholder,
  limit,
}) {
  const id = useId();
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const [wanted, setActive] = useState(() =>
    Math.max(
      0,
      options.findIndex(({ chosen }) => chosen),
    ),
  );
  const active = Math.min(wanted, options.length - 1);
  const idOf = (/** @type {number} */ at) => `${id}-${at}`;
  useLayoutEffect(() => {
    /** @type {HTMLElement | null | undefined} */
    const target = place.current?.querySelector("input, [role=listbox]");
    target?.focus({ preventScroll: true });
  }, []);
  useLayoutEffect(() => {
    document.getElementById(idOf(active))?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing) return;
    const last = options.length - 1;
    const inText = event.target instanceof HTMLInputElement && query !== "";
    const next = new Map([
      ["ArrowDown", active < last ? active + 1 : 0],
      ["ArrowUp", active > 0 ? active - 1 : last],
      ...(inText
        ? []
        : /** @type {[string, number][]} */ ([
            ["Home", 0],
            ["End", last],
          ])),
    ]).get(event.key);
    if (next !== undefined) setActive(next);
    else if ((event.key === "Enter" || (event.key === " " && !onSearch)) && options[active])
      onPick(options[active].key);
    else return;
    event.preventDefault();
  };

  const focusable = {
    "aria-label": label,
    "aria-activedescendant": options.length > 0 ? idOf(active) : undefined,
    onKeyDown,
  };
  return html`
    <div class="options" ref=${place}>
      ${
        onSearch &&
        html`<input
          class="options-search"
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls=${id}
          autocomplete="off"
          autocapitalize="none"
          spellcheck=${false}
          dir="auto"
          maxlength=${limit}
          placeholder=${placeholder}
          value=${query}
          onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) => {
            setActive(0);
            onSearch(currentTarget.value);
          }}
          ...${focusable}
        />`
      }
      <ul
        class="options-list"
        id=${id}
        role="listbox"
        aria-label=${label}
        aria-multiselectable=${multiple ? "true" : undefined}
        tabindex=${onSearch ? -1 : 0}
        ...${onSearch ? {} : focusable}
      >
        ${options.map(
          ({ key, text, hint, picture, chosen = false }, at) => html`
            <li
              class="option"
              key=${key}
              id=${idOf(at)}
              role="option"
              aria-selected=${chosen === true ? "true" : "false"}
              data-active=${at === active}
              data-chosen=${chosen}
              onMouseDown=${(/** @type {Event} */ event) => event.preventDefault() /* keeps the focus */}
              onPointerMove=${() => setActive(at)}
              onClick=${() => onPick(key)}
            >
              ${picture}
              <span class="option-text" dir="auto">${text}</span>
              ${hint && html`<span class="option-hint">${hint}</span>`}
              ${chosen && html`<${CheckIcon} />`}
            </li>
          `,
        )}
        ${options.length === 0 && html`<li class="option" role="option" aria-disabled="true" aria-selected="false">${empty}</li>`}
      </ul>
    </div>
  `;
}

/** Whether each word of the query begins a word of the text. @param {string} text @param {string} query */
export function matches(text, query) {
  const words = folded(text).split(/[\s\-_.:/@]+/);
  return folded(query)
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}

/** Without case and accents. @param {string} text */
const folded = (text) => text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
