import assert from "node:assert/strict";
import { test } from "node:test";
import { watchUse } from "../../../../admin_static/desk/idle.js";
import { simulatedTime } from "../../simulated/time.js";

const MINUTE = 60_000;

function watched() {
  const time = simulatedTime();
  const page = new EventTarget();
  const reports = [];
  const state = { visible: true };
  const env = {
    now: time.now,
    setTimeout: time.setTimeout,
    clearTimeout: time.clearTimeout,
    visible: () => state.visible,
  };
  const stop = watchUse(env, page, (idle) => reports.push(idle));
  return { time, reports, state, stop, use: (name) => page.dispatchEvent(new Event(name)) };
}

test("a page that nobody uses for five minutes is idle, and not a moment before", async () => {
  const { time, reports } = watched();
  await time.advance(5 * MINUTE - 1);
  assert.deepEqual(reports, []);
  await time.advance(1);
  assert.deepEqual(reports, [true]);
  await time.advance(60 * MINUTE);
  assert.deepEqual(reports, [true]);
});

for (const name of ["pointermove", "pointerdown", "keydown", "wheel", "focus", "visibilitychange"])
  test(`${name} is use: the five minutes begin again, and an idle page is back at once`, async () => {
    const { time, reports, use } = watched();
    await time.advance(4 * MINUTE);
    use(name);
    await time.advance(4 * MINUTE);
    assert.deepEqual(reports, []);
    await time.advance(MINUTE);
    use(name);
    assert.deepEqual(reports, [true, false]);
    await time.advance(5 * MINUTE);
    assert.deepEqual(reports, [true, false, true]);
  });

test("a page that becomes hidden is not used", async () => {
  const { time, reports, state, use } = watched();
  await time.advance(4 * MINUTE);
  state.visible = false;
  use("visibilitychange");
  await time.advance(MINUTE);
  assert.deepEqual(reports, [true]);
});

test("nothing is reported after the end", async () => {
  const { time, reports, stop, use } = watched();
  stop();
  await time.advance(10 * MINUTE);
  use("keydown");
  assert.deepEqual(reports, []);
});
