import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { addTexts, t } from "../../../client/ui/catalogue.js";
import { createTranslate, language, share } from "../../../client/ui/translate.js";
import { english } from "../../../devtools/pages/locales.mjs";

const ROOT = join(import.meta.dirname, "../../..");
const { texts: all } = await english();

async function sources(...folders) {
  const found = [];
  for (const folder of folders) {
    for (const name of await readdir(join(ROOT, folder), { recursive: true })) {
      if (name.endsWith(".js")) found.push(await readFile(join(ROOT, folder, name), "utf8"));
    }
  }
  return found.join("\n");
}

const texts = { hello: "Hello {name}", kettles: { one: "{count} kettle", other: "{count} kettles" } };

test("parameters are inserted, and the placeholder of a missing one stays", () => {
  const translate = createTranslate(texts);
  assert.equal(translate("hello", { name: "Ada" }), "Hello Ada");
  assert.equal(translate("hello"), "Hello {name}");
});

test("placeholders in a parameter are not replaced", () => {
  assert.equal(createTranslate(texts)("hello", { name: "{name} $& $1" }), "Hello {name} $& $1");
});

test("the plural follows the language", () => {
  const translate = createTranslate(texts);
  assert.equal(translate("kettles", { count: 1 }), "1 kettle");
  assert.equal(translate("kettles", { count: 0 }), "0 kettles");
  const polish = { kettles: { one: "{count} czajnik", few: "{count} czajniki", other: "{count} czajników" } };
  const english = language;
  share({ locale: "pl", texts: polish, dir: "ltr" });
  assert.equal(translate("kettles", { count: 3 }), "3 czajniki");
  share(english);
});

test("a change of the shared language changes all texts; one without a translation stays English", () => {
  const translate = createTranslate(texts);
  const english = { ...language };
  Object.assign(language, { locale: "de", texts: { hello: "Hallo {name}" } });
  assert.equal(translate("hello", { name: "Ada" }), "Hallo Ada");
  assert.equal(translate("kettles", { count: 1 }), "1 kettle");
  Object.assign(language, english);
});

test("figures have the digits and the separators of the language", () => {
  const translate = createTranslate(texts);
  const english = { ...language };
  for (const [locale, shown] of [
    ["de", "1.234 kettles"],
    ["fa", "۱٬۲۳۴ kettles"],
    ["ar-EG", "١٬٢٣٤ kettles"],
  ]) {
    language.locale = locale;
    assert.equal(translate("kettles", { count: 1234 }), shown);
  }
  Object.assign(language, english);
});

test("an unknown key is shown itself", () => {
  assert.equal(t("message.nowhere"), "message.nowhere");
});

test("a page can add its own texts", () => {
  addTexts({ "test.added": "Added" });
  assert.equal(t("test.added"), "Added");
});

test("every key that the pages use by name is in the catalogue", async () => {
  const code = await sources("client/ui", "widget");
  const asked = [...code.matchAll(/\bt\("([a-z_.]+)"/g)].map(([, key]) => key);
  assert.ok(asked.length > 20);
  assert.deepEqual(
    asked.filter((key) => !(key in all)),
    [],
  );
});

test("every text that is selected by a state exists", () => {
  const families = {
    "message.": ["sending", "sent", "read", "failed"],
    "connection.": ["connecting", "offline", "behind"],
    "widget.state_": ["idle", "live", "connecting", "polling", "offline"],
    "widget.": ["refused", "offline", "failed"].flatMap((name) => [`${name}_title`, `${name}_note`]),
  };
  for (const [prefix, names] of Object.entries(families)) {
    for (const name of names) assert.ok(prefix + name in all, prefix + name);
  }
});

test("every text is used", async () => {
  const code = await sources("client", "widget", "admin_static");
  const families =
    /^(message\.(sending|sent|read|failed)|connection\.|widget\.(state_|\w+_(title|note)$)|files\.(too_|type|problem\.))/;
  const left = Object.keys(all).filter((key) => !families.test(key) && !code.includes(`"${key}"`));
  assert.deepEqual(left, []);
});

test("every text with plurals has the category `other`", () => {
  for (const [key, text] of Object.entries(all)) {
    if (typeof text !== "string") assert.ok(text.other, key);
  }
});
