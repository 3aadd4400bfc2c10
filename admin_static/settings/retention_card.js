import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Card } from "./card.js";
import { Field } from "./field.js";
import { Form } from "./form.js";

const SUGGESTED = 365;

/** For how long messages are kept: for ever, or so many days. */
export function RetentionCard({ site, change }) {
  const [ends, setEnds] = useState(site.retention_days > 0);
  const save = ({ retention_days }) => change({ retention_days: ends ? Number(retention_days) : 0 });

  return html`
    <${Card} title=${t("retention.title")} text=${t("retention.text")}>
      <${Form} onSubmit=${save} submit=${t("settings.save")} done=${t("settings.saved")}>
        ${(problemOf) => html`
          <fieldset class="choices">
            <legend class="pl-hidden-text">${t("retention.title")}</legend>
            ${[false, true].map(
              (choice) => html`
                <label class="choice">
                  <input
                    type="radio"
                    name="kept"
                    checked=${ends === choice}
                    onChange=${() => setEnds(choice)}
                  />
                  <span>${t(choice ? "retention.ends" : "retention.for_ever")}</span>
                  <small>${t(choice ? "retention.ends_hint" : "retention.for_ever_hint")}</small>
                </label>
              `,
            )}
          </fieldset>
          ${
            ends &&
            html`<${Field}
              label=${t("retention.days")}
              unit=${t("settings.days")}
              name="retention_days"
              type="number"
              min="1"
              max="3650"
              step="1"
              defaultValue=${site.retention_days || SUGGESTED}
              problem=${problemOf("retention_days")}
            />`
          }
        `}
      <//>
    <//>
  `;
}
