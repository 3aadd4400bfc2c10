import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { createLanguages, LANGUAGES } from "../../../../admin_static/language/languages.js";
import { usePartTexts, withTexts } from "../../../../admin_static/language/part_texts.js";
import { language } from "../../../../client/ui/translate.js";
import { dashboardTranslations } from "../../../../devtools/pages/dashboard_locales.mjs";

const BASE = "https://chat.example/admin/index.html";
const FILES = {
  "de.json": { hello: "Hallo" },
  "de.desk.json": { reply: "Antworten" },
  "de.settings.json": { save: "Speichern" },
  "fr.json": { hello: "Bonjour" },
  "fr.desk.json": { reply: "Répondre" },
  "ar.json": { hello: "مرحبا" },
};
const before = { ...language };
let page;

/** A dashboard in a browser with these languages. `held`: files that arrive when `release` is called with their name. */
function open({ own = [], stored, files = FILES, held = [] } = {}) {
  const memory = new Map(stored ? [["porchlight.admin.language", stored]] : []);
  const gates = new Map(held.map((name) => [name, Promise.withResolvers()]));
  const timers = [];
  page = { requests: [], root: { lang: "en", dir: "" }, memory, drawn: 0, files: { ...files } };
  page.release = (name) => gates.get(name).resolve();
  page.giveUp = () => {
    for (const job of timers) job();
  };
  page.languages = createLanguages({
    base: BASE,
    own,
    root: page.root,
    storage: { getItem: (key) => memory.get(key) ?? null, setItem: (key, value) => memory.set(key, value) },
    setTimeout: (job) => timers.push(job),
    async fetch(url) {
      const name = url.pathname.replace("/admin/locales/", "");
      page.requests.push(name);
      await gates.get(name)?.promise;
      const texts = page.files[name];
      return texts ? Response.json(texts) : new Response("", { status: 404 });
    },
  });
  page.languages.subscribe(() => {
    page.drawn += 1;
  });
  return page;
}

const account = (chosen, ofSite = "en") => ({ language: chosen, site: { language: ofSite } });
const soon = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => Object.assign(language, { locale: "en", texts: {}, dir: "ltr" }));
afterEach(() => Object.assign(language, before));

test("every translation can be chosen, and every choice is there", () => {
  assert.deepEqual([...Object.keys(dashboardTranslations()), "en"].sort(), [...LANGUAGES].sort());
});

test("before anybody signs in, the page speaks the browser's first language that it has", async () => {
  const { languages, requests, root } = open({ own: ["sv", "de-AT", "fr"] });
  await languages.start();
  assert.deepEqual(requests, ["de.json"]);
  assert.deepEqual([language.texts, language.locale, language.dir], [{ hello: "Hallo" }, "de-AT", "ltr"]);
  assert.deepEqual(root, { lang: "de", dir: "ltr" });
});

test("in English nothing is loaded, and dates have the reader's own region", async () => {
  const { languages, requests } = open({ own: ["sv", "en-GB"] });
  await languages.start();
  await languages.part("settings");
  assert.deepEqual(requests, []);
  assert.equal(language.locale, "en-GB");
});

test("what the browser had last comes before its own languages, until somebody signs in", async () => {
  const { languages, memory } = open({ own: ["fr"], stored: "de" });
  await languages.start();
  assert.deepEqual(language.texts, { hello: "Hallo" });
  await languages.follow(account(""));
  assert.deepEqual(language.texts, { hello: "Bonjour" });
  assert.equal(memory.get("porchlight.admin.language"), "fr");
});

test("what the account chose comes first, then the browser's languages, then the site's, then English", async () => {
  for (const [own, chosen, ofSite, spoken] of [
    [["fr", "en"], "de", "ar", "de"],
    [["fr", "en"], "", "ar", "fr"],
    [["en"], "", "de", "en"],
    [["sv"], "", "de", "de"],
    [["sv"], "", "sv", "en"],
  ]) {
    const { languages, root } = open({ own });
    await languages.start();
    await languages.follow(account(chosen, ofSite));
    assert.equal(root.lang, spoken, String([own, chosen, ofSite]));
  }
});

