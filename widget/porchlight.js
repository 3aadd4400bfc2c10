import { createControl } from "./control.js";
import { baseUrl, findTag, readEmbed, readSettings } from "./embed.js";
import { keepOnPage } from "./host.js";
import { HOURS } from "./hours_name.js";
import launcherCss from "./launcher.css";
import { createLauncher } from "./launcher.js";
import { createPageApi, warn, warnOfUser } from "./page_api.js";
import { emit } from "./page_events.js";
import { followResets } from "./resets.js";
import { shield } from "./shield.js";
import { createPageMemory, forget, hasStoredConversation, scopeOf } from "./storage.js";
import { adopt, PHONE } from "./style.js";
import { readUser } from "./user.js";

const settings = readSettings(window);
const tag = findTag(settings);
const embed = tag && readEmbed(tag, baseUrl(), settings);

if (embed?.token)
  start({ ...embed, user: readUser(embed.user), context: settings.context, hidden: false, prefill: "" });
else warn("no widget token, so no chat.");

/**
 * @param {ReturnType<typeof readEmbed> & {
 *   user: ReturnType<typeof readUser>, context: unknown, hidden: boolean, prefill: string,
 * }} embed what the page's calls change: `hidden` is the launcher
 */
function start(embed) {
  /** @type {ShadowRoot} */
  let root;
  /** @type {HTMLElement} */
  let place;
  /** @type {ReturnType<typeof createLauncher>} */
  let launcher;
  let started = false;
  const removal = new AbortController();
  const { signal } = removal;
  const scope = () => scopeOf(embed.token, embed.user);
  const local = () => localStorage;
  const session = () => sessionStorage;
  const has = () => hasStoredConversation(local, scope());
  const newMemory = () => createPageMemory(session, scope());
  let memory = newMemory();
  const control = createControl({ loadPanel, onLook: (look) => launcher?.show(look) });

  /** @param {HTMLElement} host */
  function fill(host) {
    root = host.attachShadow({ mode: "open" });
    adopt(root, launcherCss);
    const frame = document.createElement("div");
    frame.className = "pl-root";
    frame.lang = "en";
    place = document.createElement("div");
    launcher = createLauncher({ onClick: control.toggle, embed });
    frame.append(place, ...launcher.elements);
    root.append(frame);
    shield(host, signal);
    if (embed.hours) followHours();
    // After `document.open()` the panel is made again, and shown if it was.
    if (started) control.renew();
    else begin();
    return root;
  }

  /** The launcher appears when the hours are known, so that it does not flash. Without them it is shown. */
  function followHours() {
    const { setAway } = launcher;
    import(new URL(HOURS, embed.panelUrl).href)
      .then((/** @type {typeof import("./hours.js")} */ hours) => hours.follow(embed.token, setAway, signal))
      .catch(() => setAway(false));
  }

  /** @param {number} attempt */
  async function loadPanel(attempt) {
    // A browser remembers a module that failed to load: the next attempt has another address.
    /** @type {typeof import("./panel.js")} */
    const { mount } = await import(embed.panelUrl + (attempt ? `?again=${attempt}` : ""));
    return mount({
      root,
      place,
      embed,
      memory,
      emit,
      onUnread: launcher.setUnread,
      onClose: control.close,
      onReturnFocus: launcher.focus,
      onIgnored: warnOfUser,
      warn,
    });
  }

  /** @param {typeof embed.user} next @param {boolean} [forgetting] */
  function switchTo(next, forgetting = false) {
    const before = scope();
    embed.user = next;
    memory = newMemory();
    launcher.setUnread(0);
    control.renew();
    if (forgetting) for (const storage of [local, session]) forget(storage, before);
    if (started) resume();
  }

  /** The visitor has signed out of the site: nothing of theirs stays in this browser. */
  const signOut = () => switchTo(null, true);

  /** A visitor with a conversation gets its number of unread messages, and the panel if it was open on the page before. */
  function resume() {
    // A link in a mail. The panel takes its secret from the address.
    if (/^#porchlight=/.test(location.hash)) return control.open({ focus: false });
    if (!has()) return;
    if (memory.wasOpen() && !matchMedia(PHONE).matches) control.open({ focus: false });
    else control.prepare();
  }

  /** @param {boolean} now */
  function hide(now) {
    embed.hidden = now;
    launcher.draw();
    if (now) control.close();
  }

  function begin() {
    const markReset = followResets(local, scope, has, signOut, signal);
    const endApi = createPageApi(window, {
      /** @param {string} name @param {EventListener} listener */
      on: (name, listener) => document.addEventListener(`porchlight:${name}`, listener, removal),
      /** @param {string} name @param {EventListener} listener */
      off: (name, listener) => document.removeEventListener(`porchlight:${name}`, listener),
      /** @param {unknown} data */
      setContext(data) {
        embed.context = data;
      },
      open: () => control.open(),
      close: control.close,
      toggle: control.toggle,
      show: () => hide(false),
      hide: () => hide(true),
      /** @param {string} text */
      prefill(text) {
        embed.prefill = text;
        root.dispatchEvent(new Event("prefill"));
      },
      /** @param {unknown} value */
      setUser(value) {
        const next = readUser(value);
        if (JSON.stringify(next) !== JSON.stringify(embed.user)) switchTo(next);
      },
      reset() {
        markReset();
        signOut();
      },
      destroy() {
        control.close();
        control.renew();
        removal.abort();
        root.host.remove();
        endApi();
      },
    });
    started = true;
    emit("ready");
    resume();
  }

  keepOnPage(fill, signal);
}
