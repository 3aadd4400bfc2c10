import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { en } from "../../../client/ui/catalogue/en.js";
import { enDashboard } from "../../../client/ui/catalogue/en_dashboard.js";

const folder = new URL("../../../admin_static/", import.meta.url);
const sources = readdirSync(folder)
  .filter((name) => name.endsWith(".js"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"))
  .join("\n");
// "sign_in.title" is named as it is; `badge.${state}` names all that begins with "badge.".
const named = new Set([...sources.matchAll(/"([a-z_]+\.[a-z_]+)"/g)].map(([, key]) => key));
const families = [...sources.matchAll(/`([a-z_]+\.)\$\{/g)].map(([, family]) => family);

test("every text that the dashboard names exists", () => {
  const missing = [...sources.matchAll(/\bt\(\s*"([^"]+)"/g)]
    .map(([, key]) => key)
    .filter((key) => !(key in enDashboard) && !(key in en));
  assert.deepEqual(missing, []);
});

test("every text of the dashboard is used", () => {
  const unused = Object.keys(enDashboard).filter(
    (key) => !named.has(key) && !families.some((family) => key.startsWith(family)),
  );
  assert.deepEqual(unused, []);
});

test("the dashboard's texts do not shadow the shared ones", () => {
  assert.deepEqual(
    Object.keys(enDashboard).filter((key) => key in en),
    [],
  );
});

test("every state of the connection has a name and a sentence", () => {
  for (const state of ["connecting", "live", "polling", "offline", "behind"]) {
    assert.ok(enDashboard[`badge.${state}`], state);
    assert.ok(enDashboard[`badge.${state}_hint`], state);
  }
});

test("no text is empty", () => {
  for (const [key, text] of Object.entries(enDashboard)) assert.ok(String(text).trim(), key);
});
