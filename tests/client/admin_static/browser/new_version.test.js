import assert from "node:assert/strict";
import { test } from "node:test";
import { watchVersion } from "../../../../admin_static/browser/new_version.js";

const MINUTE = 60_000;

/** A page whose main script has the tag that is `served`. */
function page(served) {
  const listeners = new Set();
  const view = {
    now: 0,
    served,
    asked: [],
    offers: 0,
    visibilityState: "visible",
    addEventListener: (_, listener) => listeners.add(listener),
    removeEventListener: (_, listener) => listeners.delete(listener),
  };
  const fetch = async (_url, { method = "GET", cache }) => {
    view.asked.push(`${method} ${cache}`);
    if (view.served instanceof Error) throw view.served;
    return { ok: view.served !== 503, headers: new Map([["etag", view.served]]) };
  };
  let hourly;
  view.end = watchVersion({
    fetch,
    url: "https://chat.example/admin/app.js",
    now: () => view.now,
    page: view,
    setInterval: (run, ms) => {
      hourly = { run, ms };
      return 1;
    },
    clearInterval: () => {
      hourly = null;
    },
    onNew: () => {
      view.offers += 1;
    },
  });
  const settle = () => new Promise((done) => setImmediate(done));
  view.lookAgain = async (minutes) => {
    view.now += minutes * MINUTE;
    for (const listener of [...listeners]) listener();
    await settle();
  };
  view.hourPasses = async () => {
    view.now += hourly.ms;
    hourly.run();
    await settle();
  };
  view.watches = () => listeners.size + (hourly ? 1 : 0);
  return view;
}

test("a new version is offered once, when the page is looked at again", async () => {
  const view = page("one");
  await view.lookAgain(11);
  assert.equal(view.offers, 0);
  view.served = "two";
  await view.lookAgain(11);
  await view.lookAgain(11);
  assert.equal(view.offers, 1);
  assert.equal(view.watches(), 0);
});

test("a page that is looked at all day finds the new version within an hour", async () => {
  const view = page("one");
  view.served = "two";
  await view.hourPasses();
  assert.equal(view.offers, 1);
});

test("switching between tabs asks once in ten minutes, and a hidden page never asks", async () => {
  const view = page("one");
  for (let count = 0; count < 5; count += 1) await view.lookAgain(3);
  assert.deepEqual(view.asked, ["GET force-cache", "HEAD no-store"]);
  view.visibilityState = "hidden";
  await view.hourPasses();
  assert.equal(view.asked.length, 2);
});

for (const [what, served] of [
  ["is out of reach", new Error("offline")],
  ["answers with an error", 503],
  ["says no tag", null],
])
  test(`nothing is offered while the server ${what}`, async () => {
    const view = page("one");
    view.served = served;
    await view.lookAgain(11);
    assert.equal(view.offers, 0);
    assert.equal(view.watches(), 2);
  });

test("after the end, no request is made", async () => {
  const view = page("one");
  view.end();
  assert.equal(view.watches(), 0);
});
