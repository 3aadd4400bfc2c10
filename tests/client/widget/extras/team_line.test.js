import assert from "node:assert/strict";
import { test } from "node:test";
import { teamText } from "../../../../widget/extras/team_line.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const text = (team) => teamText({ online: [], away: false, reply_ms: null, ...team });

test("visitors see who is there, and then no reply time", () => {
  assert.equal(text({ online: ["Maya"], reply_ms: MINUTE }), "Maya is here");
  assert.equal(text({ online: ["Noor Haddad"] }), "Noor Haddad is here");
  assert.equal(text({ online: ["Maya", "Noor Haddad"] }), "Maya and Noor are here");
  assert.equal(text({ online: ["Maya", "Noor", "Olu"] }), "Maya and 2 others are here");
  assert.equal(text({ online: ["A", "B", "C", "D", "E"] }), "A and 4 others are here");
});

test("where nobody is there, visitors see the usual reply time in words", () => {
  const cases = [
    [0, "in minutes"],
    [10 * MINUTE, "in minutes"],
    [10 * MINUTE + 1, "within an hour"],
    [HOUR + 1, "in a few hours"],
    [6 * HOUR + 1, "within a day"],
    [24 * HOUR + 1, "in a few days"],
  ];
  for (const [reply_ms, words] of cases)
    assert.equal(text({ reply_ms, away: true }), `Usually replies ${words}`);
});

test("outside the opening hours, visitors see who is there after all, and no promise", () => {
  const team = { online: [], away: true, reply_ms: MINUTE };
  assert.equal(teamText(team, false), "");
  assert.equal(teamText({ ...team, online: ["Maya"] }, false), "Maya is here");
});

test("without a reply time, visitors see whether the team is away, or nothing", () => {
  assert.equal(text({ away: true }), "The team is away at the moment");
  assert.equal(text({}), "");
});
