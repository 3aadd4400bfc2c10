/** @import {ComponentChildren} from "preact" */
import { html } from "../../client/ui/html.js";

/**
 * Fills a pane that has nothing to list: a picture, a sentence, perhaps an action.
 * @param {{picture: ComponentChildren, title: string, text: string, children?: ComponentChildren}} props
 */
export function Notice({ picture, title, text, children }) {
  return html`
    <div class="notice">
      <span class="notice-picture">${picture}</span>
      <h2 class="notice-title">${title}</h2>
      <p class="notice-text">${text}</p>
      ${children}
    </div>
  `;
}

/** Porchlight's logo. Decoration: the name or a heading is always beside it. */
export function Mark() {
  return html`
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" class="mark-ground" />
      <path d="M16 4v4" class="mark-line" />
      <path d="M7.5 15.5a8.5 7.5 0 0 1 17 0Z" class="mark-lamp" />
      <path d="M11 18.5 7.5 27.5h17L21 18.5Z" class="mark-light" />
    </svg>
  `;
}
