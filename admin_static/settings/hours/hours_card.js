/** @import {OwnersHours} from "../../../client/wire" */
/** @import {SiteCardProps} from "../site/site_section.js" */
import { useState } from "preact/hooks";
import { awayText } from "../../../client/ui/away.js";
import { addTexts, t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { openingAt } from "../../../client/ui/opening_hours.js";
import { enHours } from "../../catalogue/en_hours.js";
import { Field } from "../../controls/fields.js";
import { Card } from "../controls/card.js";
import { Form } from "../controls/form.js";
import { isComplete, suggestedHours } from "./draft.js";
import { Holidays } from "./holidays.js";
import { Week } from "./week.js";

addTexts(enHours);

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** When somebody is there to answer: always, or at times of the week. @param {SiteCardProps} props */
export function HoursCard({ site, change }) {
  const [limited, setLimited] = useState(site.hours !== null);
  const [hours, setHours] = useState(() => site.hours ?? suggestedHours(ownZone()));
  const edit = (/** @type {Partial<OwnersHours>} */ changes) => setHours({ ...hours, ...changes });

  return html`
    <${Card} title=${t("hours.title")} text=${t("hours.text")}>
      <${Form}
        onSubmit=${() => change({ hours: limited ? hours : null })}
        submit=${t("settings.save")}
        done=${t("settings.saved")}
      >
        <${Choices}
          name="open"
          legend=${t("hours.title")}
          options=${["always", "limited"]}
          chosen=${limited ? "limited" : "always"}
          onChoose=${(/** @type {string} */ choice) => setLimited(choice === "limited")}
        />
        ${
          limited &&
          html`
            <${ZoneField} zone=${hours.zone} onChange=${(/** @type {string} */ zone) => edit({ zone })} />
            <${Week} hours=${hours} onChange=${setHours} />
            <${Holidays}
              holidays=${hours.holidays}
              onChange=${(/** @type {OwnersHours["holidays"]} */ holidays) => edit({ holidays })}
            />
            <${Choices}
              name="outside"
              legend=${t("hours.outside")}
              heading
              options=${["message", "hide"]}
              chosen=${hours.outside}
              onChoose=${(/** @type {OwnersHours["outside"]} */ outside) => edit({ outside })}
            />
            <p class="hours-preview" role="status">${previewOf(hours, Date.now())}</p>
          `
        }
      <//>
    <//>
  `;
}

/**
 * What visitors see at this moment, with these hours.
 * @param {OwnersHours} hours @param {number} now
 */
export function previewOf(hours, now) {
  if (!isComplete(hours) || !knownZone(hours.zone)) return t("hours.preview_none");
  const { open, until } = openingAt(hours, now);
  if (open) return t("hours.preview_open");
  if (hours.outside === "hide") return t("hours.preview_hidden");
  return t("hours.preview_away", { text: awayText(until, now) });
}

/**
 * @param {{
 *   name: string, legend: string, heading?: boolean, options: string[], chosen: string,
 *   onChoose: (option: string) => void,
 * }} props `heading`: whether the legend is shown
 */
function Choices({ name, legend, heading, options, chosen, onChoose }) {
  return html`
    <fieldset class="choices">
      <legend class=${heading ? "hours-heading" : "pl-hidden-text"}>${legend}</legend>
      ${options.map(
        (option) => html`
          <label class="choice" key=${option}>
            <input type="radio" name=${name} checked=${chosen === option} onChange=${() => onChoose(option)} />
            <span>${t(`hours.${name}_${option}`)}</span>
            <small>${t(`hours.${name}_${option}_hint`)}</small>
          </label>
        `,
      )}
    </fieldset>
  `;
}

/** A time zone, found by any part of its name. @param {{zone: string, onChange: (zone: string) => void}} props */
function ZoneField({ zone, onChange }) {
  const unknown = zone !== "" && !knownZone(zone);
  return html`
    <${Field}
      label=${t("hours.zone")}
      hint=${t("hours.zone_hint")}
      problem=${unknown ? t("problem.hours_zone_unknown") : undefined}
      name="zone"
      list="hours-zones"
      spellcheck=${false}
      autocapitalize="none"
      value=${zone}
      onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) => onChange(zoneOf(currentTarget.value))}
    />
    <datalist id="hours-zones">
      ${Intl.supportedValuesOf("timeZone").map(
        (name) =>
          html`<option key=${name} value=${name} label=${name.includes("_") ? spaced(name) : undefined} />`,
      )}
    </datalist>
  `;
}

/** @param {string} name */
const spaced = (name) => name.replaceAll("_", " ");

/** "America/New York" is typed by people, "America/New_York" is the name. @param {string} typed */
const zoneOf = (typed) => typed.trim().replaceAll(" ", "_");

/** @param {string} zone */
function knownZone(zone) {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return /^[A-Z]/.test(zone); // names are case-sensitive on the server; browsers accept offsets too
  } catch {
    return false;
  }
}
