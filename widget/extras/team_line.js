/**
 * @import {OpeningHours, TeamForVisitors} from "../../client/wire"
 */
import { html } from "../../client/ui/html.js";
import { openingAt } from "../../client/ui/opening_hours.js";
import { createTranslate } from "../../client/ui/translate.js";

/** @type {import("../../client/ui/translate.js").Texts} */
export const enTeam = {
  "team.one": "{first} is here",
  "team.two": "{first} and {second} are here",
  "team.many": {
    one: "{first} and {count} other are here",
    other: "{first} and {count} others are here",
  },
  "team.away": "The team is away at the moment",
  "reply.minutes": "Usually replies in minutes",
  "reply.hour": "Usually replies within an hour",
  "reply.hours": "Usually replies in a few hours",
  "reply.day": "Usually replies within a day",
  "reply.days": "Usually replies in a few days",
};

const t = createTranslate(enTeam);

const MINUTE = 60_000;
/** @type {[upTo: number, text: string][]} */
const REPLIES = [
  [10 * MINUTE, "reply.minutes"],
  [60 * MINUTE, "reply.hour"],
  [6 * 60 * MINUTE, "reply.hours"],
  [24 * 60 * MINUTE, "reply.day"],
  [Number.POSITIVE_INFINITY, "reply.days"],
];

const MOST_FACES = 3;

/**
 * Who is there; otherwise the usual reply time. Nothing where neither is known.
 * @param {TeamForVisitors} team
 * @param {OpeningHours | undefined} hours
 * @param {(name: string, picture?: string | null) => unknown} avatarOf
 */
export function teamLine(team, hours, avatarOf) {
  const text = teamText(team, !hours || openingAt(hours, Date.now()).open);
  const faces = team.online.slice(0, MOST_FACES);
  return (
    text &&
    html`
      ${faces.length > 0 && html`<span class="faces">${faces.map((name, index) => avatarOf(name, team.pictures?.[index] ?? null))}</span>`}
      <span class="team" dir="auto">${text}</span>
    `
  );
}

/**
 * @param {TeamForVisitors} team
 * @param {boolean} [open] outside the opening hours, the notice of them says when there is an answer
 */
export function teamText({ online, away, reply_ms }, open = true) {
  // Of several, the first words of their names: the line is short.
  const [first, second] = online.length > 1 ? online.map((name) => name.split(" ")[0]) : online;
  if (online.length > 2) return t("team.many", { first, count: online.length - 1 });
  if (first) return t(second ? "team.two" : "team.one", { first, second });
  if (!open) return "";
  const reply = reply_ms !== null && REPLIES.find(([upTo]) => reply_ms <= upTo);
  if (reply) return t(reply[1]);
  return away ? t("team.away") : "";
}
