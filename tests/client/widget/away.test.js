import assert from "node:assert/strict";
import { test } from "node:test";
import { followAway } from "../../../widget/away.js";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const hoursOf = (times) => ({
  zone: "Europe/Berlin",
  week: Object.fromEntries(DAYS.map((day, index) => [day, index < 5 ? times : []])),
  holidays: [],
  outside: "hide",
});
const NINE_TO_FIVE = [{ opens: "09:00", closes: "17:00" }];

/** A page at a time of UTC. `served`: the settings file. */
function pageAt(now, served) {
  const page = { now: Date.parse(now), away: [], timers: new Map(), path: "/", wake: () => {} };
  page.env = {
    now: () => page.now,
    setTimeout: (act, ms) => {
      page.timers.set(page.timers.size + 1, { act, at: page.now + ms });
      return page.timers.size;
    },
    clearTimeout: (timer) => page.timers.delete(timer),
    onWake: (act) => {
      page.wake = act;
    },
    path: () => page.path,
    onMove: (act) => {
      page.move = (path) => {
        page.path = path;
        act();
      };
    },
  };
  page.end = new AbortController();
  page.start = () => followAway(served, (away) => page.away.push(away), page.end.signal, page.env);
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

test("one timer switches at each opening and closing", () => {
  const page = pageAt("2026-11-30T07:58:00Z", file(NINE_TO_FIVE));
  page.start();
  assert.deepEqual(page.away, [true]);
  page.fire();
  assert.deepEqual([page.away.at(-1), timeOf(page)], [false, "2026-11-30T08:00:00.000Z"]);
  page.fire();
  assert.deepEqual([page.away.at(-1), timeOf(page)], [true, "2026-11-30T16:00:00.000Z"]);
  assert.equal(page.timers.size, 1);
});

test("after the widget was destroyed no timer is left", () => {
  const page = pageAt("2026-11-30T07:58:00Z", file(NINE_TO_FIVE));
  page.start();
  page.end.abort();
  assert.equal(page.timers.size, 0);
});

test("a device that slept over the opening shows the launcher when it wakes, with one timer still", () => {
  const page = pageAt("2026-11-29T12:00:00Z", file(NINE_TO_FIVE));
  page.start();
  page.now = Date.parse("2026-11-30T09:00:00Z");
  page.wake();
  assert.deepEqual(page.away, [true, false]);
  assert.equal(page.timers.size, 1);
});

test("a change that is further away than timers reach is waited for in parts", async () => {
  const closed = { ...hoursOf([]), holidays: [{ date: "2027-01-15", yearly: false, times: NINE_TO_FIVE }] };
  const page = pageAt("2026-11-30T12:00:00Z", { version: 1, hours: closed });
  page.start();
  page.fire();
  assert.deepEqual([page.away, page.timers.size], [[true, true], 1]);
  page.fire();
  assert.deepEqual([page.away.at(-1), timeOf(page)], [false, "2027-01-15T08:00:00.000Z"]);
});

test("hours that never change need no timer", () => {
  const page = pageAt("2026-11-30T12:00:00Z", file([]));
  page.start();
  assert.deepEqual([page.away, page.timers.size], [[true], 0]);
});

test("hours that the browser cannot read are reported, and nothing is hidden", () => {
  const page = pageAt("2026-11-30T12:00:00Z", { version: 1, hours: { zone: "UTC", outside: "hide" } });
  assert.throws(page.start);
  assert.deepEqual([page.away, page.timers.size], [[], 0]);
});

test("a site that does not hide the chat shows the launcher", () => {
  const page = pageAt("2026-11-30T12:00:00Z", { version: 1, hours: { ...hoursOf([]), outside: "message" } });
  page.start();
  assert.deepEqual([page.away, page.timers.size], [[false], 0]);
});

test("on a hidden path the launcher goes, also when a script changes the address, and comes back elsewhere", () => {
  const page = pageAt("2026-11-30T12:00:00Z", { version: 1, hidden_paths: ["/checkout*"] });
  page.path = "/checkout/2";
  page.start();
  page.move("/shelf");
  page.move("/checkout");
  assert.deepEqual(page.away, [true, false, true]);
});

test("outside the hours every path is hidden", () => {
  const page = pageAt("2026-11-29T12:00:00Z", { ...file(NINE_TO_FIVE), hidden_paths: ["/checkout*"] });
  page.start();
  page.move("/shelf");
  assert.equal(page.away.at(-1), true);
  page.now = Date.parse("2026-11-30T09:00:00Z");
  page.wake();
  assert.equal(page.away.at(-1), false);
  page.move("/checkout");
  assert.equal(page.away.at(-1), true);
});
