/** @import {ComponentChildren} from "preact" */
/** @import {Cell} from "./csv.js" */
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { download } from "../download.js";
import { toCsv } from "./csv.js";

/**
 * A part of the report with its title, and its numbers as a file.
 * @typedef {object} Props
 * @property {string} id
 * @property {string} title
 * @property {string} [note]
 * @property {Cell[][] | null} csv null: there is nothing to download
 * @property {{shown: boolean, toggle: () => void}} [table] of a chart that can be shown as a table
 * @property {ComponentChildren} [children]
 */

/** @param {Props} props */
export function Card({ id, title, note, csv, table, children }) {
  return html`
    <section class="report" aria-labelledby=${`report-${id}`}>
      <header class="report-header">
        <h3 id=${`report-${id}`}>${title}</h3>
        <div class="report-actions">
          ${
            table &&
            html`<button
              class="report-action"
              type="button"
              aria-label=${t(table.shown ? "reports.show_chart" : "reports.show_table", { title })}
              onClick=${table.toggle}
            >
              ${t(table.shown ? "reports.as_chart" : "reports.as_table")}
            </button>`
          }
          ${
            csv &&
            html`<button
              class="report-action"
              type="button"
              aria-label=${t("reports.csv_of", { title })}
              onClick=${() => download(`${id.replace("_title", "")}.csv`, "text/csv;charset=utf-8", toCsv(csv))}
            >
              ${t("reports.csv")}
            </button>`
          }
        </div>
      </header>
      ${note && html`<p class="report-note">${note}</p>`}
      ${children}
    </section>
  `;
}

/**
 * The first column names the row; the others are numbers. Long tables scroll, so the keyboard has to reach them.
 * @param {{title: string, head: string[], rows: ComponentChildren[][]}} props
 */
export function DataTable({ title, head, rows }) {
  return html`
    <div class="report-table" role="group" aria-label=${title} tabindex="0">
      <table>
        <thead>
          <tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr>
        </thead>
        <tbody>
          ${rows.map(
            ([first, ...others]) => html`
              <tr>
                <th scope="row">${first}</th>
                ${others.map((value) => html`<td>${value}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}
