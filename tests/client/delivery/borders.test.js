import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const folder = new URL("../../../client/delivery/", import.meta.url);
const sources = readdirSync(folder).map((file) => [file, readFileSync(new URL(file, folder), "utf8")]);
const BROWSER =
  /\b(window|document|navigator|localStorage|sessionStorage|globalThis|Date|performance|crypto)\b\.|Math\.random|(?<![.\w])(setTimeout|clearTimeout|setInterval|fetch|WebSocket)\(/;

test("only env.js knows the browser: everything else is handed in", () => {
  const knowing = sources.filter(([, text]) => BROWSER.test(text)).map(([file]) => file);
  assert.deepEqual(knowing, ["env.js"]);
});

test("the engine depends on nothing but itself", () => {
  for (const [file, text] of sources) {
    for (const [, from] of text.matchAll(/from "([^"]+)"/g)) assert.match(from, /^\.\/[a-z_]+\.js$/, file);
  }
});
