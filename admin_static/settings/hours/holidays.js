/** @import {OpenTime} from "../../../client/wire" */
/** @import {Holiday} from "./draft.js" */
/** @import {Clicked} from "./week.js" */
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { TrashIcon } from "../../../client/ui/icons.js";
import { IconButton } from "../../controls/buttons.js";
import { MOST_HOLIDAYS } from "./draft.js";
import { markChanged, Times } from "./week.js";

/** @typedef {{currentTarget: HTMLInputElement}} Changed */

/**
 * Days on which other times replace those of the week.
 * @param {{holidays: Holiday[], onChange: (holidays: Holiday[]) => void}} props
 */
export function Holidays({ holidays, onChange }) {
  const add = (/** @type {Clicked} */ event) => {
    onChange([...holidays, { date: "", yearly: false, name: "", times: [] }]);
    markChanged(event);
  };
  /** @param {Clicked} event @param {number} index */
  const remove = (event, index) => {
    // The button is about to go: the focus moves to one that stays.
    /** @type {HTMLElement | null | undefined} */ (
      event.currentTarget.closest("fieldset")?.querySelector(".holiday-add")
    )?.focus();
    onChange(holidays.filter((_, at) => at !== index));
    markChanged(event);
  };
  /** @param {number} index @param {Partial<Holiday>} change */
  const edit = (index, change) =>
    onChange(holidays.map((holiday, at) => (at === index ? { ...holiday, ...change } : holiday)));

  return html`
    <fieldset class="hours">
      <legend class="hours-heading">${t("holidays.title")}</legend>
      <p class="field-hint">${t("holidays.hint")}</p>
      ${holidays.map((holiday, index) => {
        const whose = holiday.name || holiday.date || t("holidays.unnamed", { number: index + 1 });
        return html`
          <div class="holiday" role="group" aria-label=${whose} key=${index}>
            <input
              class="input holiday-date"
              type="date"
              required
              aria-label=${t("holidays.date")}
              value=${holiday.date}
              onInput=${(/** @type {Changed} */ { currentTarget }) => edit(index, { date: currentTarget.value })}
            />
            <input
              class="input holiday-name"
              type="text"
              maxlength="40"
              aria-label=${t("holidays.name")}
              placeholder=${t("holidays.name")}
              value=${holiday.name}
              onInput=${(/** @type {Changed} */ { currentTarget }) => edit(index, { name: currentTarget.value })}
            />
            <${IconButton}
              label=${t("holidays.remove", { day: whose })}
              icon=${TrashIcon}
              onClick=${(/** @type {Clicked} */ event) => remove(event, index)}
            />
            <div class="holiday-more">
              <${Times}
                whose=${whose}
                times=${holiday.times}
                onChange=${(/** @type {OpenTime[]} */ times) => edit(index, { times })}
              />
              <label class="holiday-yearly">
                <input
                  type="checkbox"
                  checked=${holiday.yearly}
                  onChange=${(/** @type {Changed} */ { currentTarget }) => edit(index, { yearly: currentTarget.checked })}
                />
                ${t("holidays.yearly")}
              </label>
            </div>
          </div>
        `;
      })}
      <button
        class="button button-small holiday-add"
        type="button"
        aria-disabled=${holidays.length >= MOST_HOLIDAYS}
        onClick=${(/** @type {Clicked} */ event) => holidays.length < MOST_HOLIDAYS && add(event)}
      >
        ${t("holidays.add")}
      </button>
    </fieldset>
  `;
}
