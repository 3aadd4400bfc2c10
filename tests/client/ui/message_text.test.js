import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { clean, countCodePoints, isBlank, LIMIT, measure, toBody } from "../../../client/ui/message_text.js";

test("control characters are removed, tabs and line breaks are kept", () => {
  assert.equal(
    clean("a\u0000b\u0007c\u001b[31md\u007fe\u0085f\tg\nh"),
    "abc[31mdefg".replace("fg", "f\tg\nh"),
  );
});

test("line ends of all systems become \\n", () => {
  assert.equal(clean("a\r\nb\rc\nd"), "a\nb\nc\nd");
});

test("half of a surrogate pair is removed, a whole emoji is kept", () => {
  assert.equal(clean("a\uD83Db\uDE00c"), "abc");
  assert.equal(clean("👩‍👩‍👧‍👦 👍🏽 🫖"), "👩‍👩‍👧‍👦 👍🏽 🫖");
});

test("right-to-left text and its marks are unchanged", () => {
  const text = "שלום, مرحبا \u200f\u202b(x)\u202c e\u0301";
  assert.equal(toBody(text), text);
});

test("white space around a message is not sent", () => {
  assert.equal(toBody("\n  hello \n world \t\n"), "hello \n world");
});

test("empty and blank texts cannot be sent", () => {
  for (const text of ["", "   ", "\n\t", "\u00a0\u3000", "\u0000\u0007"]) {
    assert.equal(measure(text).sendable, false, JSON.stringify(text));
  }
});

test("pages and server agree on which characters are invisible", async () => {
  const path = new URL("../../wire/invisible.json", import.meta.url);
  const { ranges } = JSON.parse(await readFile(path, "utf8"));
  const invisible = new Set();
  for (const [first, last] of ranges)
    for (let code = parseInt(first, 16); code <= parseInt(last, 16); code++) invisible.add(code);
  const otherwise = [];
  for (let code = 0xa0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    if (isBlank(String.fromCodePoint(code)) !== invisible.has(code)) otherwise.push(code.toString(16));
  }
  assert.deepEqual(otherwise, []);
});

test("a message of only invisible characters cannot be sent, one with others can", () => {
  for (const text of ["\u200b", "\u3164", "\u2800 \u2800", "\ufe0f", "\u00ad\n\u2060", "\u{e0041}"])
    assert.equal(measure(text).sendable, false, escape(text));
  for (const text of ["a\u200b", "❤\ufe0f", "👨\u200d👩", "\u0301", "ᄀ\u1160", "."])
    assert.equal(measure(text).sendable, true, escape(text));
});

test("length is counted in code points", () => {
  assert.equal(countCodePoints("a🫖é"), 3);
  assert.equal(measure("🫖".repeat(LIMIT)).sendable, true);
  assert.equal(measure("🫖".repeat(LIMIT)).left, 0);
});

test("one code point over the limit cannot be sent", () => {
  const { sendable, left } = measure("x".repeat(LIMIT + 1));
  assert.equal(sendable, false);
  assert.equal(left, -1);
});

test("removed characters do not count", () => {
  assert.equal(measure(`  ${"x".repeat(LIMIT)}\u0000\n`).sendable, true);
});
