import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Card } from "./card.js";
import { Field } from "./field.js";
import { Form } from "./form.js";

/**
 * Settings that are numbers.
 * @param {object} props
 * @param {{name: string, min: number, max: number, scale?: number}[]} props.numbers as the server has them; `scale`: so
 *   many of its units make one of the page's (1000: milliseconds that are shown as seconds)
 */
export function NumbersCard({ title, text, numbers, site, change }) {
  const save = (values) =>
    change(
      Object.fromEntries(
        numbers.map(({ name, scale = 1 }) => [name, Math.round(Number(values[name]) * scale)]),
      ),
    );

  return html`
    <${Card} title=${title} text=${text}>
      <${Form} onSubmit=${save} submit=${t("settings.save")} done=${t("settings.saved")}>
        ${(problemOf) => html`
          <div class="form-grid">
            ${numbers.map(
              ({ name, min, max, scale = 1 }) => html`<${Field}
                key=${name}
                label=${t(`number.${name}`)}
                unit=${t(`number_unit.${name}`)}
                name=${name}
                type="number"
                min=${min / scale}
                max=${max / scale}
                step=${scale === 1 ? 1 : "any"}
                defaultValue=${site[name] / scale}
                problem=${problemOf(name)}
              />`,
            )}
          </div>
        `}
      <//>
    <//>
  `;
}