test("a change in the open page is drawn once, from right to left in Arabic, and back", async () => {
  const { languages, root } = open({ own: ["en"] });
  await languages.start();
  page.drawn = 0;
  await languages.follow(account("ar"));
  assert.deepEqual([page.drawn, root, language.dir], [1, { lang: "ar", dir: "rtl" }, "rtl"]);
  await languages.follow(account("ar"));
  assert.equal(page.drawn, 1);
  await languages.follow(account(""));
  assert.deepEqual([page.drawn, root, language.texts], [2, { lang: "en", dir: "ltr" }, {}]);
});

test("the texts of a part are loaded with it, once, and change together with the others", async () => {
  const { languages, requests } = open({ own: ["de"] });
  usePartTexts(languages);
  await languages.start();
  assert.equal(await withTexts("desk", async () => "the thread"), "the thread");
  assert.deepEqual(language.texts, { hello: "Hallo", reply: "Antworten" });
  await withTexts("desk", async () => "the thread");
  assert.deepEqual(requests, ["de.json", "de.desk.json"]);
  await languages.follow(account("fr"));
  assert.deepEqual(language.texts, { hello: "Bonjour", reply: "Répondre" });
});

test("the settings get the texts that they share with the desk as well", async () => {
  const { languages } = open({ own: ["de"] });
  await languages.start();
  await languages.part("settings");
  assert.deepEqual(language.texts, { hello: "Hallo", reply: "Antworten", save: "Speichern" });
});

test("two parts that begin at the same time both have their texts when they are drawn", async () => {
  const { languages } = open({ own: ["de"], held: ["de.desk.json"] });
  await languages.start();
  const texts = [languages.part("desk"), languages.part("settings")].map((part) =>
    part.then(() => ({ ...language.texts })),
  );
  await soon();
  page.release("de.desk.json");
  for (const shown of await Promise.all(texts)) assert.equal(shown.reply, "Antworten");
});

test("a slow language does not hold up the page, and is drawn when it arrives", async () => {
  const { languages } = open({ own: ["de"], held: ["de.json"] });
  const starting = languages.start();
  await soon();
  page.giveUp();
  await starting;
  assert.deepEqual(language.texts, {});
  page.release("de.json");
  await soon();
  await soon();
  assert.deepEqual([language.texts, page.drawn], [{ hello: "Hallo" }, 1]);
});

test("of two quick changes the last one counts, whichever file arrives first", async () => {
  const { languages, root } = open({ own: ["en"], held: ["de.json"] });
  await languages.start();
  const first = languages.follow(account("de"));
  await languages.follow(account("fr"));
  page.release("de.json");
  await first;
  assert.equal(root.lang, "fr");
  // Back to the one that is on screen: the one on its way counts no more.
  open({ own: ["en"], held: ["de.json"] });
  const change = page.languages.follow(account("de"));
  await page.languages.follow(account(""));
  page.release("de.json");
  await change;
  assert.deepEqual(language.texts, {});
});

test("without its file the page works in the language before, and the next attempt loads it", async () => {
  const { languages, root, files } = open({ own: ["de"], files: {} });
  await languages.start();
  assert.deepEqual([root.lang, language.texts], ["en", {}]);
  files["de.json"] = FILES["de.json"];
  await languages.follow(account(""));
  assert.deepEqual([root.lang, language.texts], ["de", { hello: "Hallo" }]);
});

test("a part whose texts cannot be loaded is in English, and the next part tries again", async () => {
  const { languages, files } = open({ own: ["de"], files: { "de.json": FILES["de.json"] } });
  await languages.start();
  await languages.part("desk");
  assert.deepEqual(language.texts, { hello: "Hallo" });
  files["de.desk.json"] = FILES["de.desk.json"];
  await languages.part("desk");
  assert.deepEqual(language.texts, { hello: "Hallo", reply: "Antworten" });
});
