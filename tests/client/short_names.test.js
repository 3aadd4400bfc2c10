import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { SHORT_NAMES } from "../../devtools/pages/short_names.mjs";

const ROOT = join(import.meta.dirname, "../..");
const FOREIGN = [
  // The widget receives no reports.
  ...globSync("client/wire/*.d.ts", { cwd: ROOT, exclude: ["client/wire/reports.d.ts"] }),
  "widget/porchlight.d.ts",
  "widget/ambient.d.ts",
  ...globSync("node_modules/@typescript/*/lib/lib.{dom,es5,es2015.promise}.d.ts", { cwd: ROOT }),
  "node_modules/preact/src/index.d.ts",
  "node_modules/preact/src/dom.d.ts",
];

test("no property that gets a short name belongs to the browser, to Preact, to the wire or to the page", () => {
  assert.ok(FOREIGN.length > 7);
  const own = new Set(SHORT_NAMES);
  for (const path of FOREIGN) {
    const words = new Set(readFileSync(join(ROOT, path), "utf8").match(/\w+/g));
    assert.deepEqual(
      [...own].filter((name) => words.has(name)),
      [],
      path,
    );
  }
});
