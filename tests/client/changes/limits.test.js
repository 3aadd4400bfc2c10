import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isInTime, isNeeded, isOwn, LIMIT_MS } from "../../../client/changes/limits.js";

const MINUTE = 60_000;
const own = {
  key: "k",
  id: 1,
  mine: true,
  sender_type: "visitor",
  sender_name: "Visitor",
  body: "Hello",
  sent_at: 0,
};

test("the limits are those of the server and of the docs", () => {
  const server = readFileSync("chalicelib/chat/changes.py", "utf8");
  const [, visitor, admin] = /"visitor": (\d+) \* MINUTE_MS, "admin": (24 \* 60) \* MINUTE_MS/.exec(server);
  assert.equal(LIMIT_MS.visitor, Number(visitor) * MINUTE);
  assert.equal(admin, "24 * 60");
  assert.equal(LIMIT_MS.admin, 24 * 60 * MINUTE);
  const protocol = readFileSync("docs/protocol.md", "utf8");
  assert.match(protocol, /15 minutes/);
  assert.match(protocol, /24 hours/);
});

test("a message can be changed until its limit, by its writer", () => {
  assert.ok(isInTime(own, 15 * MINUTE - 1));
  assert.ok(!isInTime(own, 15 * MINUTE));
  assert.ok(isInTime({ ...own, sender_type: "admin" }, 23 * 60 * MINUTE));
  assert.ok(isOwn({ ...own, sender_name: "Maya" }, "Maya"));
  for (const [change, viewer] of [
    [{ mine: false }],
    [{ id: null }],
    [{ deleted: true }],
    [{ change: "on its way" }],
    [{ kind: "rated" }],
    [{ sender_name: "Noor" }, "Maya"],
  ])
    assert.ok(!isOwn({ ...own, ...change }, viewer), JSON.stringify(change));
});

test("a page loads what draws changes if there is one, or something to change", () => {
  const late = 16 * MINUTE;
  assert.ok(isNeeded([own], MINUTE));
  assert.ok(!isNeeded([own, { ...own, mine: false }], late));
  for (const change of [{ edited: true }, { deleted: true, mine: false }, { change: "c" }])
    assert.ok(isNeeded([{ ...own, ...change }], late), JSON.stringify(change));
});
