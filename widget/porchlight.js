import { createControl } from "./control.js";
import { baseUrl, findTag, readEmbed, readSettings, scopeOf } from "./embed.js";
import { keepOnPage } from "./host.js";
import launcherCss from "./launcher.css";
import { createLauncher } from "./launcher.js";
import { createPageMemory } from "./page_memory.js";
import { PHONE } from "./phone.js";
import { createPublic } from "./queue.js";
import { adopt } from "./sheets.js";
import { shield } from "./shield.js";
import { forget, hasStoredConversation, markReset, resetOf } from "./stored.js";
import { readUser } from "./user.js";
import { warn, warnOfUser } from "./warn.js";

const settings = readSettings(window);
const tag = findTag(settings);
const embed = tag && readEmbed(tag, baseUrl(), settings);

if (embed?.token) start();
else warn("there is no widget token in the script tag or in the settings, so the chat is not shown.");

function start() {
  let user = readUser(embed.user);
  let root;
  let place;
  let launcher;
  let started = false;
  const scope = () => scopeOf(embed.token, user);
  const newMemory = () => createPageMemory(() => sessionStorage, scope());
  const lastReset = () => resetOf(() => localStorage, scope());
  let memory = newMemory();
  let known = lastReset();
  const control = createControl({ loadPanel, onLook: (look) => launcher?.show(look) });

  function make(host) {
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
    // In a document that was written anew the panel is made anew too, as it was.
    if (started) control.renew();
    else begin();
    return host;
  }

  async function loadPanel(attempt) {
    // A browser remembers a module that failed to load: the next attempt has another address.
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

  function become(next, forgetting = false) {
    const before = scope();
    user = next;
    memory = newMemory();
    launcher.setUnread(0);
    control.renew();
    if (forgetting) for (const storage of [() => localStorage, () => sessionStorage]) forget(storage, before);
    known = lastReset();
    if (started) greet();
  }

  /**
   * What another page has reset is reset here too, also when this page comes back from the back/forward cache. A mark
   * that is gone means nothing: somebody has cleared the storage.
   */
  function followReset() {
    const mark = lastReset();
    if (mark && mark !== known) become(null, true);
  }

  /** Who has a conversation here gets its unread messages, and the panel if it was open on the page before. */
  function greet() {
    if (!hasStoredConversation(() => localStorage, scope())) return;
    if (memory.wasOpen() && !matchMedia(PHONE).matches) control.open({ focus: false });
    else control.prepare();
  }

  function begin() {
    for (const name of ["storage", "pageshow"]) addEventListener(name, followReset);
    window.Porchlight = createPublic(window.Porchlight, {
      ...control,
      setUser(said) {
        const next = readUser(said);
        if (JSON.stringify(next) !== JSON.stringify(user)) become(next);
      },
      /** The visitor has signed out of the site: nothing of theirs stays in this browser. */
      reset() {
        markReset(() => localStorage, scope());
        become(null, true);
      },
    });
    started = true;
    greet();
  }

  keepOnPage(make);
}
