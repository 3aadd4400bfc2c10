import assert from "node:assert/strict";
import { test } from "node:test";
import { createControl } from "../../../widget/control.js";

function stage({ failures = 0, reopens = false } = {}) {
  const looks = [];
  const shows = [];
  const attempts = [];
  const stops = [];
  let finish;
  const control = createControl({
    onLook: (look) => looks.push(look),
    loadPanel(attempt) {
      attempts.push(attempt);
      return new Promise((resolve, reject) => {
        finish = () =>
          attempts.length <= failures
            ? reject(new Error("no network"))
            : resolve({
                show: (open, how) => shows.push([open, how.focus]),
                stop: () => stops.push("stop"),
                reopens,
              });
      });
    },
  });
  const settle = async () => {
    finish?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { control, looks, shows, attempts, stops, settle };
}

test("nothing is loaded until the panel is opened", () => {
  const { attempts, control, looks } = stage();
  control.close();
  assert.deepEqual(attempts, []);
  assert.deepEqual(looks, ["closed"]);
});

test("opening loads once and shows", async () => {
  const { control, looks, shows, attempts, settle } = stage();
  control.open();
  control.open();
  await settle();
  assert.deepEqual(attempts, [0]);
  assert.equal(looks.at(-1), "open");
  assert.deepEqual(shows.at(-1), [true, true]);
});

test("closing while it loads leaves it closed", async () => {
  const { control, looks, shows, settle } = stage();
  control.toggle();
  control.toggle();
  await settle();
  assert.deepEqual(shows, []);
  assert.equal(looks.at(-1), "closed");
});

test("closed and opened again while it loads, it opens", async () => {
  const { control, looks, shows, settle } = stage();
  control.open();
  control.close();
  control.open();
  await settle();
  assert.deepEqual(shows.at(-1), [true, true]);
  assert.equal(looks.at(-1), "open");
});

test("a failed load is reported, and the next click tries another address", async () => {
  const { control, looks, shows, attempts, settle } = stage({ failures: 1 });
  control.open();
  await settle();
  assert.equal(looks.at(-1), "failed");
  control.toggle();
  await settle();
  assert.deepEqual(attempts, [0, 1]);
  assert.deepEqual(shows, [[true, true]]);
});

test("preparing loads without showing, and a failure is not reported", async () => {
  const { control, looks, shows, settle } = stage({ failures: 1 });
  control.prepare();
  await settle();
  assert.deepEqual([looks, shows], [[], []]);
});

test("a panel that was open on the previous page opens without taking the focus", async () => {
  const { control, looks, shows, settle } = stage({ reopens: true });
  control.prepare();
  await settle();
  assert.deepEqual(shows, [[true, false]]);
  assert.equal(looks.at(-1), "open");
});

test("a panel that the page closes while it loads does not open again", async () => {
  const { control, shows, settle } = stage({ reopens: true });
  control.prepare();
  control.close();
  await settle();
  assert.deepEqual(shows, []);
});

test("a panel that is opened while it is prepared is shown once, with the focus", async () => {
  const { control, shows, settle } = stage({ reopens: true });
  control.prepare();
  control.open();
  await settle();
  assert.deepEqual(shows, [[true, true]]);
});

test("for another visitor an open panel is prepared again without being shown twice", async () => {
  const { control, shows, settle } = stage({ reopens: true });
  control.open();
  await settle();
  control.renew();
  control.prepare();
  await settle();
  assert.deepEqual(shows, [
    [true, true],
    [true, false],
  ]);
});

test("toggle closes an open panel", async () => {
  const { control, looks, shows, settle } = stage();
  control.open();
  await settle();
  control.toggle();
  assert.equal(shows.at(-1)[0], false);
  assert.equal(looks.at(-1), "closed");
});

test("for another visitor a new panel is created, and shown as the old one was, without moving the focus", async () => {
  const { control, shows, attempts, stops, settle } = stage();
  control.open();
  await settle();
  control.renew();
  assert.deepEqual(stops, ["stop"]);
  await settle();
  assert.deepEqual(attempts, [0, 0]);
  assert.deepEqual(shows, [
    [true, true],
    [true, false],
  ]);
});

test("a panel that is not shown is stopped, and no new one is created", async () => {
  const { control, attempts, stops, settle } = stage();
  control.prepare();
  await settle();
  control.renew();
  await settle();
  assert.deepEqual([attempts, stops], [[0], ["stop"]]);
});

test("a panel that is still loading is stopped when it has loaded, and never shown", async () => {
  const { control, attempts, shows, stops, settle } = stage();
  control.open();
  const early = settle;
  control.close();
  control.renew();
  await early();
  assert.deepEqual([attempts, shows, stops], [[0], [], ["stop"]]);
});
