import assert from "node:assert/strict";
import { test } from "node:test";
import { earlierViews, isEarlier, joined } from "../../../../admin_static/thread/earlier.js";

const message = (id, more = {}) => ({
  id,
  client_id: `k${id}`,
  sender_type: "admin",
  sender_name: "Maya",
  body: `Text ${id}`,
  sent_at: id,
  ...more,
});

test("earlier messages are drawn without a state, and are never those of the present conversation", () => {
  const views = earlierViews("c_1", [
    message(1),
    message(2, { kind: "edited", target: 1 }),
    message(3, { kind: "closed" }),
  ]);
  assert.deepEqual(
    views.map(({ key, id, mine, status, kind }) => [key, id, mine, status, kind]),
    [
      ["c_1 k1", 1, true, null, undefined],
      ["c_1 k3", 3, true, null, "closed"],
    ],
  );
  assert.ok(views.every(isEarlier));
});

test("a line is between the earlier conversation and the present one", () => {
  const before = earlierViews("c_1", [message(1)]);
  const present = [{ key: "k1", id: 1, sent_at: 100 }];
  const all = joined({ id: "c_1", messages: before }, present);
  assert.deepEqual(
    all.map(({ key, kind }) => [key, kind]),
    [
      ["c_1 k1", undefined],
      ["line c_1", "line"],
      ["k1", undefined],
    ],
  );
  assert.deepEqual(all.filter(isEarlier), before);
});
