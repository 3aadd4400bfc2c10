import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import esbuild from "esbuild";
import { locales } from "../../../devtools/pages/locales.mjs";

const ROOT = join(import.meta.dirname, "../../..");
const GLOBALS = ["navigator", "document"].map((name) => [
  name,
  Object.getOwnPropertyDescriptor(globalThis, name),
]);
const NO_FILE = Promise.resolve({});
let folder;
let loaded = 0;
let widget;

/** The part that chooses the language, as it is built, with the files of the languages next to it. */
const build = (to, names) =>
  esbuild.build({
    entryPoints: [join(ROOT, "widget/language.js")],
    bundle: true,
    format: "esm",
    outdir: to,
    plugins: [locales(to, names)],
  });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "porchlight-languages-"));
  await writeFile(join(folder, "package.json"), '{"type": "module"}');
  await build(folder, { hashed: false });
});

after(() => rm(folder, { recursive: true }));

/** Each test has a page of its own. Node remembers the languages' files: each test has languages of its own, too. */
beforeEach(async () => {
  loaded += 1;
  const { speak } = await import(`${pathToFileURL(join(folder, "language.js"))}?${loaded}`);
  const heard = [];
  const root = Object.assign(new EventTarget(), { querySelector: () => null });
  root.addEventListener("language", ({ detail }) => heard.push({ ...detail }));
  Object.defineProperty(globalThis, "document", {
    value: { documentElement: { lang: "" } },
    configurable: true,
  });
  Object.defineProperty(globalThis, "navigator", { value: { languages: [] }, configurable: true });
  widget = { heard, speak: (tag) => speak(root, { speak() {} }, tag, NO_FILE) };
});

afterEach(() => {
  for (const [name, descriptor] of GLOBALS)
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else delete globalThis[name];
});

const fileOf = (name) => join(folder, "locales", `${name}.js`);
const replace = (name, script) => writeFile(fileOf(name), script);

/** A file that arrives when this is called. @param {string} name @param {object} texts */
async function hold(name, texts) {
  const gate = Promise.withResolvers();
  globalThis.held ??= {};
  globalThis.held[name] = gate.promise;
  await replace(name, `await held["${name}"]; export default ${JSON.stringify(texts)};`);
  return gate.resolve;
}

test("an open panel has its texts and no others, until the extras ask for theirs", async () => {
  const { heard, speak } = widget;
  const language = await speak("de");
  assert.equal(heard[0].texts["message.send"], "Nachricht senden");
  assert.equal(heard[0].texts["widget.failed_again"], "Erneut versuchen");
  assert.equal(heard[0].texts["contact.save"], undefined);
  await language.more();
  assert.equal(heard.length, 2);
  assert.equal(heard[1].texts["contact.save"], "Speichern");
  assert.equal(heard[1].texts["changes.delete"], "Löschen");
  assert.equal(heard[1].texts["message.send"], "Nachricht senden");
});

test("in English, nothing is loaded and nothing is drawn again", async () => {
  const { heard, speak } = widget;
  const language = await speak("en");
  await language.more();
  assert.equal(heard[0].texts, heard.at(-1).texts);
  assert.deepEqual(heard[0].texts, {});
});

test("once the extras are there, a language is spoken when both of its files are", async () => {
  const { heard, speak } = widget;
  const release = await hold("fr.more", { "contact.save": "Enregistrer" });
  const language = await speak("en");
  await language.more();
  const before = heard.length;
  const speaking = speak("fr");
  await wait(20);
  assert.equal(heard.length, before);
  release();
  await speaking;
  assert.equal(heard.length, before + 1);
  assert.equal(heard.at(-1).texts["contact.save"], "Enregistrer");
  assert.ok(heard.at(-1).texts["message.send"]);
});

test("the extras wait for the language that the page asked for meanwhile", async () => {
  const { heard, speak } = widget;
  const release = await hold("es.more", { "contact.save": "late" });
  const language = await speak("es");
  const waiting = language.more();
  const speaking = speak("it");
  release();
  await waiting;
  assert.equal(heard.at(-1).texts["contact.save"], "Salva");
  await speaking;
  assert.ok(heard.every(({ texts }) => texts["contact.save"] !== "late"));
});

test("of two quick calls the last one counts, whichever files arrive first", async () => {
  const { heard, speak } = widget;
  const release = await hold("nl", { "message.send": "late" });
  const first = speak("nl");
  await speak("sv");
  release();
  await first;
  assert.deepEqual(
    heard.map(({ locale }) => locale),
    ["sv"],
  );
});

test("without their file the extras start in English, and the next attempt loads it", async () => {
  const { heard, speak } = widget;
  await rm(fileOf("pl.more"));
  const language = await speak("pl");
  await language.more();
  assert.ok(heard.at(-1).texts["message.send"]);
  assert.equal(heard.at(-1).texts["contact.save"], undefined);
  await replace("pl.more", 'export default { "contact.save": "Zapisz" };');
  await speak("pl");
  assert.equal(heard.at(-1).texts["contact.save"], "Zapisz");
});

test("after a language's first file has failed, the next attempt loads both", async () => {
  const { heard, speak } = widget;
  await rm(fileOf("tr"));
  const language = await speak("tr");
  await language.more();
  assert.deepEqual(heard, []);
  await replace("tr", 'export default { "message.send": "Gönder" };');
  await speak("tr");
  const [{ texts }] = heard;
  assert.equal(texts["message.send"], "Gönder");
  assert.ok(texts["contact.save"]);
});

test("a build for deployment names both files with one hash", async () => {
  const hashed = join(folder, "hashed");
  await build(hashed, { hashed: true });
  const names = await readdir(join(hashed, "locales"));
  const [, hash] = /^de-([A-Z0-9]{8})\.js$/.exec(names.find((name) => name.startsWith("de-")));
  assert.ok(names.includes(`de.more-${hash}.js`));
  assert.ok(names.every((name) => name.endsWith(`-${hash}.js`)));
  assert.equal(names.length % 2, 0);
});
