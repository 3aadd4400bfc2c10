import assert from "node:assert/strict";
import { test } from "node:test";
import { createTyping } from "../../../client/delivery/typing.js";
import { simulatedTime } from "../simulated/time.js";

function writer() {
  const time = simulatedTime();
  const said = [];
  const typing = createTyping({ env: time, say: (stopped) => said.push(stopped ? "stopped" : "types") });
  return { time, said, typing };
}

test("typing is said at once, and then at most every three seconds while the text changes", async () => {
  const { time, said, typing } = writer();
  for (let at = 0; at < 60; at++) {
    typing.changed("It is".repeat(at + 1));
    await time.advance(100);
  }
  assert.deepEqual(said, ["types", "types"]);
  await time.advance(60_000);
  assert.equal(said.length, 2);
});

test("a text that was deleted has stopped, which is said once", () => {
  const { said, typing } = writer();
  typing.changed("I");
  typing.changed("");
  typing.changed("  ");
  assert.deepEqual(said, ["types", "stopped"]);
});

test("spaces alone are no text", () => {
  const { said, typing } = writer();
  typing.changed(" \n");
  assert.deepEqual(said, []);
});

test("what the other side does not show any more needs no end", async () => {
  const { time, said, typing } = writer();
  typing.changed("It");
  await time.advance(7_000);
  typing.changed("");
  assert.deepEqual(said, ["types"]);
});

test("a message that was sent ends the typing by itself, and the next text is not said sooner than others", async () => {
  const { time, said, typing } = writer();
  typing.changed("It is");
  typing.sent();
  typing.changed("");
  typing.changed("And");
  assert.deepEqual(said, ["types"]);
  await time.advance(3_000);
  typing.changed("And more");
  assert.deepEqual(said, ["types", "types"]);
});
