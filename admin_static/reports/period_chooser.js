/** @import {TargetedEvent} from "preact" */
/** @import {Period} from "./periods.js" */
import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { between, isoDate, lastDays, PRESETS, plusDays } from "./periods.js";

/** @typedef {(typeof PRESETS)[number] | "custom"} Choice */

/** @param {{onChoose: (period: Period) => void}} props */
export function PeriodChooser({ onChoose }) {
  const [choice, setChoice] = useState(/** @type {Choice} */ (30));
  const choose = (/** @type {Choice} */ chosen) => {
    setChoice(chosen);
    if (chosen !== "custom") onChoose(lastDays(chosen, Date.now()));
  };

  return html`
    <fieldset class="periods">
      <legend class="pl-hidden-text">${t("reports.period")}</legend>
      <div class="periods-choice">
        ${[...PRESETS, /** @type {const} */ ("custom")].map(
          (each) => html`
            <label class="periods-option">
              <input
                type="radio"
                name="period"
                checked=${choice === each}
                aria-label=${each === "custom" ? t("reports.custom") : t("reports.last_label", { days: each })}
                onChange=${() => choose(each)}
              />
              <span>${each === "custom" ? t("reports.custom") : t("reports.last", { days: each })}</span>
            </label>
          `,
        )}
      </div>
      ${choice === "custom" && html`<${CustomDates} onChoose=${onChoose} />`}
    </fieldset>
  `;
}

/** @param {{onChoose: (period: Period) => void}} props */
function CustomDates({ onChoose }) {
  const [from, setFrom] = useState(() => isoDate(plusDays(new Date(), -29)));
  const [to, setTo] = useState(() => isoDate(new Date()));
  const [invalid, setInvalid] = useState(false);

  function onSubmit(/** @type {Event} */ event) {
    event.preventDefault();
    const period = between({ from, to }, Date.now());
    setInvalid(!period);
    if (period) onChoose(period);
  }
  const field = (
    /** @type {string} */ name,
    /** @type {string} */ value,
    /** @type {(value: string) => void} */ set,
  ) => html`
    <label class="periods-date">
      <span>${t(`reports.${name}`)}</span>
      <input
        class="input"
        type="date"
        required
        value=${value}
        max=${isoDate(new Date())}
        aria-invalid=${invalid}
        aria-describedby="periods-problem"
        onInput=${(/** @type {TargetedEvent<HTMLInputElement>} */ { currentTarget }) => set(currentTarget.value)}
      />
    </label>
  `;

  return html`
    <form class="periods-dates" noValidate onSubmit=${onSubmit}>
      ${field("from", from, setFrom)} ${field("to", to, setTo)}
      <button class="button button-small" type="submit">${t("reports.show")}</button>
      <p class="periods-problem" id="periods-problem" role="alert">${invalid && t("reports.dates_invalid")}</p>
    </form>
  `;
}
