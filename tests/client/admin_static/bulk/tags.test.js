import assert from "node:assert/strict";
import { test } from "node:test";
import { sharedTags, tagsIn } from "../../../../admin_static/bulk/tags.js";

const rows = [{ tags: ["refund", "vip"] }, {}, { tags: ["vip", "billing"] }];

test("the tags to choose from are those in use, in order, and the chosen one", () => {
  assert.deepEqual(tagsIn(rows, null), ["billing", "refund", "vip"]);
  assert.deepEqual(tagsIn(rows, "zebra"), ["billing", "refund", "vip", "zebra"]);
  assert.deepEqual(tagsIn([], null), []);
});

test("tags of all selected conversations are told from those of some", () => {
  assert.deepEqual(sharedTags([rows[0], rows[2]]), [["vip"], ["billing", "refund"]]);
  assert.deepEqual(sharedTags(rows), [[], ["billing", "refund", "vip"]]);
  assert.deepEqual(sharedTags([rows[0]]), [["refund", "vip"], []]);
});
