import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { afterEach, test } from "node:test";
import { directionOf } from "../../../client/ui/choose_language.js";
import { language } from "../../../client/ui/translate.js";
import { chooseLanguage, LANGUAGES, speak } from "../../../widget/language.js";

const ROOT = join(import.meta.dirname, "../../..");
const NO_FILE = Promise.resolve({});
const chosen = (tags, own) => chooseLanguage(tags, own).name;

test("there is a translation for each language but English", () => {
  const files = globSync("widget/locales/*.json", { cwd: ROOT }).map((file) => basename(file, ".json"));
  assert.deepEqual([...files, "en"].sort(), [...LANGUAGES].sort());
  assert.ok(files.length >= 23);
});

test("a tag gets the translation of its base language", () => {
  for (const [tag, name] of Object.entries({
    "de-AT": "de",
    "DE-ch": "de",
    "es-419": "es",
    "ar-MA": "ar",
    no: "nb",
    "nn-NO": "nb",
    iw: "he",
    "en-GB": "en",
    en_US: "en",
  }))
    assert.equal(chosen([tag]), name, tag);
});

test("Portuguese and Chinese have two translations each", () => {
  for (const [tag, name] of Object.entries({
    pt: "pt-BR",
    "pt-BR": "pt-BR",
    "pt-PT": "pt",
    "pt-AO": "pt",
    zh: "zh-Hans",
    "zh-CN": "zh-Hans",
    "zh-SG": "zh-Hans",
    "zh-TW": "zh-Hant",
    "zh-HK": "zh-Hant",
    "zh-Hans-HK": "zh-Hans",
  }))
    assert.equal(chosen([tag]), name, tag);
});

test("the first tag with a translation counts; without any, it is English", () => {
  assert.equal(chosen([undefined, "", "eu", "fr-FR", "de"]), "fr");
  assert.equal(chosen([undefined, "eu", "x"]), "en");
  assert.equal(chosen([]), "en");
});

test("what is not a language tag is ignored", () => {
  const element = { toString: () => "<form>" };
  assert.equal(chosen([null, 7, {}, element, "deutsch!", "a-very-wrong-tag", true, "ja"]), "ja");
});

test("dates follow the reader's region if it has the language of the texts", () => {
  const localeOf = (tags, own) => chooseLanguage(tags, own).locale;
  assert.equal(localeOf(["de", "en-US"], ["fr-CA", "de-AT"]), "de-AT");
  assert.equal(localeOf(["en", "en-US"], ["en-GB"]), "en-GB");
  assert.equal(localeOf(["pt_AO"], ["pt-BR"]), "pt-AO");
  assert.equal(localeOf(["zh-TW"], ["zh-CN"]), "zh-TW");
  assert.equal(localeOf([], []), "en");
});

test("four languages are written from right to left", () => {
  assert.deepEqual(
    LANGUAGES.filter((name) => directionOf(name) === "rtl"),
    ["ar", "fa", "he", "ur"],
  );
});

/** The widget on a page, with the parts that `speak` uses. */
function page({ lang = "", languages = [] }) {
  const frame = { lang: "en" };
  const labels = [];
  const root = Object.assign(new EventTarget(), { querySelector: () => frame });
  globalThis.document = { documentElement: { lang } };
  Object.defineProperty(globalThis, "navigator", { value: { languages }, configurable: true });
  const launcher = { speak: (t) => labels.push(t("unread", { count: 2 })) };
  const heard = [];
  root.addEventListener("language", ({ detail: { more, ...detail } }) => heard.push(detail));
  return { root, launcher, frame, labels, heard };
}

const before = { navigator: globalThis.navigator, document: globalThis.document };
afterEach(() => {
  Object.defineProperty(globalThis, "navigator", { value: before.navigator, configurable: true });
  globalThis.document = before.document;
  Object.assign(language, { locale: "en", texts: {}, dir: "ltr" });
});

test("an English page stays English, in the reader's region", async () => {
  const { root, launcher, frame, labels, heard } = page({ lang: "en", languages: ["de", "en-GB"] });
  assert.equal(await speak(root, launcher, undefined, NO_FILE), language);
  assert.equal(frame.lang, "en");
  assert.deepEqual(labels, ["2 unread messages"]);
  assert.deepEqual(heard, [{ locale: "en-GB", texts: {}, dir: "ltr", welcome: {} }]);
});

test("what the page asks for comes before its own language, the reader's and the site's", async () => {
  const { root, launcher, heard } = page({ lang: "en-GB", languages: ["en-US"] });
  await speak(root, launcher, "en-AU", Promise.resolve({ language: "de" }));
  assert.equal(heard[0].locale, "en-US");
});

test("the site's welcome is in the language of the widget", async () => {
  const { root, launcher, heard } = page({ lang: "en", languages: ["de"] });
  const welcome = { de: { title: "Moin" }, en: { title: "Hi" } };
  await speak(root, launcher, undefined, Promise.resolve({ language: "de", welcome }));
  assert.equal(heard[0].welcome.title, "Hi");
});

test("a language whose file cannot be loaded leaves the texts as they are", async () => {
  // The unbuilt file is JSON, which a browser does not load as a script either.
  const { root, launcher, frame, heard } = page({ lang: "de" });
  assert.deepEqual((await speak(root, launcher, undefined, NO_FILE)).texts, {});
  assert.equal(frame.lang, "en");
  assert.deepEqual(heard, []);
});
