import { emit } from "./page_events.js";

/** @import {Text} from "../client/ui/translate.js" */

/**
 * The few texts that are on every page of a site before anybody chats.
 * @type {Record<string, Text>}
 */
export const enLauncher = {
  open: "Open chat",
  close: "Close chat",
  unread: { one: "{count} unread message", other: "{count} unread messages" },
  failed: "The chat could not be loaded. Try again.",
};

/**
 * English, without what other languages' plurals need.
 * @type {Translate}
 */
export const inEnglish = (key, params) => {
  const text = enLauncher[key] ?? key;
  const chosen = /** @type {Record<string, string>} */ (text)[params?.count === 1 ? "one" : "other"] ?? text;
  return chosen.replace("{count}", `${params?.count}`);
};

const SVG = "2000/svg";
const BUBBLE =
  "M14 3.5a11 9.5 0 1 1-3.7 18.5L5 24.2c-.6.3-1.3-.2-1.2-.9l.6-4.5A8.9 8.9 0 0 1 3 13a11 9.5 0 0 1 11-9.5Z";
const CHEVRON = "m7 11 7 7 7-7";

/**
 * The round button in the corner. Plain DOM, because it is on every page of the site before anybody chats.
 * @import {Look} from "./control.js"
 * @typedef {(key: string, params?: {count: number}) => string} Translate
 * @param {{onClick: () => void, embed: {hidden?: boolean}}} props `hidden`: whether the page has hidden it, whatever happens
 */
export function createLauncher({ onClick, embed }) {
  const button = element("button", { class: "launcher", type: "button", "aria-haspopup": "dialog" });
  const badge = element("span", { class: "launcher-badge", "aria-hidden": "true" });
  const note = element("p", { class: "launcher-note", role: "status" });
  button.append(face("launcher-open", BUBBLE), face("launcher-close", CHEVRON), badge);
  button.addEventListener("click", onClick);

  /** @type {Look} */
  let look = "closed";
  let t = inEnglish;
  let unread = 0;
  let away = false; // hidden while the panel is closed and everything is read
  draw();

  function draw() {
    const open = look === "open";
    button.dataset.look = look;
    button.setAttribute("aria-expanded", `${open}`);
    button.setAttribute("aria-busy", `${look === "loading"}`);
    button.setAttribute("aria-label", label(open));
    button.hidden = embed.hidden || (away && look === "closed" && !unread);
    badge.hidden = open || unread === 0;
    // The browser's first number in a language takes a slow phone 50 ms.
    badge.textContent = unread > 99 ? "99+" : unread ? t("{count}", { count: unread }) : "";
  }

  /** @param {boolean} open */
  function label(open) {
    const name = t(open ? "close" : "open");
    return open || !unread ? name : `${name}, ${t("unread", { count: unread })}`;
  }

  return {
    elements: [note, button],
    focus: () => button.focus(),
    /** Changes the language. @param {Translate} translate */
    speak(translate) {
      t = translate;
      draw();
    },
    /** @param {boolean} now whether it is hidden while the panel is closed and everything is read */
    setAway(now) {
      away = now;
      draw();
    },
    draw,
    /** @param {Look} next */
    show(next) {
      look = next;
      note.dataset.look = next;
      note.textContent = next === "failed" ? t("failed") : "";
      draw();
      if (next === "failed") emit("error", { code: `load_${next}` });
    },
    /**
     * Shows the number; a screen reader announces it when it grows while the panel is closed.
     * @param {number} count
     */
    setUnread(count) {
      const grown = count > unread && look !== "open";
      unread = count;
      if (grown) note.textContent = t("unread", { count });
      if (count === 0 && look !== "failed") note.textContent = "";
      draw();
    },
  };
}

/**
 * Built element by element: a page that requires Trusted Types refuses markup from a string.
 * @param {string} name @param {string} d
 */
function face(name, d) {
  const svg = element("svg", { viewBox: "0 0 28 28", "aria-hidden": "true" }, SVG);
  svg.append(element("path", { d }, SVG));
  const span = element("span", { class: name });
  span.append(svg);
  return span;
}

/** @param {string} name @param {Record<string, string>} attributes */
function element(name, attributes, namespace = "1999/xhtml") {
  const made = /** @type {HTMLElement} */ (document.createElementNS(`http://www.w3.org/${namespace}`, name));
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
