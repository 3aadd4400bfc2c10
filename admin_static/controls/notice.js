import { html } from "../../client/ui/html.js";

/** What stands in a pane that has nothing to list: a picture, a sentence, perhaps a way on. */
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
