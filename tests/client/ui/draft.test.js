import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, countCodePoints, LIMIT, measure, toBody } from "../../../client/ui/draft.js";

test("control characters go, tabs and lines stay", () => {
  assert.equal(
    clean("a\u0000b\u0007c\u001b[31md\u007fe\u0085f\tg\nh"),
    "abc[31mdefg".replace("fg", "f\tg\nh"),
  );
});

test("lines end in the same way on every system", () => {
  assert.equal(clean("a\r\nb\rc\nd"), "a\nb\nc\nd");
});

test("half of a surrogate pair goes, a whole emoji stays", () => {
  assert.equal(clean("a\uD83Db\uDE00c"), "abc");
  assert.equal(clean("👩‍👩‍👧‍👦 👍🏽 🫖"), "👩‍👩‍👧‍👦 👍🏽 🫖");
});

test("right-to-left text and its marks survive letter for letter", () => {
  const text = "שלום, مرحبا \u200f\u202b(x)\u202c e\u0301";
  assert.equal(toBody(text), text);
});

test("white space around a message is not sent", () => {
  assert.equal(toBody("\n  hello \n world \t\n"), "hello \n world");
});

test("nothing, blanks and what only looks like something can not be sent", () => {
  for (const text of ["", "   ", "\n\t", "\u00a0\u3000", "\u0000\u0007"]) {
    assert.equal(measure(text).sendable, false, JSON.stringify(text));
  }
});

test("length is counted in code points", () => {
  assert.equal(countCodePoints("a🫖é"), 3);
  assert.equal(measure("🫖".repeat(LIMIT)).sendable, true);
  assert.equal(measure("🫖".repeat(LIMIT)).left, 0);
});

test("one code point more than the limit can not be sent", () => {
  const { sendable, left } = measure("x".repeat(LIMIT + 1));
  assert.equal(sendable, false);
  assert.equal(left, -1);
});

test("what is stripped does not count", () => {
  assert.equal(measure(`  ${"x".repeat(LIMIT)}\u0000\n`).sendable, true);
});
