import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../client/", import.meta.url));
const sources = globSync(["*.js", "{delivery,visitor,admin}/*.js"], { cwd: root }).map((file) => [
  file,
  readFileSync(join(root, file), "utf8"),
]);
const BROWSER =
  /\b(window|document|navigator|localStorage|sessionStorage|globalThis|Date|performance|crypto)\b\.|Math\.random|(?<![.\w])(setTimeout|clearTimeout|setInterval|fetch|WebSocket)\(/;

/** Which folder's files a file may import, besides its neighbours. */
const MAY_IMPORT = {
  ".": [],
  delivery: [],
  visitor: ["delivery"],
  admin: ["delivery"],
};

test("only env.js knows the browser: everything else is handed in", () => {
  const knowing = sources.filter(([, text]) => BROWSER.test(text)).map(([file]) => file);
  assert.deepEqual(knowing, ["env.js"]);
});

test("the engine depends on nothing but itself, and either side on nothing but the engine", () => {
  for (const [file, text] of sources) {
    const folder = dirname(file);
    for (const [, from] of text.matchAll(/from "([^"]+)"/g)) {
      const target = dirname(relative(root, join(root, folder, from)));
      assert.ok([folder, ...MAY_IMPORT[folder]].includes(target), `${file} imports ${from}`);
    }
  }
});
