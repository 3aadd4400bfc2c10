/** @import {Day} from "./grouping.js" */
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { ChartCard } from "./chart_card.js";
import { count, duration, shortDuration } from "./numbers.js";
import { percentile } from "./percentiles.js";

/** @param {{days: Day[]}} props */
export function ConversationsChart({ days }) {
  const series = ["conversations_new", "closed", "reopened"];
  const values = [
    days.map((day) => day.begun),
    days.map((day) => day.closed),
    days.map((day) => day.reopened),
  ];
  return html`<${ChartCard} id="conversations" days=${days} series=${series} values=${values} shown=${count} short=${count} />`;
}

/** @param {{days: Day[], withinHours: boolean}} props */
export function ResponseChart({ days, withinHours }) {
  const values = [0.5, 0.9].map((part) => days.map((day) => percentile(day.first_response, part)));
  return html`<${ChartCard}
    id="response_title"
    note=${t(withinHours ? "reports.within_hours" : "reports.all_hours")}
    days=${days}
    series=${["median", "p90"]}
    values=${values}
    shown=${duration}
    short=${shortDuration}
    steps=${TIME_STEPS}
  />`;
}

/** @param {{days: Day[]}} props */
export function MessagesChart({ days }) {
  const values = [
    days.map((day) => day.visitor_messages),
    days.map((day) => day.team_messages),
    days.map((day) => day.bot_messages),
  ];
  return html`<${ChartCard} id="messages" days=${days} series=${["visitors", "team", "bot"]} values=${values} shown=${count} short=${count} />`;
}

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];
/** Distances of the lines that an axis of times may have. */
const TIME_STEPS = [
  ...[5, 10, 20, 30].map((many) => many * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((many) => many * MINUTE),
  ...[1, 2, 4, 6, 12].map((many) => many * HOUR),
  ...[1, 2, 5, 10, 20, 50, 100].map((many) => many * DAY),
];
