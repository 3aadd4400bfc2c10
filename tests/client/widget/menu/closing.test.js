import assert from "node:assert/strict";
import { test } from "node:test";
import { ratable } from "../../../../widget/menu/closing.js";

const DAY = 24 * 3600 * 1000;
const answered = [
  { id: 1, sender_type: "visitor" },
  { id: 2, sender_type: "admin" },
];
const closed = { id: 3, kind: "closed", sender_type: "admin", sent_at: 1000 };

test("a closed conversation can be rated for a day", () => {
  const messages = [...answered, closed];
  assert.deepEqual(ratable(messages, 1000), { id: 3, given: undefined });
  assert.equal(ratable(messages, 999 + DAY)?.id, 3);
  assert.equal(ratable(messages, 1000 + DAY), null);
});

test("an open conversation, and one that nobody has answered, is not rated", () => {
  assert.equal(ratable(answered, 1000), null);
  assert.equal(ratable([...answered, closed, { id: 4, sender_type: "visitor" }], 1000), null);
  assert.equal(ratable([answered[0], { ...closed, id: 2 }], 1000), null);
});

test("the rating that is stored is shown again", () => {
  const rated = { id: 4, kind: "rated", target: 3, rating: 4, sender_type: "visitor" };
  assert.deepEqual(ratable([...answered, closed, rated], 1000), { id: 3, given: rated });
});
