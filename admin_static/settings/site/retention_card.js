/** @import {SiteCardProps} from "./site_section.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { Field } from "../../controls/fields.js";
import { Card } from "../controls/card.js";
import { Form } from "../controls/form.js";

const SUGGESTED_DAYS = 365;

/** How long messages are kept: forever, or a number of days. @param {SiteCardProps} props */
export function RetentionCard({ site, change }) {
  const [limited, setLimited] = useState(site.retention_days > 0);
  const save = (/** @type {Record<string, string>} */ { retention_days }) =>
    change({ retention_days: limited ? Number(retention_days) : 0 });

  return html`
    <${Card} title=${t("retention.title")} text=${t("retention.text")}>
      <${Form} onSubmit=${save} submit=${t("settings.save")} done=${t("settings.saved")}>
        <fieldset class="choices">
          <legend class="pl-hidden-text">${t("retention.title")}</legend>
          ${[false, true].map(
            (choice) => html`
              <label class="choice">
                <input
                  type="radio"
                  name="kept"
                  checked=${limited === choice}
                  onChange=${() => setLimited(choice)}
                />
                <span>${t(choice ? "retention.ends" : "retention.for_ever")}</span>
                <small>${t(choice ? "retention.ends_hint" : "retention.for_ever_hint")}</small>
              </label>
            `,
          )}
        </fieldset>
        ${
          limited &&
          html`<${Field}
            label=${t("retention.days")}
            unit=${t("settings.days")}
            name="retention_days"
            type="number"
            min="1"
            max="3650"
            step="1"
            defaultValue=${site.retention_days || SUGGESTED_DAYS}
          />`
        }
      <//>
    <//>
  `;
}
