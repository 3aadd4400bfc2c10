import { lazily } from "../controls/lazily.js";
import { withTexts } from "../language/part_texts.js";

const later = () => withTexts("settings", () => import("./later.js"));
const thread = async () =>
  (await Promise.all([withTexts("desk", () => import("../thread/thread.js")), styles("later.css")]))[0];
const keys = () => withTexts("desk", () => import("./keys.js"));
const styled = async () => (await Promise.all([later(), styles("later.css")]))[0];

/** @param {Parameters<typeof import("./background.js").startBackground>[0]} parts */
export const startBackground = async (parts) => (await import("./background.js")).startBackground(parts);

export const Settings = lazily(async () => (await styled()).Settings);
export const Reports = lazily(
  async () =>
    (
      await Promise.all([withTexts("settings", () => import("../reports/reports.js")), styles("reports.css")])
    )[0].Reports,
);
export const ConfirmDialog = lazily(async () => (await styled()).ConfirmDialog);
export const ShortcutsDialog = lazily(async () => (await keys()).ShortcutsDialog);
export const PaletteResults = lazily(async () => (await keys()).PaletteResults);
/** @param {Parameters<typeof import("../settings/settings.js").sectionsFor>[0]} admin */
export const settingsSections = async (admin) => (await later()).sectionsFor(admin);
export const BlockDialog = lazily(async () => (await later()).BlockDialog);
export const LinkDialog = lazily(async () => (await styled()).LinkDialog);
export const Details = lazily(
  async () => (await withTexts("desk", () => import("../details/details.js"))).Details,
);
export const Thread = lazily(async () => (await thread()).Thread);
/** Before a conversation is opened, so that opening the first one is as quick as opening the next. */
export const preloadThread = () => thread().catch(() => {}); // opening one reports the failure
export const ForgotPage = lazily(async () => (await later()).ForgotPage);
export const LinkPage = lazily(async () => (await later()).LinkPage);

/** @type {Record<string, Promise<Event>>} */
const added = {};

/** Adds a style sheet to the page, once. @param {string} name */
function styles(name) {
  added[name] ??= new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = name;
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error(`${link.href} could not be loaded`)));
    document.head.append(link);
  });
  return added[name];
}
