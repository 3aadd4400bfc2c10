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

const dashboard = fileURLToPath(new URL("../../admin_static/", import.meta.url));

/** The folder of a file; a file at the top of admin_static stands for itself. */
const partOf = (file) => (dirname(file) === "." ? file : dirname(file));

test("no folders of the dashboard import each other in a circle", () => {
  const imports = new Map();
  for (const file of globSync("**/*.js", { cwd: dashboard })) {
    const targets = imports.get(partOf(file)) ?? new Set();
    imports.set(partOf(file), targets);
    const text = readFileSync(join(dashboard, file), "utf8");
    for (const [, from] of text.matchAll(/^(?:import|export) .*?"(\.[^"]+)";$/gms)) {
      const target = join(dirname(file), from);
      if (!target.startsWith("..") && partOf(target) !== partOf(file)) targets.add(partOf(target));
    }
  }
  assert.ok(imports.size > 10);
  const follow = (part, path) => {
    assert.ok(!path.includes(part), [...path, part].join(" → "));
    for (const target of imports.get(part) ?? []) follow(target, [...path, part]);
  };
  for (const part of imports.keys()) follow(part, []);
});
