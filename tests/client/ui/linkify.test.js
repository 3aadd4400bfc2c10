import assert from "node:assert/strict";
import { test } from "node:test";
import { linkify } from "../../../client/ui/linkify.js";

const links = (text) => linkify(text).filter((piece) => piece.href);
const joined = (text) =>
  linkify(text)
    .map((piece) => piece.text)
    .join("");

test("an address becomes a link and the words around it stay text", () => {
  assert.deepEqual(linkify("See https://shop.example/kettles?size=1#blue today"), [
    { text: "See " },
    { text: "https://shop.example/kettles?size=1#blue", href: "https://shop.example/kettles?size=1#blue" },
    { text: " today" },
  ]);
});

test("the stop, the comma and the bracket after an address are not part of it", () => {
  for (const tail of [".", ",", "!", "?", "...", ")", ").", '"', "’", "]", "،"]) {
    assert.equal(links(`(https://a.example/x${tail}`)[0].text, "https://a.example/x", tail);
  }
});

test("a pair of brackets inside an address is part of it", () => {
  assert.equal(links("(https://a.example/b_(c))")[0].text, "https://a.example/b_(c)");
});

test("an email address is a link only with mailto:", () => {
  assert.equal(links("mailto:maya@shop.example")[0].href, "mailto:maya@shop.example");
  assert.deepEqual(links("maya@shop.example"), []);
});

test("no scheme but http, https and mailto becomes a link", () => {
  for (const text of [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<b>x</b>",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://a.example",
    "xhttps://a.example",
    "mailto:",
    "mailto:nobody",
    "http://",
    "https://:80",
  ]) {
    assert.deepEqual(links(text), [], text);
  }
});

test("an address with a user name stays text", () => {
  assert.deepEqual(links("https://bank.example@evil.example/"), []);
  assert.deepEqual(links("https://a:b@evil.example/"), []);
});

test("characters that change the text direction end an address", () => {
  assert.equal(links("https://a.example/\u202Egnp.exe")[0].text, "https://a.example/");
});

test("a link shows its real host if its text shows another", () => {
  const spoofs = {
    "https://раypal.com/login": "xn--ypal-43d9g.com",
    "https://müller.example": "xn--mller-kva.example",
    "https://bank.example。evil.example/": "bank.example.evil.example",
    "https://ｂａｎｋ.example/": "bank.example",
    "http://2130706433/": "127.0.0.1",
    "https://xn--pypal-4ve.example/?//pаypal.example": undefined,
    "https://еvil.example/?https://evil.example": "xn--vil-qdd.example",
  };
  for (const [text, host] of Object.entries(spoofs)) assert.equal(links(text)[0].host, host, text);
  for (const text of [
    "https://BANK.example:8443/x",
    "http://127.0.0.1/",
    "http://[::1]/",
    "mailto:a@b.example",
  ])
    assert.equal(links(text)[0].host, undefined, text);
});

test("invisible characters end an address anywhere", () => {
  for (const code of [0xad, 0x61c, 0x200b, 0x200f, 0x202e, 0x2066, 0x2069, 0xfeff, 0xe0041]) {
    const found = links(`https://bank.example${String.fromCodePoint(code)}.evil.example/`);
    assert.deepEqual(
      found,
      [{ text: "https://bank.example", href: "https://bank.example/" }],
      code.toString(16),
    );
  }
});

test("an email address with letters of another alphabet stays text", () => {
  assert.deepEqual(links("mailto:ada@раypal.example"), []);
});

test("for any text, the pieces joined are the text, and every link has a safe scheme", () => {
  const parts = [
    "https://a.example",
    "http://",
    "mailto:a@b.example",
    "javascript:",
    "(",
    ")",
    "[",
    "]",
    ".",
    ",",
    " ",
    "\n",
    "@",
    "<b>",
    '"',
    "&amp;",
    "🫖",
    "مرحبا",
    "\u202E",
    "\uD83D",
    "%zz",
    "?q=1",
    "#",
    "\\",
    "שלום",
  ];
  let seed = 7;
  const next = (size) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % size;
  };
  for (let round = 0; round < 3000; round++) {
    const text = Array.from({ length: 1 + next(12) }, () => parts[next(parts.length)]).join("");
    assert.equal(joined(text), text);
    for (const { text: shown, href } of links(text)) {
      assert.match(href, /^(https?:\/\/|mailto:)/);
      assert.match(shown, /^(https?:\/\/|mailto:)/i);
    }
  }
});

test("texts made for catastrophic backtracking are processed quickly", { timeout: 30_000 }, () => {
  const brackets = `https://a.example/${")".repeat(4000)}`;
  const schemes = "https://".repeat(500);
  for (const text of [brackets, schemes]) {
    const shown = linkify(text).map((piece) => piece.text);
    assert.equal(shown.join(""), text);
  }
});
