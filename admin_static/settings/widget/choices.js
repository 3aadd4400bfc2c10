import { useId } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";

/**
 * A few options beside each other, of which one is chosen.
 * @param {{
 *   legend: string, text: string, options: readonly string[], chosen: string, small?: boolean,
 *   onChoose: (option: any) => void,
 * }} props `text`: the key of the options' texts, without the option
 */
export function Segments({ legend, text, options, chosen, small = false, onChoose }) {
  const name = useId();
  return html`
    <fieldset class="segments" data-small=${small}>
      <legend class=${small ? "pl-hidden-text" : undefined}>${legend}</legend>
      <div class="segments-row">
        ${options.map(
          (option) => html`
            <label class="segment" key=${option}>
              <input type="radio" name=${name} checked=${chosen === option} onChange=${() => onChoose(option)} />
              <span>${t(`${text}_${option}`)}</span>
            </label>
          `,
        )}
      </div>
    </fieldset>
  `;
}
