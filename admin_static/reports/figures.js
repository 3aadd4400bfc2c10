/** @import {ReportTotal} from "../../client/wire" */
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { average, change, count, duration, rating, total } from "./numbers.js";

/**
 * @typedef {{name: string, value: string, more: string, change: number | null, better?: "more" | "less"}} Figure
 * `change`: in percent; `better`: which direction is good news, if one is
 */

/** The figures of a period, each with its change against the one before. @param {{total: ReportTotal, earlier: ReportTotal}} props */
export function Figures({ total: now, earlier }) {
  return html`
    <section class="figures" aria-label=${t("reports.figures")}>
      ${figuresOf(now, earlier).map(
        (figure) => html`
          <dl class="figure" key=${figure.name}>
            <dt>${t(`reports.${figure.name}`)}</dt>
            <dd class="figure-value">${figure.value}<${Change} ...${figure} /></dd>
            <dd class="figure-more">${figure.more}</dd>
          </dl>
        `,
      )}
    </section>
  `;
}

/** @param {ReportTotal} now @param {ReportTotal} earlier @returns {Figure[]} */
export function figuresOf(now, earlier) {
  const [stars, starsBefore] = [average(now.ratings), average(earlier.ratings)];
  const p90 = (/** @type {number | null} */ ms) =>
    ms === null ? "" : t("reports.p90_of", { time: duration(ms) });
  return [
    {
      name: "begun",
      value: count(now.begun),
      more: now.bot_answers ? t("reports.bot_of", { count: now.bot_answers }) : t("reports.no_bot"),
      change: change(now.begun, earlier.begun),
    },
    {
      name: "first_response",
      value: duration(now.first_response.median),
      more: p90(now.first_response.p90),
      change: change(now.first_response.median, earlier.first_response.median),
      better: "less",
    },
    {
      name: "missed",
      value: count(now.missed),
      more: t("reports.missed_of", { count: now.waited }),
      change: change(now.missed, earlier.missed),
      better: "less",
    },
    {
      name: "closed",
      value: count(now.closed),
      more: t("reports.reopened_of", { count: now.reopened }),
      change: change(now.closed, earlier.closed),
    },
    {
      name: "resolution",
      value: duration(now.resolution.median),
      more: p90(now.resolution.p90),
      change: change(now.resolution.median, earlier.resolution.median),
      better: "less",
    },
    {
      name: "rating",
      value: rating(stars),
      more: t("reports.ratings_of", { count: total(now.ratings) }),
      change: change(stars, starsBefore),
      better: "more",
    },
  ];
}

/** @param {Figure} props */
function Change({ change: percent, better }) {
  if (percent === null) return null;
  const direction = percent > 0 ? "more" : percent < 0 ? "less" : "none";
  const good = better && percent ? direction === better : null;
  const text = t(`reports.change_${direction}`, { percent: Math.abs(percent) });
  return html`
    <span class="change" data-good=${good} title=${text}>
      <span aria-hidden="true">${percent > 0 ? "↑" : percent < 0 ? "↓" : "±"} ${count(Math.abs(percent) / 100, "percent")}</span>
      <span class="pl-hidden-text">${text}</span>
    </span>
  `;
}
