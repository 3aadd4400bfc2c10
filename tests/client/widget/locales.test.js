import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { english, pluralsOf, problemsOf, scriptOf, translations } from "../../../devtools/pages/locales.mjs";

const LIMIT = 2_500;

const { texts: original } = await english();
const all = Object.entries(translations());

test("every language has every text, with its own plural forms and with the same placeholders", () => {
  const problems = all.flatMap(([language, texts]) =>
    problemsOf(language, texts, original).map((problem) => `${language}: ${problem}`),
  );
  assert.deepEqual(problems, []);
});

test("each language is one file of at most 2,500 bytes", () => {
  assert.ok(all.length >= 23);
  for (const [language, texts] of all) {
    const { length } = gzipSync(scriptOf(texts), { level: 9 });
    assert.ok(length > 500 && length <= LIMIT, `${language}: ${length} bytes`);
  }
});

test("the English texts of the panel, the extras and the launcher are among the texts", () => {
  for (const key of [
    "message.send",
    "widget.greeting",
    "contact.email",
    "reply.hour",
    "away.today",
    "unread",
  ])
    assert.ok(key in original, key);
});

test("no translation is the English text, unless it is a word that the languages share", () => {
  const shared = /^(message\.(bot|log)|widget\.dialog|widget\.dialog_unnamed|contact\.name)$/;
  for (const [language, texts] of all) {
    const same = Object.keys(texts).filter(
      (key) => !shared.test(key) && JSON.stringify(texts[key]) === JSON.stringify(original[key]),
    );
    assert.deepEqual(same, [], language);
  }
});

const small = { hello: "Hello {name}", kettles: { one: "{count} kettle", other: "{count} kettles" } };
const polish = {
  hello: "Cześć {name}",
  kettles: { one: "{count} czajnik", few: "{count} czajniki", many: "{count} czajników" },
};

test("a whole translation has no problems", () => {
  assert.deepEqual(problemsOf("pl", polish, small), []);
});

test("what is missing or wrong is named", () => {
  const { kettles } = polish;
  for (const [changed, problem] of [
    [{ hello: undefined }, '"hello" is missing'],
    [{ hello: " " }, '"hello" is empty'],
    [{ hello: "Cześć" }, '"hello" lacks {name}'],
    [{ hello: "Cześć {nam} {name}" }, '"hello" has {nam}, which is never filled'],
    [{ hello: { one: "Cześć {name}" } }, '"hello" has plural forms, but not in English'],
    [{ goodbye: "Pa" }, '"goodbye" is not a text'],
    [{ kettles: "czajniki" }, '"kettles" has no plural forms'],
    [{ kettles: { ...kettles, few: undefined } }, '"kettles" has no plural form "few"'],
    [
      { kettles: { ...kettles, two: "dwa" } },
      '"kettles" has the plural form "two", which the language does not use',
    ],
    [{ kettles: { ...kettles, many: "czajników" } }, '"kettles" lacks {count}'],
  ]) {
    const texts = JSON.parse(JSON.stringify({ ...polish, ...changed }));
    assert.deepEqual(problemsOf("pl", texts, small), [problem]);
  }
});

test("a plural form of one count only needs no figure", () => {
  const counted = (language, one) =>
    problemsOf(language, { k: { one, other: "{count}" } }, { k: small.kettles });
  assert.deepEqual(counted("de", "Ein Kessel"), []);
  // In French, the form is also that of 0.
  assert.deepEqual(counted("fr", "Une bouilloire"), ['"k" lacks {count}']);
});

test("the plural forms are those of the language's counts", () => {
  assert.deepEqual([...pluralsOf("ar").keys()].sort(), ["few", "many", "one", "other", "two", "zero"]);
  assert.deepEqual([...pluralsOf("ja").keys()], ["other"]);
});
