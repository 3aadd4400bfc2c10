// The bundles of the widget: the script tag, the panel and the launch part that it loads, and the extras that the panel loads.
import { PREACT_NAMES, smallPreact } from "./preact.mjs";
import { shortNames } from "./short_names.mjs";
import { cssAsText } from "./style_sheets.mjs";
import { compiledTemplates } from "./templates.mjs";

/** @import { BuildOptions } from "esbuild" */

/** Elements of the host page can shadow any property of `document`. The widget uses its own (own_document.js). */
const OWN_DOCUMENT = "widget/own_document.js";

/** @type {BuildOptions} */
export const loader = {
  entryPoints: ["widget/porchlight.js"],
  format: "iife",
  inject: [OWN_DOCUMENT],
  ...shortNames(),
  plugins: [cssAsText],
};
/** @type {BuildOptions} */
export const panel = {
  entryPoints: ["widget/panel.js"],
  format: "esm",
  inject: [OWN_DOCUMENT],
  ...shortNames(PREACT_NAMES),
  plugins: [cssAsText, compiledTemplates, smallPreact],
};
/**
 * What the loader loads where the site's settings ask for it.
 * @type {BuildOptions}
 */
export const launch = {
  entryPoints: ["widget/launch.js"],
  format: "esm",
  inject: [OWN_DOCUMENT],
  ...shortNames(),
  plugins: [cssAsText],
};
/**
 * What the launch part loads where the site greets its visitors.
 * @type {BuildOptions}
 */
export const bubble = {
  entryPoints: ["widget/bubble/bubble.js"],
  format: "esm",
  inject: [OWN_DOCUMENT],
  ...shortNames(),
  plugins: [cssAsText],
};
/**
 * What the launch part loads on the first page of a site that has the widget.
 * @type {BuildOptions}
 */
export const installed = {
  entryPoints: ["widget/installed.js"],
  format: "esm",
  inject: [OWN_DOCUMENT],
  ...shortNames(),
};
/**
 * The page in the dashboard's preview: scripts, style sheet, and the page itself (build.mjs).
 * @type {BuildOptions}
 */
export const preview = {
  entryPoints: ["js", "css", "html"].map((kind) => `widget/preview/preview.${kind}`),
  format: "iife",
  loader: { ".html": "copy" },
};
/**
 * What the loader loads together with the panel: it chooses the language and loads its file.
 * @type {BuildOptions}
 */
export const language = {
  entryPoints: ["widget/language.js"],
  format: "esm",
  inject: [OWN_DOCUMENT],
  ...shortNames(),
};
/**
 * A part that is loaded by another one, which gives it the panel's Preact (widget/extras/preact.js).
 * @param {string} entry
 * @returns {BuildOptions}
 */
const later = (entry) => ({
  entryPoints: [entry],
  format: "esm",
  inject: [OWN_DOCUMENT],
  ...shortNames(),
  alias: { preact: "./widget/extras/preact.js", "preact/hooks": "./widget/extras/preact.js" },
  plugins: [cssAsText, compiledTemplates],
});
/** Loaded by the panel: with the first answer that needs it, and when something is wrong. */
export const extras = later("widget/extras/extras.js");
export const trouble = later("widget/trouble/trouble.js");
/**
 * Loaded by the panel for a long conversation. It uses neither `document` nor Preact.
 * @type {BuildOptions}
 */
export const longLog = { entryPoints: ["client/ui/long_log.js"], format: "esm" };
/** Loaded by the extras, for conversations that need them. */
export const parts = {
  attachments: later("widget/attachments/attachments.js"),
  changes: later("widget/changes/changes.js"),
  context: later("widget/context/context.js"),
  menu: later("widget/menu/menu.js"),
  conversations: later("widget/conversations/conversations.js"),
  bot: later("widget/bot/bot.js"),
  log: later("widget/log/log.js"),
  /** @type {BuildOptions} */
  emoji: { ...later("widget/emoji/emoji.js"), charset: "utf8" },
};
