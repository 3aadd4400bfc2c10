import { createControl } from "./control.js";
import { baseUrl, findTag, readEmbed, readSettings } from "./embed.js";
import { keepOnPage } from "./host.js";
import launcherCss from "./launcher.css";
import { createLauncher } from "./launcher.js";
import { createPageApi, warn, warnOfUser } from "./page_api.js";
import { shield } from "./shield.js";
import { createPageMemory, forget, hasStoredConversation, markReset, resetOf, scopeOf } from "./storage.js";
import { adopt, PHONE } from "./style.js";
import { readUser } from "./user.js";

const settings = readSettings(window);
const tag = findTag(settings);
const embed = tag && readEmbed(tag, baseUrl(), settings);

if (embed?.token) start(embed);
else warn("there is no widget token in the script tag or in the settings, so the chat is not shown.");

/** @param {ReturnType<typeof readEmbed>} embed */
function start(embed) {
  let user = readUser(embed.user);
  /** @type {ShadowRoot} */
  let root;
  /** @type {HTMLElement} */
  let place;
  /** @type {ReturnType<typeof createLauncher>} */
  let launcher;
  let started = false;
  const scope = () => scopeOf(embed.token, user);
  const newMemory = () => createPageMemory(() => sessionStorage, scope());
  const lastReset = () => resetOf(() => localStorage, scope());
  let memory = newMemory();
  let known = lastReset();
  const control = createControl({ loadPanel, onLook: (look) => launcher?.show(look) });

  /** @param {HTMLElement} host */
  function fill(host) {
    root = host.attachShadow({ mode: "open" });
    adopt(root, launcherCss);
    const frame = document.createElement("div");
    frame.className = "pl-root";
    frame.lang = "en";
    place = document.createElement("div");
    launcher = createLauncher({ onClick: control.toggle });
    frame.append(place, ...launcher.elements);
    root.append(frame);
    shield(host);
    // After `document.open()` the panel is made again, and shown if it was.
    if (started) control.renew();
    else begin();
    return root;
  }

  /** @param {number} attempt */
  async function loadPanel(attempt) {
    // A browser remembers a module that failed to load: the next attempt has another address.
    /** @type {typeof import("./panel.js")} */
    const { mount } = await import(embed.panelUrl + (attempt ? `?again=${attempt}` : ""));
    return mount({
      root,
      place,
      embed: { ...embed, user },
      memory,
      onUnread: launcher.setUnread,
      onClose: control.close,
      onReturnFocus: launcher.focus,
      onIgnored: warnOfUser,
      onRefused: (code) => warn(`the chat is not available here: ${code}.`),
    });
  }

  /** @param {typeof user} next @param {boolean} [forgetting] */
  function switchTo(next, forgetting = false) {
    const before = scope();
    user = next;
    memory = newMemory();
    launcher.setUnread(0);
    control.renew();
    if (forgetting) for (const storage of [() => localStorage, () => sessionStorage]) forget(storage, before);
    known = lastReset();
    if (started) resume();
  }

  /**
   * Follows a reset on another page, also when this page comes back from the back/forward cache. A missing mark means
   * nothing: the storage may have been cleared.
   */
  function followReset() {
    const mark = lastReset();
    if (mark && mark !== known) switchTo(null, true);
  }

  /** A visitor with a conversation gets its number of unread messages, and the panel if it was open on the page before. */
  function resume() {
    if (!hasStoredConversation(() => localStorage, scope())) return;
    if (memory.wasOpen() && !matchMedia(PHONE).matches) control.open({ focus: false });
    else control.prepare();
  }

  function begin() {
    for (const name of ["storage", "pageshow"]) addEventListener(name, followReset);
    window.Porchlight = createPageApi(window.Porchlight, {
      ...control,
      setUser(value) {
        const next = readUser(value);
        if (JSON.stringify(next) !== JSON.stringify(user)) switchTo(next);
      },
      /** The visitor has signed out of the site: nothing of theirs stays in this browser. */
      reset() {
        markReset(() => localStorage, scope());
        switchTo(null, true);
      },
    });
    started = true;
    resume();
  }

  keepOnPage(fill);
}
