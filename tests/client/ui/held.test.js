import assert from "node:assert/strict";
import { test } from "node:test";
import { heldText } from "../../../client/ui/held.js";

test("a short wait is told in seconds, a long one in minutes", () => {
  assert.equal(heldText(5), "Sending again in 5 s");
  assert.equal(heldText(89), "Sending again in 89 s");
  assert.equal(heldText(90), "Sending again in 2 minutes");
  assert.equal(heldText(3_000), "Sending again in 50 minutes");
});
