import { createControl } from "./control.js";
import { readEmbed } from "./embed.js";
import launcherCss from "./launcher.css";
import { createLauncher } from "./launcher.js";
import { createPageMemory } from "./page_memory.js";
import { PHONE } from "./phone.js";
import { createPublic } from "./queue.js";
import { adopt } from "./sheets.js";
import { hasStoredConversation } from "./stored.js";

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
  const memory = createPageMemory(() => sessionStorage, embed.site);
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
      embed,
      memory,
      onUnread: launcher.setUnread,
      onClose: control.close,
      onReturnFocus: launcher.focus,
    });
  }

  window.Porchlight = createPublic(window.Porchlight, control);
  if (!hasStoredConversation(() => localStorage, embed.site)) return;
  if (memory.wasOpen() && !matchMedia(PHONE).matches) control.open({ focus: false });
  else control.prepare();
}
