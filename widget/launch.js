/** @import {LauncherIcon, PageFile} from "../client/wire" */
import { followAway } from "./away.js";
import { BUBBLE, INSTALLED } from "./file_names.js";
import launchCss from "./launch.css";
import { inEnglish } from "./launcher.js";
import { adopt } from "./style.js";

/** The pictures in the launcher besides the usual one, on its grid of 28. @type {Partial<Record<LauncherIcon, string>>} */
const ICONS = {
  question:
    "M14 3a11 11 0 1 1 0 22 11 11 0 0 1 0-22Zm0 4.5c-2.5 0-4.3 1.5-4.5 3.9h2.6c.1-1 .8-1.6 1.8-1.6s1.7.6 1.7 1.5c0 .8-.3 1.2-1.3 1.8-1.2.7-1.7 1.5-1.6 2.9v.6h2.5v-.5c0-.9.3-1.3 1.4-1.9 1.2-.7 1.8-1.6 1.8-3 0-2.2-1.8-3.7-4.4-3.7Zm-.1 10.4a1.55 1.55 0 1 0 0 3.1 1.55 1.55 0 0 0 0-3.1Z",
  envelope:
    "M5 6h18c.7 0 1.3.3 1.7.8L14 14.4 3.3 6.8C3.7 6.3 4.3 6 5 6ZM3 9l10.3 7.3c.4.3 1 .3 1.4 0L25 9v11a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V9Z",
};

/**
 * What only some sites need before the launcher appears. The loader shows the launcher if this throws.
 * @param {Partial<PageFile>} file
 * @typedef {ReturnType<typeof import("./launcher.js").createLauncher>} Launcher
 * @param {Launcher} launcher
 * @param {AbortSignal} signal ends it
 */
export function start(file, launcher, signal) {
  const { label, icon, picture, hours, hidden_paths } = file;
  const path = icon && ICONS[icon];
  if (path) buttonOf(launcher).querySelector(".launcher-open path")?.setAttribute("d", path);
  if (label || picture) adopt(/** @type {ShadowRoot} */ (buttonOf(launcher).getRootNode()), launchCss);
  if (picture) addPicture(picture, launcher);
  if (label) addLabel(label, launcher);
  followAway({ hours, hidden_paths }, launcher.setAway, signal);
  if (file.bubbles)
    part(BUBBLE).then(
      (/** @type {typeof import("./bubble/bubble.js")} */ { follow }) =>
        signal.aborted || follow(file, launcher, signal),
      console.info,
    );
  if (file.report_installed)
    part(INSTALLED).then(
      (/** @type {typeof import("./installed.js")} */ { report }) => report(window),
      console.info,
    );
}

/** @param {string} name @returns {Promise<any>} */
const part = (name) => import(new URL(name, import.meta.url).href);

/** @param {Launcher} launcher */
const buttonOf = ({ elements }) => /** @type {HTMLElement} */ (elements.at(-1));

/** Over the icon, which stays where the page's policy refuses pictures. @param {string} address @param {Launcher} launcher */
function addPicture(address, launcher) {
  const image = document.createElement("img");
  image.alt = "";
  image.className = "launcher-picture";
  image.onerror = () => image.remove();
  image.src = new URL(`sites/${address}`, import.meta.url).href;
  buttonOf(launcher).querySelector(".launcher-open")?.append(image);
}

/** The words are also the button's accessible name, in every language. @param {string} text @param {Launcher} launcher */
function addLabel(text, launcher) {
  const button = buttonOf(launcher);
  const { speak } = launcher;
  launcher.speak = (t) => speak((key, params) => (key === "open" ? text : t(key, params)));
  launcher.speak(inEnglish);
  const label = document.createElement("span");
  label.className = "launcher-label";
  label.dir = "auto";
  label.textContent = text;
  button.classList.add("launcher-wide");
  button.querySelector(".launcher-close")?.before(label);
}
