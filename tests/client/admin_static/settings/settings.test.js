import assert from "node:assert/strict";
import { test } from "node:test";
import { enSettings } from "../../../../admin_static/catalogue/en_settings.js";
import { sectionsFor } from "../../../../admin_static/settings/settings.js";

const ids = (role) => sectionsFor({ role }).map(({ id }) => id);

test("agents do not see the owners' sections", () => {
  assert.deepEqual(ids("agent"), ["account", "blocks", "canned"]);
  assert.deepEqual(ids("owner"), ["account", "blocks", "canned", "team", "widget", "faq", "site", "audit"]);
});

test("every section has a name and a description", () => {
  for (const id of ids("owner"))
    assert.ok(enSettings[`section.${id}`] && enSettings[`section_lede.${id}`], id);
});
