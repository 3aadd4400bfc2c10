import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
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
    sentence({ action: "conversation.erased", details: { messages: 1 } }),
    "Maya deleted a conversation 1 message",
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
  const root = new URL("../../../../", import.meta.url);
  const files = [
    "chalicelib/accounts/invitations",
    "chalicelib/accounts/password_changes",
    "chalicelib/accounts/refresh",
    "chalicelib/accounts/second_factor",
    "chalicelib/accounts/sessions",
    "chalicelib/accounts/sign_in",
    "chalicelib/accounts/team",
    "chalicelib/chat/blocks",
    "chalicelib/chat/personal_data",
    "chalicelib/sites/credentials",
    "chalicelib/sites/settings",
    "deployment/rescue",
  ];
  const sources = files.map((file) => readFileSync(new URL(`${file}.py`, root), "utf8")).join("\n");
  const actions = [
    ...sources.matchAll(
      /"((?:session|password|second_factor|conversation|admin|invitation|visitor|site)\.[a-z_]+)"/g,
    ),
  ];
  assert.ok(actions.length > 18);
  for (const [, action] of actions) assert.ok(enSettings[`audit.${action}`], action);
});

test("entries are grouped by day, in their order", () => {
  const at = (day, hour) => ({ at: new Date(2026, 6, day, hour).getTime() });
  const entries = [at(14, 23), at(14, 1), at(13, 12)];
  assert.deepEqual(
    groupByDay(entries).map(([, group]) => group),
    [entries.slice(0, 2), entries.slice(2)],
  );
});
