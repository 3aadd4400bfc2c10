import { useId } from "preact/hooks";
import { html } from "../../client/ui/html.js";

/** One subject of a section: what it is about, what there is, and what can be done about it. */
export function Card({ title, text, aside, children }) {
  const id = useId();
  return html`
    <section class="card" aria-labelledby=${id}>
      <header class="card-header">
        <div>
          <h3 id=${id}>${title}</h3>
          ${text && html`<p>${text}</p>`}
        </div>
        ${aside}
      </header>
      ${children}
    </section>
  `;
}
