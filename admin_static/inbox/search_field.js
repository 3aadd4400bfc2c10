import { useRef } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CloseIcon, line } from "../../client/ui/icons.js";
import { enSearch } from "../catalogue/en_search.js";
import { useActions } from "../controls/actions.js";
import { IconButton } from "../controls/buttons.js";

addTexts(enSearch);

const SearchIcon = line("M9 3.500a5.500 5.500 0 1 1 0 11 5.500 5.500 0 0 1 0-11Zm4 9.500 3.500 3.500");

export const FIELD_ID = "search-field";
export const RESULTS_ID = "search-results";

/**
 * The field above the inbox. While it has a text, what is found takes the place of the list.
 * @param {{text: string, onText: (text: string) => void}} props
 */
export function SearchField({ text, onText }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const focus = () => input.current?.select();
  useActions({ search: focus });

  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    if (event.key === "Escape" && text) onText("");
    else if (event.key === "ArrowDown" && focusFirst()) event.stopPropagation();
    else return;
    event.preventDefault();
  }

  return html`
    <search class="search">
      <${SearchIcon} />
      <input
        class="search-input"
        id=${FIELD_ID}
        ref=${input}
        type="search"
        enterkeyhint="search"
        autocomplete="off"
        spellcheck=${false}
        dir="auto"
        maxlength="200"
        placeholder=${t("search.placeholder")}
        aria-label=${t("search.label")}
        aria-keyshortcuts="/"
        value=${text}
        onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => onText(event.currentTarget.value)}
        onKeyDown=${onKeyDown}
      />
      ${
        text
          ? html`<${IconButton}
              class="search-clear"
              label=${t("search.clear")}
              icon=${CloseIcon}
              onClick=${() => {
                onText("");
                input.current?.focus();
              }}
            />`
          : html`<kbd class="search-key" aria-hidden="true">/</kbd>`
      }
    </search>
  `;
}

function focusFirst() {
  const first = document.querySelector(`#${RESULTS_ID} a`);
  if (first instanceof HTMLElement) first.focus();
  return first !== null;
}
