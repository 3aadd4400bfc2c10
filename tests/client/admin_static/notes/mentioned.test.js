import assert from "node:assert/strict";
import { test } from "node:test";
import { mentionedIn, withMentions } from "../../../../admin_static/notes/mentioned.js";

const TEAM = [
  { id: "a1", name: "Noor" },
  { id: "a2", name: "Noor Haddad" },
  { id: "a3", name: "Zoë (Berlin)" },
];

test("a mention is a name after an @, the longest that fits", () => {
  assert.deepEqual(mentionedIn("@Noor Haddad, can you look?", TEAM), ["a2"]);
  assert.deepEqual(mentionedIn("Ask @noor or @Zoë (Berlin).", TEAM), ["a1", "a3"]);
});

test("an address, a part of a word and a longer name are no mentions", () => {
  assert.deepEqual(mentionedIn("ana@noor.example @Noora @", TEAM), []);
  assert.deepEqual(mentionedIn("@Noor", []), []);
});

test("the text is kept as it is, with the mentions marked", () => {
  const parts = withMentions("Hi @noor haddad and @Noor!", ["Noor", "Noor Haddad"]);
  assert.deepEqual(
    parts.filter(({ mention }) => mention).map(({ text }) => text),
    ["@noor haddad", "@Noor"],
  );
  assert.equal(parts.map(({ text }) => text).join(""), "Hi @noor haddad and @Noor!");
  assert.deepEqual(withMentions("a@b", []), [{ text: "a@b", mention: false }]);
});
