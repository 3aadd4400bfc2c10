import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { before, test } from "node:test";
import { PHONE } from "../../../widget/style.js";

const ROOT = join(import.meta.dirname, "../../..");
const read = (path) => readFile(join(ROOT, path), "utf8");

/** Every file that the loader is made of, by the import lines: path → source. */
async function filesOf(path, files = new Map()) {
  if (files.has(path)) return files;
  const source = await read(path);
  files.set(path, source);
  for (const [, target] of source.matchAll(/^import [^;]*?"(\.[^"]+)";$/gm)) {
    await filesOf(relative(ROOT, join(ROOT, dirname(path), target)), files);
  }
  return files;
}

let files;
before(async () => {
  files = await filesOf("widget/porchlight.js");
});

test("the loader contains no engine, no view library and no catalogue of the panel", () => {
  assert.deepEqual([...files.keys()].sort(), [
    "widget/control.js",
    "widget/embed.js",
    "widget/file_names.js",
    "widget/host.js",
    "widget/launcher.css",
    "widget/launcher.js",
    "widget/page_api.js",
    "widget/page_events.js",
    "widget/porchlight.js",
    "widget/resets.js",
    "widget/settings_file.js",
    "widget/shield.js",
    "widget/storage.js",
    "widget/style.js",
    "widget/user.js",
  ]);
});

test("the loader requests nothing but the settings file, and loads the panel, its language and what the file asks for", () => {
  const source = [...files.values()].join("\n").replace(/\/\*[\s\S]*?\*\//g, "");
  assert.equal(source.split("await fetch(url, {").length, 2);
  const asking =
    /\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|Image|Worker)\b|@import|url\(|\.src\s*=|\.href\s*=|document\.cookie/;
  assert.doesNotMatch(source.replace("fetch(url", ""), asking);
  assert.deepEqual(source.match(/^.*\bimport\([\w.]*/gm), [
    "        const { start } = await import(new",
    "    import(new",
    "    const { mount } = await import(embed.panelUrl",
  ]);
});

test("the widget needs no inline style, eval or markup from strings", async () => {
  const panel = await filesOf("widget/panel.js");
  for (const [path, source] of [...files, ...panel]) {
    if (!path.endsWith(".js")) continue;
    assert.doesNotMatch(source, /\bstyle=|setAttribute\("style"|\beval\(|new Function|<style/, path);
    assert.doesNotMatch(
      source,
      /dangerouslySetInnerHTML|innerHTML|outerHTML|DOMParser|insertAdjacentHTML|document\.write/,
      path,
    );
  }
});

test("the launcher's own colours are those of the tokens", async () => {
  const tokens = await read("client/ui/tokens.css");
  const launcher = await read("widget/launcher.css");
  const pairs = {
    "--launcher-ink": "--pl-ink",
    "--launcher-glow": "--pl-glow",
    "--launcher-paper": "--pl-on-ink",
  };
  for (const [own, shared] of Object.entries(pairs)) {
    const valueIn = (css, name) => css.match(new RegExp(`${name}: ([^;]+);`))[1];
    assert.equal(valueIn(launcher, own), valueIn(tokens, shared), own);
  }
});

test("script and style have the same media query for a phone", async () => {
  for (const sheet of ["widget/panel.css", "widget/header.css"]) {
    assert.ok((await read(sheet)).includes(`@media ${PHONE} {`), sheet);
  }
});
