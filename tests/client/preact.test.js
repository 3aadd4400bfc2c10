import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { UNUSED, withoutUnused } from "../../devtools/pages/preact.mjs";

const ROOT = join(import.meta.dirname, "../..");
const read = (path) => readFileSync(join(ROOT, path), "utf8");
const SOURCES = globSync("node_modules/preact/{src,hooks/src}/**/*.js", { cwd: ROOT }).map(read);

test("no view of the widget uses what is left out of its Preact", () => {
  const files = globSync(["widget/**/*.js", "client/{ui,attachments}/**/*.js"], { cwd: ROOT });
  assert.ok(files.length > 60);
  for (const file of files) {
    const code = read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    for (const name of UNUSED)
      assert.doesNotMatch(
        code,
        new RegExp(`(?:\\.|<| )${name}(?:=|\\(| \\{|\\b>)|\\.${name}\\b`),
        `${file}: ${name}`,
      );
    assert.doesNotMatch(code, /\b(?:hydrate|createPortal|createContext|useContext|Suspense)\b/, file);
  }
});

test("each name that is left out is one that this version of Preact knows", () => {
  const all = SOURCES.join("\n");
  for (const name of UNUSED) assert.match(all, new RegExp(`\\b${name}\\b`));
});

test("what is left out is not mentioned any more, and the rest is", async () => {
  const [diff] = SOURCES.filter((source) => source.includes("function diffElementNodes"));
  const small = await withoutUnused(diff);
  for (const name of [...UNUSED, "ownerDocument"])
    assert.doesNotMatch(small, new RegExp(`[.'"]${name}\\b`), name);
  for (const name of ["shouldComponentUpdate", "createElementNS", "checked", "progress"])
    assert.match(small, new RegExp(name));
});

test("an assignment is kept, and a condition on what never happens is false", async () => {
  const code =
    "function f(c, isHydrating) { c.x = isHydrating; isHydrating = 1; return c._excess || c.nodeType == 8; }";
  const small = await withoutUnused(code);
  assert.match(small, /c\.x = void 0;\s*isHydrating = 1;\s*return void 0 \|\| false;/);
});
