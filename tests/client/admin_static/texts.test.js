import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { enActions } from "../../../admin_static/catalogue/en_actions.js";
import { enApiTokens } from "../../../admin_static/catalogue/en_api_tokens.js";
import { enAudit } from "../../../admin_static/catalogue/en_audit.js";
import { enBlock } from "../../../admin_static/catalogue/en_block.js";
import { enBulk } from "../../../admin_static/catalogue/en_bulk.js";
import { enCanned } from "../../../admin_static/catalogue/en_canned.js";
import { enCannedSettings } from "../../../admin_static/catalogue/en_canned_settings.js";
import { enCopy } from "../../../admin_static/catalogue/en_copy.js";
import { enDashboard } from "../../../admin_static/catalogue/en_dashboard.js";
import { enDeskMenus } from "../../../admin_static/catalogue/en_desk_menus.js";
import { enDetails } from "../../../admin_static/catalogue/en_details.js";
import { enEventWebhooks } from "../../../admin_static/catalogue/en_event_webhooks.js";
import { enFaq } from "../../../admin_static/catalogue/en_faq.js";
import { enFirstSteps } from "../../../admin_static/catalogue/en_first_steps.js";
import { enHours } from "../../../admin_static/catalogue/en_hours.js";
import { enInbox } from "../../../admin_static/catalogue/en_inbox.js";
import { enLinked } from "../../../admin_static/catalogue/en_linked.js";
import { enLinks } from "../../../admin_static/catalogue/en_links.js";
import { enNotes } from "../../../admin_static/catalogue/en_notes.js";
import { enPalette } from "../../../admin_static/catalogue/en_palette.js";
import { enPictures } from "../../../admin_static/catalogue/en_pictures.js";
import { enReports } from "../../../admin_static/catalogue/en_reports.js";
import { enSaving } from "../../../admin_static/catalogue/en_saving.js";
import { enSearch } from "../../../admin_static/catalogue/en_search.js";
import { enSettings } from "../../../admin_static/catalogue/en_settings.js";
import { enShortcuts } from "../../../admin_static/catalogue/en_shortcuts.js";
import { enSiteSettings } from "../../../admin_static/catalogue/en_site_settings.js";
import { enWidget } from "../../../admin_static/catalogue/en_widget.js";
import { en } from "../../../client/ui/catalogue.js";

const folder = fileURLToPath(new URL("../../../admin_static/", import.meta.url));
const read = (pattern, exclude = []) =>
  globSync(pattern, { cwd: folder, exclude })
    .map((name) => readFileSync(`${folder}${name}`, "utf8"))
    .join("\n");

// Views of both pages have texts that only the dashboard shows.
const shared = read("../client/ui/*.js");

