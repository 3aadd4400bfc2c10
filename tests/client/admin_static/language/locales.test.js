import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { dashboardFiles, dashboardTranslations } from "../../../../devtools/pages/dashboard_locales.mjs";
import {
  ownEnglish,
  partsOf,
  sharedEnglish,
  splitByPart,
} from "../../../../devtools/pages/dashboard_texts.mjs";
import { problemsOf, translations } from "../../../../devtools/pages/locales.mjs";

const ROOT = join(import.meta.dirname, "../../../..");
/** In bytes. The first is loaded before the inbox is shown, whose scripts and language stay under 60 kB together. */
const LIMITS = { first: 8_000, desk: 8_000, settings: 24_000 };

const all = Object.entries(dashboardTranslations());
const [own, shared, parts, files] = await Promise.all([
  ownEnglish(),
  sharedEnglish(),
  partsOf(),
  dashboardFiles(),
]);
const homes = { ...shared.homes, ...own.homes };
const texts = { ...shared.texts, ...own.texts };

test("a translation has no wrong placeholders and plural forms; what is missing is shown in English until it is translated", () => {
  assert.equal(all.length, 12);
  const problems = all.flatMap(([language, translated]) =>
    problemsOf(language, translated, own.texts)
      .filter((problem) => !/ is (missing|not a text)$/.test(problem))
      .map((problem) => `${language}: ${problem}`),
  );
  assert.deepEqual(problems, []);
});

test("nearly every text is translated", () => {
  for (const [language, translated] of all) {
    const missing = Object.keys(own.texts).filter((key) => !(key in translated));
    assert.ok(
      missing.length < 150,
      `${language} lacks ${missing.length} texts: run devtools/pages/translations.mjs`,
    );
  }
});

test("the texts that the widget's views share with the dashboard are translated in all of its languages", () => {
  assert.ok(Object.keys(shared.texts).length > 40);
  for (const [language] of all)
    for (const key of Object.keys(shared.texts))
      assert.ok(translations()[language]?.[key], `${language}: ${key}`);
});

test("every text that the dashboard can show is in a file of its language", () => {
  const split = splitByPart(texts, homes, parts);
  const placed = new Set(Object.values(split).flatMap(Object.keys));
  assert.deepEqual(
    Object.keys(own.texts).filter((key) => !placed.has(key)),
    [],
  );
  for (const [key, part] of Object.entries({
    "sign_in.title": "first",
    "message.send": "first",
    "views.label": "first",
    "files.attach": "desk",
    "contact.save": "desk",
    "assign.label": "desk",
    "settings.title": "settings",
    "reports.figures": "settings",
    "forgot.title": "settings",
  }))
    assert.ok(key in split[part], `${key} is not in ${part}`);
});

test("what is loaded later without its texts has no texts of its own", () => {
  const withTexts = new Set(Object.values(homes).map((path) => relative(ROOT, path)));
  for (const [script, needed] of Object.entries(parts.others))
    assert.deepEqual(
      [...needed].filter((file) => withTexts.has(file) && !parts.first.has(file)),
      [],
      `load ${script} with withTexts`,
    );
});

test("a language's files stay small", () => {
  assert.equal(files.length, all.length * 3);
  for (const { name, texts: content } of files) {
    const part = /\.(\w+)$/.exec(name)?.[1] ?? "first";
    const { length } = gzipSync(JSON.stringify(content), { level: 9 });
    assert.ok(length < LIMITS[part], `${name}: ${length} bytes`);
  }
});

test("dates, figures and lists are written in the reader's language, and not in the browser's", () => {
  const wrong = globSync(["admin_static/**/*.js", "client/**/*.js"], { cwd: ROOT }).flatMap((file) =>
    readFileSync(join(ROOT, file), "utf8")
      .split("\n")
      .filter(
        (line) =>
          /\.toLocale(Date|Time)?String\(\)|Intl\.(?:NumberFormat|ListFormat|RelativeTimeFormat)\(\)/.test(
            line,
          ) || /Intl\.DateTimeFormat\(\)(?!\.resolvedOptions)(?!\) \{)/.test(line),
      )
      .map((line) => `${file}: ${line.trim()}`),
  );
  assert.deepEqual(wrong, []);
});
