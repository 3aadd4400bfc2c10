/** @import {Day} from "./grouping.js" */
import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Card, DataTable } from "./card.js";
import { LineChart } from "./line_chart.js";
import { dayName } from "./numbers.js";
import { isoDate } from "./periods.js";

/**
 * A chart of the days of a period, and the same numbers as a table and as a file.
 * @typedef {object} Props
 * @property {string} id of its title among the texts
 * @property {string} [note]
 * @property {Day[]} days
 * @property {string[]} series the ids of their names among the texts
 * @property {(number | null)[][]} values for each series, a value for each day
 * @property {(value: number) => string} shown a value as the table and the line above the chart show it
 * @property {(value: number) => string} short a value as the axis shows it
 * @property {number[]} [steps] that the axis may have; if left out, those of whole numbers
 */

/** @param {Props} props */
export function ChartCard({ id, note, days, series, values, shown, short, steps }) {
  const [asTable, setAsTable] = useState(false);
  const [at, setAt] = useState(/** @type {number | null} */ (null));
  const title = t(`reports.${id}`);
  const names = series.map((name) => t(`reports.${name}`));
  const text = (/** @type {number | null | undefined} */ value) => (value == null ? "–" : shown(value));
  const csv = [
    [t("reports.day"), ...names],
    ...days.map(({ day }, index) => [isoDate(day), ...values.map((each) => each[index])]),
  ];

  return html`
    <${Card}
      id=${id}
      title=${title}
      note=${note}
      csv=${csv}
      table=${{ shown: asTable, toggle: () => setAsTable(!asTable) }}
    >
      ${
        asTable
          ? html`<${DataTable}
              title=${title}
              head=${[t("reports.day"), ...names]}
              rows=${days.map(({ day }, index) => [dayName(day), ...values.map((each) => text(each[index]))])}
            />`
          : html`
              <p class="chart-keys">
                ${names.map(
                  (name, index) => html`
                    <span class="chart-key" data-series=${index + 1}>
                      ${name}${at !== null && html` <b>${text(values[index][at])}</b>`}
                    </span>
                  `,
                )}
                <span class="chart-at">${at === null ? "" : dayName(days[at].day)}</span>
              </p>
              <${LineChart}
                label=${t("reports.chart_label", { title })}
                days=${days}
                values=${values}
                short=${short}
                steps=${steps}
                onAt=${setAt}
              />
            `
      }
    <//>
  `;
}
