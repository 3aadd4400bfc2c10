import { createControl } from "./control.js";
import { readEmbed, readUser, scopeOf } from "./embed.js";
import launcherCss from "./launcher.css";
import { createLauncher } from "./launcher.js";
import { createPageMemory } from "./page_memory.js";
import { PHONE } from "./phone.js";
import { createPublic } from "./queue.js";
import { adopt } from "./sheets.js";
import { forget, hasStoredConversation, markReset, resetOf } from "./stored.js";

const NAME = "porchlight-chat";
const script = document.currentScript;
const embed = readEmbed(script, document.baseURI);

if (!embed.token) {
  console.warn("Porchlight: the script tag has no data-token, so the chat is not shown.");
} else if (!customElements.get(NAME)) {
  // A second tag on the same page changes nothing.
  customElements.define(NAME, class extends HTMLElement {});
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start, { once: true });
}

function start() {
  const host = document.createElement(NAME);
  const root = host.attachShadow({ mode: "open" });
  adopt(root, launcherCss);

  const frame = document.createElement("div");
  frame.className = "pl-root";
  frame.lang = "en";
  const place = document.createElement("div");
  let { user } = embed;
  const launcher = createLauncher({ onClick: () => control.toggle() });
  const control = createControl({ loadPanel, onLook: launcher.show });
  frame.append(place, ...launcher.elements);
  root.append(frame);
  document.body.append(host);

  async function loadPanel(attempt) {
    // A browser remembers a module that failed to load: the next attempt has another address.
    const { mount } = await import(embed.panelUrl + (attempt ? `?again=${attempt}` : ""));
    return mount({
      root,
      place,
      embed: { ...embed, user },
      memory: memory(),
      onUnread: launcher.setUnread,
      onClose: control.close,
      onReturnFocus: launcher.focus,
    });
  }

  const scope = () => scopeOf(embed.token, user);
  const lastReset = () => resetOf(() => localStorage, scope());
  const memory = () => createPageMemory(() => sessionStorage, scope());

  function become(next, forgetting = false) {
    const before = scope();
    user = next;
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
    if (memory().wasOpen() && !matchMedia(PHONE).matches) control.open({ focus: false });
    else control.prepare();
  }

  let started = false;
  let known = lastReset();
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
