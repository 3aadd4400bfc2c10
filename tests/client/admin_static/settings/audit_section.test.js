import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { enAudit } from "../../../../admin_static/catalogue/en_audit.js";
import { enSettings } from "../../../../admin_static/catalogue/en_settings.js";
import { auditText, groupByDay } from "../../../../admin_static/settings/audit_section.js";
import { addTexts } from "../../../../client/ui/catalogue.js";

before(() => addTexts(enSettings));

const names = new Map([
  ["a_1", "Maya"],
  ["a_2", "Noor"],
]);
const entry = (more) => ({ actor: "a_1", action: "session.begun", target: "s_1", details: {}, ...more });
const sentence = (more) =>
  Object.values(auditText(entry(more), names))
    .join(" ")
    .trim();

test("an entry is a sentence, with names instead of ids", () => {
  const change = { action: "admin.role_changed", target: "a_2", details: { role: "owner" } };
  assert.equal(sentence(change), "Maya changed the role of Noor to Owner");
  assert.equal(
    sentence({ action: "visitor.blocked", details: { kind: "address" } }),
    "Maya blocked a visitor Address range",
  );
  assert.equal(
    sentence({ action: "api_token.created", details: { name: "Order desk", scopes: "conversations:read" } }),
    "Maya created an API token Order desk",
  );
  assert.equal(
    sentence({ action: "site.changed", details: { settings: "name, origins" } }),
    "Maya changed settings name, origins",
  );
});

test("former members and unknown actors have a name too", () => {
  assert.equal(sentence({ actor: "a_9" }), "A former member signed in");
  assert.equal(sentence({ actor: "", action: "session.refused" }), "Someone failed to sign in");
});

test("an action without a text is shown as logged", () => {
  assert.equal(sentence({ action: "kettle.boiled" }), "Maya kettle.boiled");
});

test("every action that the server logs has a text", () => {
  const root = fileURLToPath(new URL("../../../../", import.meta.url));
  const sources = globSync("{chalicelib,deployment}/**/*.py", { cwd: root })
    .map((file) => readFileSync(join(root, file), "utf8"))
    .filter((source) => /\baudit\b/.test(source));
  // `audit.record(site_id, admin_id, "site.added", …)`. Some modules have the action in a variable, so the nouns count too.
  const nouns = new Set(Object.keys(enAudit).map((key) => key.split(".")[1]));
  const recorded = /\baudit\.record\w*\([^"]*"([a-z_]+\.[a-z_]+)"/g;
  const named = RegExp(`"((?:${[...nouns].join("|")})\\.[a-z_]+)"`, "g");
  const all = sources.join("\n");
  const actions = new Set([...all.matchAll(recorded), ...all.matchAll(named)].map(([, action]) => action));
  assert.ok(actions.size > 35, `${actions.size} actions`);
  for (const action of actions) assert.ok(enAudit[`audit.${action}`], action);
});

test("entries are grouped by day, in their order", () => {
  const at = (day, hour) => ({ at: new Date(2026, 6, day, hour).getTime() });
  const entries = [at(14, 23), at(14, 1), at(13, 12)];
  assert.deepEqual(
    groupByDay(entries).map(([, group]) => group),
    [entries.slice(0, 2), entries.slice(2)],
  );
});
