import { useId } from "preact/hooks";
import { html } from "../../client/ui/html.js";

/** A labelled input, with a hint before it is filled in and what is wrong after. */
export function Field({ label, hint, problem, unit, as = "input", ...input }) {
  const id = useId();
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ") || undefined;
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${hint && html`<p class="field-hint" id="${id}-hint">${hint}</p>`}
      <div class="field-input" data-unit=${unit !== undefined}>
        <${as}
          class="input"
          id=${id}
          autocomplete="off"
          dir="auto"
          aria-describedby=${described}
          aria-invalid=${problem ? "true" : undefined}
          ...${input}
        />
        ${unit && html`<span class="field-unit" aria-hidden="true">${unit}</span>`}
      </div>
      ${problem && html`<p class="field-problem" id="${id}-problem">${problem}</p>`}
    </div>
  `;
}
