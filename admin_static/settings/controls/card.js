/** @import {ComponentChildren} from "preact" */
import { useId, useState } from "preact/hooks";
import { html } from "../../../client/ui/html.js";
import { errorText, useAction } from "./requests.js";

/** @param {{title: string, text?: string, aside?: ComponentChildren, children?: ComponentChildren}} props */
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

/**
 * A setting of a card that is on or off and saved at once. If the server refuses the change, the switch goes back.
 * @param {{
 *   label: string, hint: string, on: boolean, disabled?: boolean, onChange: (on: boolean) => Promise<unknown>,
 * }} props
 */
export function CardSwitch({ label, hint, on, disabled = false, onChange }) {
  const action = useAction(onChange);
  const [pending, setPending] = useState(on);
  const id = useId();
  const change = (/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget: { checked } }) => {
    setPending(checked);
    action.run(checked);
  };
  return html`
    <label class="switch card-switch">
      <input
        type="checkbox"
        role="switch"
        checked=${action.busy ? pending : on}
        disabled=${disabled}
        onChange=${change}
        aria-describedby=${id}
      />
      <span>${label}</span>
      <small id=${id}>${hint}</small>
      <small class="switch-problem" role="alert">${action.error && errorText(action.error)}</small>
    </label>
  `;
}

/**
 * A small button of a row in a list. `label` says to screen readers which row it is.
 * @param {{label: string, text: string, onClick: () => void}} props
 */
export function RowButton({ label, text, onClick }) {
  return html`
    <button class="button button-small" type="button" aria-label=${label} onClick=${onClick}>${text}</button>
  `;
}
