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
 * Loaded by the extras, which give it the panel's Preact. It does not use `document`.
 * @type {BuildOptions}
 */
export const attachments = {
  entryPoints: ["widget/attachments/attachments.js"],
  format: "esm",
  alias: { preact: "./widget/extras/preact.js", "preact/hooks": "./widget/extras/preact.js" },
  plugins: [cssAsText, compiledTemplates],
};
/**
 * Loaded by the extras in the same way, once there is a message.
 * @type {BuildOptions}
 */
export const menu = { ...attachments, entryPoints: ["widget/menu/menu.js"] };
/**
 * Loaded by the extras, which give it the panel's Preact. It does not use `document`.
 * @type {BuildOptions}
 */
export const changes = {
  entryPoints: ["widget/changes/changes.js"],
  format: "esm",
  ...shortNames(),
  alias: { preact: "./widget/extras/preact.js", "preact/hooks": "./widget/extras/preact.js" },
  plugins: [cssAsText, compiledTemplates],
};
/**
 * What the panel loads when something is wrong. It gives it its Preact.
 * @type {BuildOptions}
 */
export const trouble = {
  entryPoints: ["widget/trouble/trouble.js"],
  format: "esm",
  inject: [OWN_DOCUMENT],
  ...shortNames(),
  alias: { preact: "./widget/extras/preact.js", "preact/hooks": "./widget/extras/preact.js" },
  plugins: [cssAsText, compiledTemplates],
};
/**
 * Loaded by the extras, as the attachments are.
 * @type {BuildOptions}
 */
export const conversations = {
  entryPoints: ["widget/conversations/conversations.js"],
  format: "esm",
  inject: [OWN_DOCUMENT],
  ...shortNames(),
  alias: { preact: "./widget/extras/preact.js", "preact/hooks": "./widget/extras/preact.js" },
  plugins: [cssAsText, compiledTemplates],
};
/**
 * The panel gives the extras its Preact (widget/extras/preact.js).
 * @type {BuildOptions}
 */
export const extras = {
  entryPoints: ["widget/extras/extras.js"],
  format: "esm",
  inject: [OWN_DOCUMENT],
  ...shortNames(),
  alias: { preact: "./widget/extras/preact.js", "preact/hooks": "./widget/extras/preact.js" },
  plugins: [cssAsText, compiledTemplates],
};
