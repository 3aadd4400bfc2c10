import { useId } from "preact/hooks";
import { html } from "../../../client/ui/html.js";

/**
 * A few options beside each other, of which one is chosen.
 * @param {{
 *   legend: string, textOf: (option: string) => string, options: readonly string[], chosen: string, small?: boolean,
 *   onChoose: (option: any) => void,
 * }} props
 */
export function Segments({ legend, textOf, options, chosen, small = false, onChoose }) {
  const name = useId();
  return html`
    <fieldset class="segments" data-small=${small}>
      <legend class=${small ? "pl-hidden-text" : undefined}>${legend}</legend>
      <div class="segments-row">
        ${options.map(
          (option) => html`
            <label class="segment" key=${option}>
              <input type="radio" name=${name} checked=${chosen === option} onChange=${() => onChoose(option)} />
              <span>${textOf(option)}</span>
            </label>
          `,
        )}
      </div>
    </fieldset>
  `;
}
