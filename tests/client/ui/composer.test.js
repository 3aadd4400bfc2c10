import assert from "node:assert/strict";
import { test } from "node:test";
import { isComposing } from "../../../client/ui/composing.js";
import { isNearEnd } from "../../../client/ui/sticky_scroll.js";

test("Enter that ends a composition belongs to the input method", () => {
  assert.equal(isComposing({ isComposing: true, keyCode: 13 }), true);
  assert.equal(isComposing({ isComposing: false, keyCode: 229 }), true);
  assert.equal(isComposing({ isComposing: false, keyCode: 13 }), false);
});

test("a log close to its end counts as at its end, one a screen away does not", () => {
  assert.equal(isNearEnd({ scrollHeight: 1000, scrollTop: 560, clientHeight: 400 }), true);
  assert.equal(isNearEnd({ scrollHeight: 1000, scrollTop: 200, clientHeight: 400 }), false);
});
