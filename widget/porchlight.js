import { createControl } from "./control.js";
import { baseUrl, findTag, readEmbed, readSettings } from "./embed.js";
import { LANGUAGE, LAUNCH } from "./file_names.js";
import { keepOnPage } from "./host.js";
import launcherCss from "./launcher.css";
import { createLauncher, enLauncher } from "./launcher.js";
import { createPageApi, warn, warnOfUser } from "./page_api.js";
import { emit } from "./page_events.js";
import { followResets } from "./resets.js";
import { readFile } from "./settings_file.js";
import { shield } from "./shield.js";
import { forget, hasStoredConversation, scopeOf } from "./storage.js";
import { sheetOf } from "./style.js";
import { readUser } from "./user.js";

const settings = readSettings(window);
const tag = findTag(settings);
const embed = tag && readEmbed(tag, baseUrl(), settings);

if (embed?.token) start({ ...embed, user: readUser(embed.user), data: [] });
else warn("no widget token");

/**
 * @param {ReturnType<typeof readEmbed> & {
 *   user: ReturnType<typeof readUser>, hidden?: boolean, prefill?: string, data: unknown[],
 * }} embed what the page's calls change: `hidden` is the launcher; `data` of setContext, the latest last
 */
function start(embed) {
  /** @type {ShadowRoot} */
  let root;
  /** @type {HTMLElement} */
  let place;
  /** @type {ReturnType<typeof createLauncher>} */
  let launcher;
  /** @type {ReturnType<typeof readFile>} */
  let shown;
  let started = false;
  const removal = new AbortController();
  const { signal } = removal;
  /** @type {ReturnType<typeof speak> | undefined} */
  let speaking;
  const reading = readFile(embed.fileUrl);
  const scope = () => scopeOf(embed.token, embed.user);
  const local = () => localStorage;
  const has = () => hasStoredConversation(local, scope());
  /** What this page remembers of its visitor, for a new panel. @type {{draft?: string}} */
  let memory = {};
  const control = createControl({ loadPanel, onLook: (look) => launcher?.show(look) });

  /** @param {HTMLElement} host */
  function fill(host) {
    root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheetOf(launcherCss)];
    const frame = document.createElement("div");
    frame.className = "pl-root";
    frame.hidden = true;
    place = document.createElement("div");
    launcher = createLauncher({ onClick: control.toggle, embed });
    frame.append(place, ...launcher.elements);
    root.append(frame);
    shield(host, signal);
    shown = reveal(frame);
    // After `document.open()` the panel is made again, and shown if it was.
    if (started) control.renew();
    else queueMicrotask(begin);
    return root;
  }

  /**
   * Everything appears when the site's settings are known, so that nothing flashes or moves.
   * @param {HTMLElement} frame
   */
  async function reveal(frame) {
    const file = await reading;
    try {
      const own = file.texts?.[`${embed.language || document.documentElement.lang}`.slice(0, 2)];
      frame.lang = own?.lang ?? "en";
      Object.assign(enLauncher, own);
      launcher.draw();
      root.adoptedStyleSheets.push(sheetOf(file.css ?? ""));
      if (file.launch) {
        /** @type {typeof import("./launch.js")} */
        const { start } = await import(new URL(LAUNCH, embed.panelUrl).href);
        start(file, launcher, signal);
      }
    } catch {}
    frame.hidden = false;
    return file;
  }

  /** Loads the language together with the panel, not earlier. If that fails, the texts stay English. */
  const speak = () =>
    import(new URL(LANGUAGE, embed.panelUrl).href)
      .then((/** @type {typeof import("./language.js")} */ { speak }) =>
        speak(root, launcher, embed.language, reading),
      )
      .catch(() => {});

  /** @param {number} attempt */
  async function loadPanel(attempt) {
    speaking = speak();
    // A browser remembers a module that failed to load: the next attempt has another address.
    /** @type {typeof import("./panel.js")} */
    const { mount } = await import(embed.panelUrl + (attempt ? `?again=${attempt}` : ""));
    return mount({
      file: await shown,
      root,
      place,
      embed,
      memory,
      emit,
      speaking,
      launcher,
      onClose: control.close,
      onIgnored: warnOfUser,
      warn,
    });
  }

  /** @param {typeof embed.user} next @param {boolean} [forgetting] */
  function switchTo(next, forgetting = false) {
    const before = scope();
    if (forgetting || embed.user) embed.data.push(null); // what the page said of somebody else
    embed.user = next;
    memory = {};
    launcher.setUnread(0);
    control.renew();
    if (forgetting) for (const storage of [local, () => sessionStorage]) forget(storage, before);
    if (started) resume();
  }

  /** The visitor has signed out of the site: nothing of theirs stays in this browser. */
  const signOut = () => switchTo(null, true);

  /** A visitor with a conversation gets its number of unread messages, and the panel if it was open on the page before. */
  function resume() {
    // The address may be a link in a mail. The panel takes its secret from it, and opens.
    if (has() || /^#porchlight=/.test(location.hash)) control.prepare();
  }

  function begin() {
    const markReset = followResets(local, scope, has, signOut, signal);
    createPageApi(
      window,
      {
        /** @param {string} name @param {EventListener} listener */
        on: (name, listener) => document.addEventListener(`porchlight:${name}`, listener, removal),
        /** @param {string} name @param {EventListener} listener */
        off: (name, listener) => document.removeEventListener(`porchlight:${name}`, listener),
        open: () => control.open(),
        close: control.close,
        toggle: control.toggle,
        show() {
          embed.hidden = false;
          launcher.draw();
        },
        hide() {
          embed.hidden = true;
          launcher.draw();
          control.close();
        },
        /** @param {string} text */
        prefill(text) {
          embed.prefill = text;
          root.dispatchEvent(new Event("prefill"));
        },
        /** @param {unknown} data */
        setContext(data) {
          embed.data.push(data);
        },
        /** @param {unknown} value */
        setUser(value) {
          const next = readUser(value);
          if (JSON.stringify(next) !== JSON.stringify(embed.user)) switchTo(next);
        },
        /** @param {unknown} tag */
        setLocale(tag) {
          embed.language = tag;
          speaking &&= speak();
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
        },
      },
      signal,
    );
    started = true;
    emit("ready");
    if (!signal.aborted) resume();
  }

  keepOnPage(fill, signal);
}
