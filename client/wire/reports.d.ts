/** A site's reports. */
import type { Time } from "./basics";

export type ReportQuery = { start: Time; hours: number };

/** The numbers of buckets, and how many times are in each: admin_static/reports/percentiles.js. */
export type Histogram = [bucket: number, counted: number][];

/** `missed`: visitors whom nobody has answered; `ratings`: how many, from 1 to 5. */
export interface ReportCounts {
  begun: number;
  reopened: number;
  visitor_messages: number;
  team_messages: number;
  bot_messages: number;
  bot_answers: number;
  waited: number;
  missed: number;
  closed: number;
  ratings: number[];
}

/** `hour`: when it begins. */
export interface ReportHour extends ReportCounts {
  hour: Time;
  first_response: Histogram;
  resolution: Histogram;
}

/** In milliseconds, within 5 %; null if nothing is counted. */
export interface ReportTimes {
  counted: number;
  median: number | null;
  p90: number | null;
}

export interface ReportTotal extends ReportCounts {
  first_response: ReportTimes;
  resolution: ReportTimes;
}

export interface ReportPart {
  closed: number;
  ratings: number[];
  first_response: ReportTimes;
  resolution: ReportTimes;
}

/** `name`: null for an admin who has left the team. */
export interface ReportPerson extends ReportPart {
  id: string;
  name: string | null;
  team_messages: number;
}

export interface ReportTag extends ReportPart {
  tag: string;
}

/** `by_hour`: only hours in which something happened. `within_hours`: time outside the opening hours does not count. */
export interface Report {
  start: Time;
  hours: number;
  within_hours: boolean;
  total: ReportTotal;
  by_hour: ReportHour[];
  people: ReportPerson[];
  tags: ReportTag[];
}

export interface ReportCalls {
  [report: `GET /admin/reports?${string}`]: { body: undefined; answer: Report };
  "POST /admin/reports": { body: ReportQuery; answer: Report };
}
