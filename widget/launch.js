/** @import {LauncherIcon, PageFile} from "../client/wire" */
import { followAway } from "./away.js";
import { BUBBLE } from "./bubble_name.js";
import launchCss from "./launch.css";
import { inEnglish } from "./launcher.js";
import { adopt } from "./style.js";

/** The pictures in the launcher besides the usual one, on its grid of 28. @type {Partial<Record<LauncherIcon, string>>} */
const ICONS = {
  question:
    "M14 3a11 11 0 1 1 0 22 11 11 0 0 1 0-22Zm0 4.500c-2.500 0-4.300 1.500-4.500 3.900h2.600c.100-1 .800-1.600 1.800-1.600s1.700.600 1.700 1.500c0 .800-.300 1.200-1.300 1.800-1.200.700-1.700 1.500-1.600 2.900v.600h2.500v-.500c0-.900.300-1.300 1.400-1.900 1.200-.700 1.800-1.600 1.800-3 0-2.200-1.800-3.700-4.400-3.700Zm-.100 10.400a1.550 1.550 0 1 0 0 3.100 1.550 1.550 0 0 0 0-3.100Z",
  envelope:
    "M5 6h18c.700 0 1.300.300 1.700.800L14 14.400 3.300 6.800C3.700 6.300 4.300 6 5 6ZM3 9l10.300 7.300c.400.300 1 .300 1.400 0L25 9v11a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V9Z",
};

/**
 * What only some sites need before the launcher appears. The loader shows the launcher if this throws.
 * @param {Partial<PageFile>} file
 * @typedef {ReturnType<typeof import("./launcher.js").createLauncher>} Launcher
 * @param {Launcher} launcher
 * @param {AbortSignal} signal ends it
 */
export function start(file, launcher, signal) {
  const { label, icon, hours, hidden_paths } = file;
  const path = icon && ICONS[icon];
  if (path) buttonOf(launcher).querySelector(".launcher-open path")?.setAttribute("d", path);
  if (label) addLabel(label, launcher);
  followAway({ hours, hidden_paths }, launcher.setAway, signal);
  if (file.bubbles)
    import(new URL(BUBBLE, import.meta.url).href).then(
      (/** @type {typeof import("./bubble/bubble.js")} */ { follow }) =>
        signal.aborted || follow(file, launcher, signal),
      console.info,
    );
}

/** @param {Launcher} launcher */
const buttonOf = ({ elements }) => /** @type {HTMLElement} */ (elements.at(-1));

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
  adopt(/** @type {ShadowRoot} */ (button.getRootNode()), launchCss);
  button.classList.add("launcher-wide");
  button.querySelector(".launcher-close")?.before(label);
}
