import { html } from "../../client/ui/html.js";

/** A word or two about the thing beside it. */
export function Tag({ tone = "plain", children }) {
  return html`<span class="tag" data-tone=${tone}>${children}</span>`;
}
