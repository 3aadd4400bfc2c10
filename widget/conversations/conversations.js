/**
 * The visitor's conversations: the list, and going from one to another. Loaded when the visitor asks for it, or when
 * something happens in a conversation that is not on screen.
 *
 * @import {Frame, OwnConversation} from "../../client/wire"
 * @import {Parts} from "../extras/extras.js"
 */
import { share } from "../../client/ui/translate.js";
import { provide } from "../extras/preact.js";
import { adopt } from "../style.js";
import css from "./conversations.css";
import { createGo } from "./go.js";
import { createList } from "./list.js";
import { createRows } from "./rows.js";
import { t } from "./texts.js";

/** @param {Parts} parts */
export function start({ preact, language, env, root, visitor, embed, memory, redraw, removal }) {
  provide(preact);
  share(language);
  removal.signal.addEventListener("abort", adopt(root, css));
  const { go, forget } = createGo({ visitor, env, embed, memory });
  const rows = createRows({ visitor, onLoaded: forget, changed: redraw });
  let shown = false;
  let failed = false;

  // In the panel's own frame and outside of what is drawn again, so that screen readers notice each change of it.
  const status = document.createElement("p");
  status.className = "pl-hidden-text";
  status.setAttribute("role", "status");
  root.querySelector(".panel-content")?.append(status);
  removal.signal.addEventListener("abort", () => status.remove());

  /** @param {string} selector once what was changed is drawn */
  function focus(selector) {
    requestAnimationFrame(() => {
      /** @type {HTMLElement | null} */
      const target = root.querySelector(selector);
      target?.focus();
    });
  }

  /** @param {boolean} now */
  function setShown(now) {
    shown = now;
    failed = false;
    status.textContent = "";
    redraw();
  }

  function hide() {
    setShown(false);
    focus(".menu .header-close");
  }

  async function refresh() {
    try {
      await rows.load();
      failed = false;
    } catch {
      failed = true;
    }
    redraw();
  }

  /** @param {string} wanted @param {string} said what screen readers say once it is on screen */
  async function moveTo(wanted, said) {
    if (wanted !== visitor.id && !(await go(wanted))) return refresh();
    setShown(false);
    status.textContent = said;
    focus(".pl-composer-input");
  }

  const begin = () => moveTo("new", t("conversations.new"));

  /** @param {() => Promise<void>} job */
  const trying = (job) =>
    job().catch(() => {
      failed = true;
      redraw();
    });

  return {
    begin,
    refresh,
    several: rows.several,
    show() {
      setShown(true);
      focus(".conversations button[aria-current], .conversations-new");
      refresh();
      return Promise.resolve();
    },
    List: createList({
      root,
      state: () => ({ shown, failed, ...rows.state() }),
      onBegin: () => trying(begin),
      onOpen: (row) => trying(() => moveTo(row.id, row.preview)),
      onAgain: refresh,
      onBack: hide,
    }),
  };
}
