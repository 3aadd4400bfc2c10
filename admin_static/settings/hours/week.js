/** @import {Day, OpenTime, OwnersHours} from "../../../client/wire" */
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { CloseIcon } from "../../../client/ui/icons.js";
import { DAYS } from "../../../client/ui/opening_hours.js";
import { IconButton } from "../../controls/buttons.js";
import { CopyIcon } from "../../controls/icons.js";
import { PlusIcon } from "../controls/icons.js";
import {
  copiedToAll,
  isOverMidnight,
  MOST_TIMES,
  overlapping,
  withMore,
  withoutTime,
  withTime,
} from "./draft.js";

/** @typedef {{currentTarget: HTMLElement & {form?: HTMLFormElement | null}}} Clicked */

/** A button is no field: this makes the form notice that it has changed. @param {Clicked} event */
export const markChanged = ({ currentTarget }) =>
  currentTarget.closest("form")?.dispatchEvent(new Event("input"));

/** A row for each day. @param {{hours: OwnersHours, onChange: (hours: OwnersHours) => void}} props */
export function Week({ hours, onChange }) {
  return html`
    <fieldset class="hours">
      <legend class="hours-heading">${t("hours.week")}</legend>
      ${DAYS.map((day) => {
        const name = t(`hours.${day}`);
        return html`
          <div class="hours-row" role="group" aria-label=${name} key=${day}>
            <span class="hours-day" aria-hidden="true">${name}</span>
            <${Times}
              whose=${name}
              times=${hours.week[day]}
              onChange=${(/** @type {OpenTime[]} */ times) =>
                onChange({ ...hours, week: { ...hours.week, [day]: times } })}
            />
            <${IconButton}
              class="hours-copy"
              label=${t("hours.copy", { day: name })}
              icon=${CopyIcon}
              onClick=${(/** @type {Clicked} */ event) => {
                onChange(copiedToAll(hours, /** @type {Day} */ (day)));
                markChanged(event);
              }}
            />
          </div>
        `;
      })}
    </fieldset>
  `;
}

/**
 * The times of a day, each with a start and an end.
 * @param {{whose: string, times: OpenTime[], onChange: (times: OpenTime[]) => void}} props `whose`: the day's name
 */
export function Times({ whose, times, onChange }) {
  const add = (/** @type {Clicked} */ event) => {
    onChange(withMore(times));
    markChanged(event);
  };
  /** @param {Clicked} event @param {number} index */
  const remove = (event, index) => {
    // The button is about to go: the focus moves to one that stays.
    /** @type {HTMLElement | null | undefined} */ (
      event.currentTarget.closest(".hours-times")?.querySelector(".hours-add")
    )?.focus();
    onChange(withoutTime(times, index));
    markChanged(event);
  };

  return html`
    <div class="hours-times">
      ${times.length === 0 && html`<span class="hours-closed">${t("hours.closed")}</span>`}
      ${times.map(
        (time, index) => html`
          <div class="hours-time" key=${index}>
            <${Clock}
              label=${t("hours.opens", { day: whose })}
              value=${time.opens}
              onChange=${(/** @type {string} */ opens) => onChange(withTime(times, index, { opens }))}
            />
            <span aria-hidden="true">–</span>
            <${Clock}
              label=${t("hours.closes", { day: whose })}
              value=${time.closes}
              onChange=${(/** @type {string} */ closes) => onChange(withTime(times, index, { closes }))}
            />
            <${IconButton}
              label=${t("hours.remove", { day: whose })}
              icon=${CloseIcon}
              onClick=${(/** @type {Clicked} */ event) => remove(event, index)}
            />
            ${isOverMidnight(time) && html`<span class="hours-next">${t("hours.next_day")}</span>`}
          </div>
        `,
      )}
      ${overlapping(times) && html`<p class="field-problem" role="alert">${t("hours.overlap")}</p>`}
      <${IconButton}
        class="hours-add"
        label=${t("hours.add", { day: whose })}
        icon=${PlusIcon}
        aria-disabled=${times.length >= MOST_TIMES}
        onClick=${(/** @type {Clicked} */ event) => times.length < MOST_TIMES && add(event)}
      />
    </div>
  `;
}

/** @param {{label: string, value: string, onChange: (value: string) => void}} props */
function Clock({ label, value, onChange }) {
  return html`<input
    class="input hours-clock"
    type="time"
    required
    aria-label=${label}
    value=${value}
    onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) => onChange(currentTarget.value)}
  />`;
}
