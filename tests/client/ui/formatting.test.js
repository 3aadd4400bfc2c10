import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { format, unformatted } from "../../../client/ui/formatting.js";

const inside = (text) => format(text)[0].inside;
const strong = (...parts) => ({ kind: "strong", inside: parts });
const em = (...parts) => ({ kind: "em", inside: parts });
const code = (text) => ({ kind: "code", text });

test("bold, italic and code are recognized inside a line", () => {
  assert.deepEqual(inside("It is **really** *new* and _light_: `PL-1`"), [
    "It is ",
    strong("really"),
    " ",
    em("new"),
    " and ",
    em("light"),
    ": ",
    code("PL-1"),
  ]);
});

test("italic inside bold", () => {
  assert.deepEqual(inside("**not *before* Monday**"), [strong("not ", em("before"), " Monday")]);
});

test("arithmetic, names with underscores and signs without a partner stay text", () => {
  for (const text of [
    "2*3*4",
    "5 * 6 * 7",
    "snake_case_name",
    "*",
    "**",
    "**a",
    "a `b",
    "_ a _",
    "[a](",
    "a*b* c",
  ])
    assert.deepEqual(inside(text), [text]);
});

test("nothing inside an address is emphasis", () => {
  const text = "https://shop.example/_a_*b*_c_";
  assert.deepEqual(inside(text), [text]);
});

test("a link has the words in front of it", () => {
  assert.deepEqual(inside("See [our page](https://shop.example/a?b=1)."), [
    "See ",
    { kind: "link", href: "https://shop.example/a?b=1", text: "our page" },
    ".",
  ]);
});

test("a link to anything but http, https and mailto stays text, and so does one with a user name", () => {
  for (const address of [
    "javascript:alert(1)",
    "data:text/html,x",
    "/path",
    "blob:https://a.example/1",
    "https://bank.example@evil.example/",
  ])
    assert.deepEqual(
      inside(`[a](${address})`).filter((part) => part.kind === "link"),
      [],
    );
});

test("lists keep their kind and the number that they start with", () => {
  assert.deepEqual(format("First:\n\n- a **b**\n- c\n3. d\n4) e\nEnd"), [
    { kind: "text", inside: ["First:"] },
    { kind: "list", start: null, items: [["a ", strong("b")], ["c"]] },
    { kind: "list", start: 3, items: [["d"], ["e"]] },
    { kind: "text", inside: ["End"] },
  ]);
});

test("a year at the start of a line is no list", () => {
  assert.deepEqual(inside("1984. A year."), ["1984. A year."]);
});

test("a block of code keeps its lines and signs, and one that is not closed stays text", () => {
  assert.deepEqual(format("```\na *b*\n\n  - c\n```"), [code("a *b*\n\n  - c")]);
  assert.deepEqual(inside("```\na"), ["```\na"]);
});

test("line breaks and empty lines inside plain text stay", () => {
  assert.deepEqual(inside("a\n\nb"), ["a\n\nb"]);
});

test("a preview has the words without the signs", () => {
  assert.equal(
    unformatted("Yes, **two _of_ them**: `A` [here](https://a.example/) 2*3"),
    "Yes, two of them: A here 2*3",
  );
});

test("pages and server take the same signs out of a line", async () => {
  const path = new URL("../../wire/unformatted.json", import.meta.url);
  for (const { line, shown } of JSON.parse(await readFile(path, "utf8")))
    assert.equal(unformatted(line), shown);
});

test("every text of these signs is read, and loses none of its letters", () => {
  const signs = ["*", "**", "_", "`", "```", "[", "](", ")", "a", " ", "\n", "- ", "1. "];
  let seed = 7;
  const next = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return signs[Math.floor(seed / 65_536) % signs.length];
  };
  for (let round = 0; round < 2_000; round += 1) {
    const text = Array.from({ length: 24 }, next).join("");
    const letters = JSON.stringify(format(text).map(plain)).match(/a/g)?.length ?? 0;
    assert.equal(letters, text.match(/a/g)?.length ?? 0, JSON.stringify(text));
  }
});

/** The words of a part, without the names of its kinds. */
function plain(part) {
  if (typeof part === "string") return part;
  return [part.text ?? "", ...(part.inside ?? []).map(plain), ...(part.items ?? []).flat().map(plain)].join(
    "",
  );
}
