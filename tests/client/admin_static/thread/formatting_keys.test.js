import assert from "node:assert/strict";
import { test } from "node:test";
import { toggled } from "../../../../admin_static/thread/formatting_keys.js";

/** Marks the selection with square brackets. */
function pressed(marked, sign) {
  const start = marked.indexOf("[");
  const end = marked.indexOf("]") - 1;
  const value = marked.replace(/[[\]]/g, "");
  const change = toggled(value, start, end, sign);
  const next = value.slice(0, change.from) + change.text + value.slice(change.to);
  return `${next.slice(0, change.start)}[${next.slice(change.start, change.end)}]${next.slice(change.end)}`;
}

test("the selected words get the signs, without the white space around them", () => {
  assert.equal(pressed("It is [ really ] new", "**"), "It is  **[really]**  new");
});

test("pressed again, the signs are gone", () => {
  assert.equal(pressed("It is **[really]** new", "**"), "It is [really] new");
});

test("without a selection, the cursor is between the signs", () => {
  assert.equal(pressed("a []", "_"), "a _[]_");
  assert.equal(pressed("a [ ]b", "_"), "a _[]_ b");
});
