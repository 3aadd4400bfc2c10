import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const sourcesOf = (patterns) =>
  globSync(patterns, { cwd: root }).map((file) => [file, readFileSync(join(root, file), "utf8")]);
const BROWSER =
  /\b(window|document|navigator|localStorage|sessionStorage|globalThis|Date|performance|crypto)\b\.|Math\.random|(?<![.\w])(setTimeout|clearTimeout|setInterval|fetch|WebSocket)\(/;

/** Which folders' files the files of a folder may import. */
const MAY_IMPORT = {
  client: [],
  "client/delivery": ["client/delivery"],
  "widget/visitor": ["client/delivery", "widget/visitor", "widget"],
};

test("only env.js knows the browser: the rest of the engine gets it as a parameter", () => {
  const sources = sourcesOf(["client/*.js", "client/delivery/*.js", "widget/visitor/*.js"]);
  const knowing = sources.filter(([, text]) => BROWSER.test(text)).map(([file]) => file);
  assert.deepEqual(knowing, ["client/env.js"]);
});

test("the engine depends on nothing but itself, and the visitor's side on nothing but the engine", () => {
  for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
    for (const [file, text] of sourcesOf(`${folder}/*.js`)) {
      for (const [, from] of text.matchAll(/^import [^;]*?"([^"]+)";$/gm))
        assert.ok(allowed.includes(dirname(join(folder, from))), `${file} imports ${from}`);
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
