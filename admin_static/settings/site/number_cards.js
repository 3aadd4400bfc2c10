/** @import {SiteChanges, SiteSettings} from "../../../client/wire" */
/** @import {SiteCardProps} from "./site_section.js" */
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { Field } from "../../controls/fields.js";
import { Card } from "../controls/card.js";
import { Form } from "../controls/form.js";

/**
 * A setting in the server's units. `scale`: how many of them are one unit of the form (1000: milliseconds shown as
 * seconds).
 * @typedef {{
 *   name: { [Name in keyof SiteChanges]: SiteChanges[Name] extends number ? Name : never }[keyof SiteChanges],
 *   min: number, max: number, scale?: number,
 * }} NumberSetting
 */

/** @type {NumberSetting[]} */
const ALERTS = [{ name: "alert_after_seconds", min: 15, max: 3_600 }];
/** @type {NumberSetting[]} */
const FILES = [{ name: "attachment_mb", min: 0, max: 100 }];
/** @type {NumberSetting[]} */
const LIMITS = [
  { name: "messages_at_once", min: 1, max: 1_000 },
  { name: "message_every_ms", min: 0, max: 60_000, scale: 1_000 },
  { name: "conversations_per_minute", min: 1, max: 10_000 },
  { name: "conversations_per_address", min: 1, max: 10_000 },
];
/** @type {NumberSetting[]} */
const INTERVALS = [
  { name: "poll_ms", min: 500, max: 60_000, scale: 1_000 },
  { name: "check_ms", min: 5_000, max: 600_000, scale: 1_000 },
];

/** When the team is notified of a message that nobody reads. @param {SiteCardProps} props */
export function AlertsCard({ site, change }) {
  const texts = { title: t("alerts.title"), text: t("alerts.text") };
  return html`<${NumbersCard} ...${texts} settings=${ALERTS} site=${site} change=${change} />`;
}

/** How large a file may be that visitors and admins send. @param {SiteCardProps} props */
export function FilesCard({ site, change }) {
  const texts = { title: t("files_card.title"), text: t("files_card.text") };
  return html`<${NumbersCard} ...${texts} settings=${FILES} site=${site} change=${change} />`;
}

/** How much a visitor may write. @param {SiteCardProps} props */
export function LimitsCard({ site, change }) {
  const texts = { title: t("limits.title"), text: t("limits.text") };
  return html`<${NumbersCard} ...${texts} settings=${LIMITS} site=${site} change=${change} />`;
}

/** How often pages check for new messages. @param {SiteCardProps} props */
export function PollingCard({ site, change }) {
  const texts = { title: t("polling.title"), text: t("polling.text") };
  return html`<${NumbersCard} ...${texts} settings=${INTERVALS} site=${site} change=${change} />`;
}

/** @param {{title: string, text: string, settings: NumberSetting[]} & Pick<SiteCardProps, "site" | "change">} props */
function NumbersCard({ title, text, settings, site, change }) {
  const save = (/** @type {Record<string, string>} */ values) =>
    change(
      Object.fromEntries(
        settings.map(({ name, scale = 1 }) => [name, Math.round(Number(values[name]) * scale)]),
      ),
    );

  return html`
    <${Card} title=${title} text=${text}>
      <${Form} onSubmit=${save} submit=${t("settings.save")} done=${t("settings.saved")}>
        <div class="form-grid">
          ${settings.map(
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
            />`,
          )}
        </div>
      <//>
    <//>
  `;
}
