import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";

const ROOT = join(import.meta.dirname, "../../..");

let sheets;
before(async () => {
  sheets = [];
  for (const folder of ["client/ui", "widget"]) {
    for (const name of await readdir(join(ROOT, folder))) {
      if (name.endsWith(".css")) sheets.push([name, await readFile(join(ROOT, folder, name), "utf8")]);
    }
  }
});

test("every token that a style sheet uses is defined", () => {
  const css = sheets.map(([, text]) => text).join("\n");
  const defined = new Set([...css.matchAll(/(--pl-[\w-]+):/g)].map(([, name]) => name));
  // Set by widget/screen.js.
  for (const name of ["--pl-view-top", "--pl-view-height"]) defined.add(name);
  const used = [...css.matchAll(/var\((--pl-[\w-]+)\s*(,?)/g)].filter(([, , fallback]) => !fallback);
  assert.deepEqual(
    used.map(([, name]) => name).filter((name) => !defined.has(name)),
    [],
  );
});

test("style sheets name sides by the direction of the text, so that right-to-left pages are mirrored", () => {
  const physical = /^\s*(margin|padding|border|inset)?-?(left|right)\s*:|text-align:\s*(left|right)|float:/m;
  for (const [name, text] of sheets) assert.doesNotMatch(text, physical, name);
});
