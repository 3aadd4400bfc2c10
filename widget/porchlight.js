import { createControl } from "./control.js";
import { baseUrl, findTag, readEmbed, readSettings } from "./embed.js";
import { keepOnPage } from "./host.js";
import { LANGUAGE } from "./language_name.js";
import { LAUNCH } from "./launch_name.js";
import launcherCss from "./launcher.css";
import { createLauncher } from "./launcher.js";
import { createPageApi, warn, warnOfUser } from "./page_api.js";
import { followResets } from "./resets.js";
import { readFile } from "./settings_file.js";
import { shield } from "./shield.js";
import { createPageMemory, forget, hasStoredConversation, scopeOf } from "./storage.js";
import { adopt, PHONE } from "./style.js";
import { readUser } from "./user.js";

const settings = readSettings(window);
const tag = findTag(settings);
const embed = tag && readEmbed(tag, baseUrl(), settings);

if (embed?.token) start(embed);
else warn("there is no widget token, so the chat is not shown.");

/** @param {ReturnType<typeof readEmbed>} embed */
function start(embed) {
  let user = readUser(embed.user);
  /** @type {ShadowRoot} */
  let root;
  /** @type {HTMLElement} */
  let place;
  /** @type {ReturnType<typeof createLauncher>} */
  let launcher;
  /** @type {Promise<void>} */
  let shown;
  let started = false;
  /** @type {Promise<void> | undefined} */
  let speaking;
  const reading = readFile(embed.fileUrl);
  const scope = () => scopeOf(embed.token, user);
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
    launcher = createLauncher({ onClick: control.toggle });
    frame.append(place, ...launcher.elements);
    root.append(frame);
    shield(host);
    shown = reveal(frame);
    // After `document.open()` the panel is made again, and shown if it was.
    if (started) control.renew();
    else begin();
    return root;
  }

  /**
   * Everything appears when the site's settings are known, so that nothing flashes or moves.
   * @param {HTMLElement} frame
   */
  async function reveal(frame) {
    frame.hidden = true;
    const file = await reading;
    try {
      if (file.launch) {
        /** @type {typeof import("./launch.js")} */
        const { start } = await import(new URL(LAUNCH, embed.panelUrl).href);
        start(file, launcher);
      }
    } catch {}
    frame.hidden = false;
  }

  /** Nothing is asked for before the panel is. Without it the words stay English. */
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
    await shown;
    return mount({
      root,
      place,
      embed: { ...embed, user },
      memory,
      speaking,
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

  function begin() {
    const markReset = followResets(local, scope, has, signOut);
    window.Porchlight = createPageApi(window.Porchlight, {
      ...control,
      setUser(value) {
        const next = readUser(value);
        if (JSON.stringify(next) !== JSON.stringify(user)) switchTo(next);
      },
      setLocale(tag) {
        embed.language = tag;
        speaking &&= speak();
      },
      reset() {
        markReset();
        signOut();
      },
    });
    started = true;
    resume();
  }

  keepOnPage(fill);
}
