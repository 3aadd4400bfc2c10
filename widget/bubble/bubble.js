/**
 * The greeting beside the launcher: loaded by the launch part where the site has one. It is shown once in a browser, to
 * visitors without a conversation. It stores a mark that says so, and nothing about the visitor.
 *
 * @import {PageBubble, PageFile} from "../../client/wire"
 * @typedef {ReturnType<typeof import("../launcher.js").createLauncher>} Launcher
 */
import { followPaths } from "../paths.js";
import { attempt } from "../storage.js";
import { adopt } from "../style.js";
import css from "./bubble.css";
import { chosen } from "./chosen.js";

const SHOWN = "porchlight.bubble";
const CONVERSATION = /^porchlight\..*\.(visitor$|outbox\.)/;
const GAP = 14;

/** Whether it was shown in this browser, or there is a conversation. Where storage is forbidden, each page shows it. */
const isOver = () =>
  attempt(() => Object.keys(localStorage).some((key) => key === SHOWN || CONVERSATION.test(key)));

/**
 * @param {Partial<PageFile>} file
 * @param {Launcher} launcher
 * @param {AbortSignal} signal ends it
 */
export function follow(file, launcher, signal) {
  const button = /** @type {HTMLElement} */ (launcher.elements.at(-1));
  const root = /** @type {ShadowRoot} */ (button.getRootNode());
  /** @type {PageBubble | undefined} */
  let current;
  let timer = 0;
  let over = Boolean(isOver());
  /** @type {HTMLElement | undefined} */
  let shown;
  const ended = new AbortController();

  function end() {
    over = true;
    clearTimeout(timer);
    if (shown?.contains(root.activeElement)) launcher.focus();
    shown?.remove();
    ended.abort();
  }

  /** A page of an app may be another one now. */
  function update() {
    const tag = document.documentElement.lang || navigator.language;
    const next = over ? undefined : chosen(file.bubbles ?? [], location.pathname, tag);
    if (next === current) return;
    current = next;
    clearTimeout(timer);
    if (shown) end();
    else if (next) timer = setTimeout(present, next.seconds * 1000);
  }

  function present() {
    if (document.visibilityState === "hidden")
      return document.addEventListener("visibilitychange", present, { once: true, signal: ended.signal });
    // The chat is open, or the launcher is hidden: another page may show it.
    if (over || !current || button.hidden || button.dataset.look !== "closed" || isOver()) return;
    attempt(() => localStorage.setItem(SHOWN, "shown"));
    draw(current.text);
  }

  /** @param {string} text */
  function draw(text) {
    shown = document.createElement("div");
    shown.className = "bubble";
    shown.setAttribute("role", "status");
    shown.dir = "auto";
    shown.style.colorScheme = file.scheme ?? "light dark";
    const { left, right, top } = button.getBoundingClientRect();
    shown.style.bottom = `${innerHeight - top + GAP}px`;
    const width = document.documentElement.clientWidth;
    if (left + right > width) shown.style.right = `${width - right}px`;
    else shown.style.left = `${left}px`;
    button.before(shown);

    const open = document.createElement("button");
    open.className = "bubble-text";
    open.lang = current?.language ?? "";
    open.textContent = text;
    open.addEventListener("click", () => {
      // What the chat says first, instead of the site's usual words. It is no message of the conversation.
      file.welcome = { [`${file.language}`.toLowerCase()]: { title: text } };
      button.click();
    });
    const close = document.createElement("button");
    close.className = "bubble-close";
    const { lang } = /** @type {HTMLElement} */ (button.closest("[lang]"));
    close.lang = lang;
    close.setAttribute("aria-label", file.texts?.[lang.slice(0, 2)]?.dismiss ?? "Dismiss");
    close.textContent = "×";
    close.addEventListener("click", end);
    for (const each of [open, close]) each.setAttribute("type", "button");
    shown.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") end();
    });
    // A screen reader announces what is added to an element that it knows already.
    setTimeout(() => shown?.append(open, close), 100);
  }

  const removeCss = adopt(root, css);
  signal.addEventListener("abort", () => {
    end();
    removeCss();
  });
  // The chat was opened, or the page has hidden the launcher.
  const watcher = new MutationObserver(() => {
    if (button.dataset.look === "open" || (shown && button.hidden)) end();
  });
  watcher.observe(button, { attributes: true, attributeFilter: ["data-look", "hidden"] });
  ended.signal.addEventListener("abort", () => watcher.disconnect());
  followPaths(window, update, ended.signal);
  update();
}
