import assert from "node:assert/strict";
import { test } from "node:test";
import {
  filled,
  nextPlaceholder,
  unknownPlaceholders,
  valuesOf,
} from "../../../../admin_static/canned/placeholders.js";

const known = valuesOf({ visitor: "Ada King Lovelace", admin: "Maya", site: "Fern & Kettle" });
const unknown = valuesOf({ visitor: "", admin: "Maya", site: "Fern & Kettle" });

test("every placeholder is filled, as often as it occurs", () => {
  assert.equal(
    filled("{visitor.name}, {visitor.first_name}: {admin.name} of {site.name}. {admin.name}", known),
    "Ada King Lovelace, Ada: Maya of Fern & Kettle. Maya",
  );
});

test("a fallback is used only where nothing is known", () => {
  const text = "Hello {visitor.first_name|there}!";
  assert.equal(filled(text, known), "Hello Ada!");
  assert.equal(filled(text, unknown), "Hello there!");
  assert.equal(filled("Hello{visitor.first_name|}!", unknown), "Hello!");
});

test("what cannot be filled stays, and is found to be selected", () => {
  const text = filled("Hello {visitor.name}, {admin.name} here. {visitor.first_name}?", unknown);
  assert.equal(text, "Hello {visitor.name}, Maya here. {visitor.first_name}?");
  const first = nextPlaceholder(text);
  assert.deepEqual(first, { start: 6, end: 20, text: "{visitor.name}" });
  assert.equal(nextPlaceholder(text, first.end)?.text, "{visitor.first_name}");
  assert.equal(nextPlaceholder("Nothing {to} fill {visitor}"), null);
});

test("a name with signs of a replacement or a placeholder is put in as it is", () => {
  const values = valuesOf({ visitor: "$& {admin.name}", admin: "Maya", site: "" });
  assert.equal(filled("{visitor.name}", values), "$& {admin.name}");
});

test("placeholders with typing errors are named once", () => {
  assert.deepEqual(unknownPlaceholders("{visitor.nam} {visitor.nam} {visitor.name} {a} {Visitor.name|x}"), [
    "{visitor.nam}",
    "{Visitor.name|x}",
  ]);
});
