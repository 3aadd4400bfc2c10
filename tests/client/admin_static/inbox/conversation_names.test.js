import assert from "node:assert/strict";
import { test } from "node:test";
import { sharedNames, shortId } from "../../../../admin_static/inbox/conversation_names.js";

test("names that several rows share are told apart", () => {
  const shared = sharedNames([
    { name: "Visitor" },
    { name: "Ada" },
    { name: "Visitor" },
    { name: "Visitor" },
  ]);
  assert.deepEqual([...shared], ["Visitor"]);
  assert.equal(shortId("c_5hXb0mJt2QyVwR8s"), "wR8s");
});
