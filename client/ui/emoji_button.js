import { html } from "./html.js";
import { createTranslate } from "./translate.js";

/** @type {import("./translate.js").Texts} */
export const enEmoji = { "emoji.insert": "Insert emoji" };

export const t = createTranslate(enEmoji);

/**
 * The button beside the text box. A click leaves the focus in the text box.
 * @param {{open?: boolean} & import("preact").ButtonHTMLAttributes} props
 */
export const emojiButton = ({ open = false, ...listeners }) => html`
  <button
    type="button"
    class="pl-round"
    aria-label=${t("emoji.insert")}
    title=${t("emoji.insert")}
    aria-expanded=${open}
    onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()}
    ...${listeners}
  >
    <svg class="pl-icon" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" aria-hidden="true">
      <path d="M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM7.500 8v.05M12.500 8v.05M7 11.500c1.500 2.300 4.500 2.300 6 0" />
    </svg>
  </button>
`;
