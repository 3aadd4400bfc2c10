/**
 * What the page says about the visit, where the site collects it: loaded by the extras. It goes with the visitor's
 * messages, never before one.
 * @import {Identity, VisitorContext} from "../../client/wire"
 * @import {Language} from "../../client/ui/translate.js"
 * @import {PreactFunctions} from "../extras/preact.js"
 * @typedef {ReturnType<typeof import("../visitor/visitor.js").createVisitor>} Visitor
 */
import { html } from "../../client/ui/html.js";
import { share } from "../../client/ui/translate.js";
import { provide } from "../extras/preact.js";
import { warn } from "../page_api.js";
import { emit } from "../page_events.js";
import { attempt, scopeOf } from "../storage.js";
import { adopt } from "../style.js";
import css from "./context.css";
import { takeData } from "./data.js";
import { t } from "./texts.js";
import { followTrail } from "./trail.js";

const PHONE_PX = 600;
const TABLET_PX = 1024;
const MOST_CHARACTERS = 500;

/**
 * @param {{
 *   preact: PreactFunctions, language: Language, root: ShadowRoot, visitor: Visitor,
 *   embed: {token: string, user: Identity | null, data: unknown[]}, removal: AbortController,
 * }} parts `data`: what the page has given, also later
 * @returns the line that tells visitors what is collected
 */
export function start({ preact, language, root, visitor, embed, removal }) {
  const { signal } = removal;
  provide(preact);
  share(language);
  signal.addEventListener("abort", adopt(root, css));
  const hidden = visitor.state.extras?.context?.hidden_paths ?? [];
  const data = takeData(embed, (problem) => {
    warn(`the data of setContext is ignored: ${problem}.`);
    emit("error", { code: "context_invalid" });
  });
  const trail = followTrail(window, hidden, signal);
  const referrer = rememberReferrer(visitor, scopeOf(embed.token, embed.user), signal);

  visitor.describe((sent) => {
    /** @type {VisitorContext} */
    const now = {
      page: trail.page().slice(0, MOST_CHARACTERS),
      referrer,
      paths: trail.paths(),
      language: navigator.language,
      time_zone: new Intl.DateTimeFormat().resolvedOptions().timeZone ?? "",
      viewport: innerWidth < PHONE_PX ? "phone" : innerWidth < TABLET_PX ? "tablet" : "desktop",
      data: data() ?? {},
    };
    return JSON.stringify(now) === JSON.stringify(sent) ? undefined : now;
  });

  return () => html`<p class="context-note">${t("context.note")}</p>`;
}

/**
 * The page of another site that led here. The next page does not know it any more, so this tab remembers it, but only
 * once the visitor has written.
 * @param {Visitor} visitor @param {string} scope @param {AbortSignal} signal
 */
function rememberReferrer(visitor, scope, signal) {
  const key = `porchlight.${scope}.referrer`;
  const referrer = foreign(document.referrer) ?? attempt(() => sessionStorage.getItem(key)) ?? "";
  const keep = () => {
    if (referrer && visitor.state.messages.some(({ id }) => id))
      attempt(() => sessionStorage.setItem(key, referrer));
  };
  signal.addEventListener("abort", visitor.subscribe(keep));
  return referrer;
}

/** @param {string} address @returns {string | null} without query and fragment; null if it is this site's own or none */
export function foreign(address, own = location.origin) {
  const url = attempt(() => new URL(address));
  if (!url || url.origin === own || !/^http/.test(url.protocol)) return null;
  return (url.origin + url.pathname).slice(0, MOST_CHARACTERS);
}
