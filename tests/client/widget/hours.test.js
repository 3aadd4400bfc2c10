import assert from "node:assert/strict";
import { test } from "node:test";
import { follow } from "../../../widget/hours.js";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const hoursOf = (times) => ({
  zone: "Europe/Berlin",
  week: Object.fromEntries(DAYS.map((day, index) => [day, index < 5 ? times : []])),
  holidays: [],
  outside: "hide",
});
const NINE_TO_FIVE = [{ opens: "09:00", closes: "17:00" }];

/** A page at a time of UTC. `served`: the file's content; null: there is none. */
function pageAt(now, served) {
  const page = { now: Date.parse(now), asked: [], away: [], timers: new Map(), wake: () => {} };
  page.env = {
    fetch: async (url) => {
      page.asked.push(url.pathname);
      return { ok: served !== null, status: served === null ? 404 : 200, json: async () => served };
    },
    now: () => page.now,
    setTimeout: (act, ms) => {
      page.timers.set(page.timers.size + 1, { act, at: page.now + ms });
      return page.timers.size;
    },
    clearTimeout: (timer) => page.timers.delete(timer),
    onWake: (act) => {
      page.wake = act;
    },
  };
  page.end = new AbortController();
  page.follow = () => follow("pl_1_a/b", (away) => page.away.push(away), page.end.signal, page.env);
  page.fire = () => {
    const [[id, { act, at }]] = page.timers;
    page.timers.delete(id);
    page.now = at;
    act();
  };
  return page;
}

const file = (times) => ({ version: 1, hours: hoursOf(times) });
const timeOf = (page) => new Date(page.now).toISOString();

test("one file is requested, and one timer switches at each opening and closing", async () => {
  const page = pageAt("2026-11-30T07:58:00Z", file(NINE_TO_FIVE));
  await page.follow();
  assert.deepEqual(page.away, [true]);
  page.fire();
  assert.deepEqual([page.away.at(-1), timeOf(page)], [false, "2026-11-30T08:00:00.000Z"]);
  page.fire();
  assert.deepEqual([page.away.at(-1), timeOf(page)], [true, "2026-11-30T16:00:00.000Z"]);
  assert.equal(page.timers.size, 1);
  assert.equal(page.asked.length, 1);
  assert.match(page.asked[0], /\/widget\/sites\/pl_1_a%2Fb\.json$/);
});

test("after the widget was destroyed no timer is left, and none is set when the file arrives late", async () => {
  const page = pageAt("2026-11-30T07:58:00Z", file(NINE_TO_FIVE));
  await page.follow();
  page.end.abort();
  assert.equal(page.timers.size, 0);
  await page.follow();
  assert.equal(page.timers.size, 0);
});

test("a device that slept over the opening shows the launcher when it wakes, with one timer still", async () => {
  const page = pageAt("2026-11-29T12:00:00Z", file(NINE_TO_FIVE));
  await page.follow();
  page.now = Date.parse("2026-11-30T09:00:00Z");
  page.wake();
  assert.deepEqual(page.away, [true, false]);
  assert.equal(page.timers.size, 1);
});

test("a change that is further away than timers reach is waited for in parts", async () => {
  const closed = { ...hoursOf([]), holidays: [{ date: "2027-01-15", yearly: false, times: NINE_TO_FIVE }] };
  const page = pageAt("2026-11-30T12:00:00Z", { version: 1, hours: closed });
  await page.follow();
  page.fire();
  assert.deepEqual([page.away, page.timers.size], [[true, true], 1]);
  page.fire();
  assert.deepEqual([page.away.at(-1), timeOf(page)], [false, "2027-01-15T08:00:00.000Z"]);
});

test("hours that never change need no timer", async () => {
  const page = pageAt("2026-11-30T12:00:00Z", file([]));
  await page.follow();
  assert.deepEqual([page.away, page.timers.size], [[true], 0]);
});

test("a later version with more fields is read", async () => {
  const page = pageAt("2026-11-30T12:00:00Z", { ...file(NINE_TO_FIVE), version: 2, more: true });
  await page.follow();
  assert.deepEqual(page.away, [false]);
});

for (const [what, served] of Object.entries({
  "no file": null,
  "an empty object": {},
  "no week": { version: 1, hours: { zone: "UTC", outside: "hide" } },
  "a site that does not hide the chat": { version: 1, hours: { ...hoursOf([]), outside: "message" } },
}))
  test(`${what} is reported, and nothing is hidden`, async () => {
    const page = pageAt("2026-11-30T12:00:00Z", served);
    await assert.rejects(page.follow());
    assert.deepEqual([page.away, page.timers.size], [[], 0]);
  });
