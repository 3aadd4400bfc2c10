/** @import {ComponentChildren} from "preact" */
import { useId } from "preact/hooks";
import { html } from "../../client/ui/html.js";

/** A part of the details, with a heading. @param {{title: string, children?: ComponentChildren}} props */
export function Part({ title, children }) {
  const id = useId();
  return html`
    <section class="details-part" aria-labelledby=${id}>
      <h3 id=${id}>${title}</h3>
      ${children}
    </section>
  `;
}
