/** @import {LauncherIcon, PageFile} from "../client/wire" */
import { openingAt } from "../client/ui/opening_hours.js";
import launchCss from "./launch.css";
import { followPaths, matches } from "./paths.js";
import { adopt } from "./style.js";

/** @typedef {import("../client/wire").OpeningHours} OpeningHours */

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The pictures in the launcher besides the usual one, on its grid of 28. @type {Partial<Record<LauncherIcon, string>>} */
const ICONS = {
  question:
    "M14 3a11 11 0 1 1 0 22 11 11 0 0 1 0-22Zm0 4.500c-2.500 0-4.300 1.500-4.500 3.900h2.600c.100-1 .800-1.600 1.800-1.600s1.700.600 1.700 1.500c0 .800-.300 1.200-1.300 1.800-1.200.700-1.700 1.500-1.600 2.900v.600h2.500v-.500c0-.900.300-1.300 1.400-1.900 1.200-.700 1.800-1.600 1.800-3 0-2.200-1.800-3.700-4.400-3.700Zm-.100 10.400a1.550 1.550 0 1 0 0 3.100 1.550 1.550 0 0 0 0-3.100Z",
  envelope:
    "M5 6h18c.700 0 1.300.300 1.700.800L14 14.400 3.300 6.800C3.700 6.300 4.300 6 5 6ZM3 9l10.300 7.300c.400.300 1 .300 1.400 0L25 9v11a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V9Z",
};

/** @typedef {typeof browser} Env */
const browser = {
  now: () => Date.now(),
  /** @param {() => void} act @param {number} ms */
  setTimeout: (act, ms) => setTimeout(act, ms),
  /** @param {number} timer */
  clearTimeout: (timer) => clearTimeout(timer),
  /** @param {() => void} act when the page may have slept */
  onWake: (act) => document.addEventListener("visibilitychange", act),
  path: () => location.pathname,
  /** @param {() => void} act when a script has changed the address */
  onMove: (act) => followPaths(window, act),
};

/**
 * What only some sites need before the launcher appears. The loader shows the launcher if this throws.
 * @param {Partial<PageFile>} file
 * @param {{elements: HTMLElement[], setAway: (away: boolean) => void}} launcher `elements`: the button is the last
 * @param {Env} [env]
 */
export function start({ hours, hidden_paths: paths = [], label, icon }, launcher, env = browser) {
  const button = /** @type {HTMLElement} */ (launcher.elements.at(-1));
  let closed = false;
  const update = () => launcher.setAway(closed || paths.some((pattern) => matches(pattern, env.path())));
  if (icon && ICONS[icon]) button.querySelector(".launcher-open path")?.setAttribute("d", ICONS[icon]);
  if (label) addLabel(label, button);
  if (paths.length) env.onMove(update);
  update();
  if (hours?.outside === "hide")
    switchAtChanges(
      hours,
      (away) => {
        closed = away;
        update();
      },
      env,
    );
}

/** @param {string} text @param {HTMLElement} button its accessible name is drawn again with the next change */
function addLabel(text, button) {
  const label = document.createElement("span");
  label.className = "launcher-label";
  label.dir = "auto";
  label.textContent = text;
  adopt(/** @type {ShadowRoot} */ (button.getRootNode()), launchCss);
  button.classList.add("launcher-wide");
  button.querySelector(".launcher-close")?.before(label);
  button.dataset.label = text;
}

/**
 * Hides the launcher outside the opening hours. One timer waits for the next change; no request is made.
 * @param {OpeningHours} hours @param {(away: boolean) => void} onAway @param {Env} env
 */
function switchAtChanges(hours, onAway, env) {
  let timer = 0;

  function update() {
    const now = env.now();
    const { open, until } = openingAt(hours, now);
    onAway(!open);
    env.clearTimeout(timer);
    // A timer that is too long would fire at once. A device that slept has passed the time, and computes again.
    if (until !== null) timer = env.setTimeout(update, Math.min(until - now, LONGEST_TIMER_MS));
  }

  update();
  env.onWake(update);
}
