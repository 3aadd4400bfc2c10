import assert from "node:assert/strict";
import { test } from "node:test";
import { retryText } from "../../../client/ui/unsent.js";

test("a short wait is shown in seconds, a long one in minutes", () => {
  assert.equal(retryText(5), "Sending again in 5 s");
  assert.equal(retryText(89), "Sending again in 89 s");
  assert.equal(retryText(90), "Sending again in 2 minutes");
  assert.equal(retryText(3_000), "Sending again in 50 minutes");
});
