/** @import {ReportHour} from "../../client/wire" */
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { language } from "../../client/ui/translate.js";
import { Card } from "./card.js";
import { byWeekday } from "./grouping.js";

const LEVELS = 5;
const MONDAY = new Date(2026, 0, 5);

/** Messages of visitors by weekday and hour: a table whose cells are shaded. @param {{hours: ReportHour[]}} props */
export function BusyHours({ hours }) {
  const week = byWeekday(hours, "visitor_messages");
  const most = Math.max(...week.flat());
  const days = week.map((_, day) => weekday(day));
  const clock = Array.from({ length: 24 }, (_, hour) => clockHour(hour));
  const csv = [[t("reports.weekday"), ...clock], ...week.map((row, day) => [days[day], ...row])];

  return html`
    <${Card} id="busy_title" title=${t("reports.busy_title")} note=${t("reports.busy_text")} csv=${csv}>
      <div class="busy" role="group" aria-label=${t("reports.busy_title")} tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col"><span class="pl-hidden-text">${t("reports.weekday")}</span></th>
              ${clock.map((hour, at) => html`<th scope="col"><span data-every=${at % 6 === 0 ? 6 : at % 3 === 0 ? 3 : 1}>${hour}</span></th>`)}
            </tr>
          </thead>
          <tbody>
            ${week.map(
              (row, day) => html`
                <tr>
                  <th scope="row">${days[day]}</th>
                  ${row.map((count, hour) => {
                    const text = t("reports.cell", { day: days[day], hour: clock[hour], count });
                    return html`<td data-level=${level(count, most)} title=${text}><span class="pl-hidden-text">${count}</span></td>`;
                  })}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
      <p class="busy-key" aria-hidden="true">
        ${t("reports.fewer")}${[0, 1, 2, 3, 4, 5].map((each) => html`<i data-level=${each}></i>`)}${t("reports.more")}
      </p>
    <//>
  `;
}

/** @param {number} count @param {number} most */
const level = (count, most) => (count === 0 ? 0 : Math.ceil((count / most) * LEVELS));

/** @param {number} day 0: Monday */
const weekday = (day) =>
  new Date(2026, 0, MONDAY.getDate() + day).toLocaleDateString(language.locale, { weekday: "short" });

/** @param {number} hour */
const clockHour = (hour) =>
  new Date(2026, 0, 5, hour).toLocaleTimeString(language.locale, { hour: "numeric" });
