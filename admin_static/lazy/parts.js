import { lazily } from "../controls/lazily.js";

const later = () => import("./later.js");
const styled = async () => (await Promise.all([later(), settingsStyles()]))[0];

export const Settings = lazily(async () => (await styled()).Settings);
export const ConfirmDialog = lazily(async () => (await styled()).ConfirmDialog);
export const LinkPage = lazily(async () => (await later()).LinkPage);

/** @type {Promise<Event> | undefined} */
let styles;

/** Adds the style sheet of the settings to the page, once. */
function settingsStyles() {
  styles ??= new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = "settings.css";
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error(`${link.href} could not be loaded`)));
    document.head.append(link);
  });
  return styles;
}