/** Where the texts of each catalogue may be used: the dashboard's everywhere, the others only in what loads them. */
const LATER = [
  "reports/**",
  "canned/**",
  "palette/palette_results.js",
  "settings/**",
  "sign_in/link_page.js",
  "sign_in/forgot_page.js",
  "details/**",
  "first_steps/**",
  "controls/copy_button.js",
  "desk_menus/**",
  "inbox/**",
  "bulk/**",
  "notes/**",
  "saving/**",
  "dialogs/block_dialog.js",
  "dialogs/link_dialog.js",
  "thread/linked_bar.js",
  "thread/together.js",
  "dialogs/shortcuts_dialog.js",
  "details/**",
];
const settings = read("settings/**/*.js", [
  "settings/api/**",
  "settings/audit_section.js",
  "settings/canned/**",
  "settings/event_webhooks/**",
  "settings/faq/**",
  "settings/hours/**",
  "settings/widget/**",
]);
const hours = read("settings/hours/*.js");
const apiTokens = read("settings/api/*.js");
const audit = read("settings/audit_section.js");
const eventWebhooks = read("settings/event_webhooks/*.js");
const faq = read("settings/faq/*.js");
const widget = read("settings/widget/*.js");
const linkPages = read("sign_in/{link,forgot}_page.js");
const linked = read("{dialogs/link_dialog,thread/linked_bar,thread/together,thread/thread}.js");
const reports = read("reports/*.js");
const block = read("dialogs/block_dialog.js");
const shortcuts = read("dialogs/shortcuts_dialog.js");
const found = read("inbox/{found_rows,search_field,search_results}.js");
const inbox = read("inbox/*.js", ["inbox/{found_rows,search_field,search_results}.js"]);
const bulk = read("bulk/*.js");
const canned = read("canned/*.js");
const cannedSettings = read("settings/canned/*.js");
const palette = read("palette/palette_results.js");
const PLACES = [
  { own: enLinked, used: linked, named: read("{dialogs/link_dialog,thread/linked_bar,thread/together}.js") },
  { own: enReports, used: reports, named: reports },
  { own: enInbox, used: inbox, named: inbox },
  { own: enSearch, used: found, named: found },
  { own: enBulk, used: bulk, named: bulk },
  { own: enCanned, used: canned, named: canned },
  { own: enCannedSettings, used: cannedSettings + settings, named: cannedSettings, beside: enSettings },
  { own: enDeskMenus, used: read("desk_menus/*.js"), named: read("desk_menus/*.js") },
  {
    own: enFirstSteps,
    used: read("first_steps/*.js"),
    named: read("first_steps/*.js"),
  },
  { own: enCopy, used: read("controls/copy_button.js"), named: read("controls/copy_button.js") },
  { own: enNotes, used: read("notes/*.js"), named: read("notes/*.js") },
  { own: enSaving, used: read("saving/*.js"), named: read("saving/*.js") },
  { own: enBlock, used: block, named: block },
  {
    own: { ...enActions, ...enShortcuts, ...enPalette },
    used: shortcuts + palette,
    named: shortcuts + palette,
    beside: enSettings,
  },
  { own: enDashboard, used: read("**/*.js") + shared, named: read("**/*.js", LATER) },
  { own: { ...enSettings, ...enSiteSettings, ...enPictures }, used: settings, named: settings },
  { own: enHours, used: hours + settings, named: hours, beside: enSettings },
  { own: enWidget, used: widget + settings, named: widget, beside: { ...enSettings, ...enSiteSettings } },
  { own: enFaq, used: faq + settings, named: faq, beside: enSettings },
  { own: enApiTokens, used: apiTokens + settings, named: apiTokens, beside: enSettings },
  { own: enAudit, used: audit, named: audit, beside: enSettings },
  { own: enEventWebhooks, used: eventWebhooks + settings, named: eventWebhooks, beside: enSettings },
  { own: enDetails, used: read("details/*.js"), named: read("details/*.js") },
  { own: enLinks, used: linkPages, named: linkPages },
];
// "sign_in.title" is named as it is; `badge.${state}` names all that begins with "badge.".
const keysIn = (sources) => new Set([...sources.matchAll(/"([a-z_]+\.[a-z_.]+)"/g)].map(([, key]) => key));
const familiesIn = (sources) => [...sources.matchAll(/`([a-z_]+\.)\$\{/g)].map(([, family]) => family);

test("every text exists where it is used", () => {
  for (const { own, named, beside = {} } of PLACES) {
    const missing = [...named.matchAll(/\bt\(\s*"([^"]+)"/g)]
      .map(([, key]) => key)
      .filter((key) => !(key in own) && !(key in beside) && !(key in enDashboard) && !(key in en));
    assert.deepEqual(missing, []);
  }
});

test("every text of the dashboard is used", () => {
  for (const { own, used } of PLACES) {
    const [keys, families] = [keysIn(used), familiesIn(used)];
    // `${kind}.title` names what a link's page is of.
    const ofKind = /^(invitation|reset)\.(title|lede|submit)$/;
    const unused = Object.keys(own).filter(
      (key) => !keys.has(key) && !ofKind.test(key) && !families.some((family) => key.startsWith(family)),
    );
    assert.deepEqual(unused, []);
  }
});

test("no key is in two catalogues", () => {
  const all = [
    en,
    enActions,
    enBlock,
    enBulk,
    enInbox,
    enCanned,
    enCannedSettings,
    enDeskMenus,
    enNotes,
    enSearch,
    enSaving,
    enDashboard,
    enDetails,
    enEventWebhooks,
    enHours,
    enAudit,
    enSettings,
    enPalette,
    enShortcuts,
    enSiteSettings,
    enWidget,
    enLinks,
  ].flatMap(Object.keys);
  assert.deepEqual(
    all.filter((key, at) => all.indexOf(key) !== at),
    [],
  );
});

test("every state of the connection has a name and a description", () => {
  for (const state of ["connecting", "live", "polling", "offline", "behind"]) {
    assert.ok(enDashboard[`badge.${state}`], state);
    assert.ok(enDashboard[`badge.${state}_hint`], state);
  }
  assert.ok(enDashboard["connection.polling"]);
});

test("no text is empty", () => {
  for (const { own } of PLACES) {
    for (const [key, text] of Object.entries(own)) assert.ok(String(text).trim(), key);
  }
});
