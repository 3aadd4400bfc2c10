import { enLauncher } from "../client/ui/catalogue/en_launcher.js";
import { createTranslate } from "../client/ui/catalogue/format.js";

const t = createTranslate(enLauncher, "en");

const BUBBLE =
  '<svg viewBox="0 0 28 28" aria-hidden="true" focusable="false"><path d="M14 3.5c6.100 0 11 4.200 11 9.500s-4.900 9.500-11 9.500c-1.300 0-2.600-.2-3.700-.5L5 24.200c-.6.3-1.300-.2-1.200-.9l.6-4.500A8.900 8.900 0 0 1 3 13c0-5.300 4.900-9.500 11-9.500Z"/></svg>';
const CHEVRON =
  '<svg viewBox="0 0 28 28" aria-hidden="true" focusable="false"><path d="m7 11 7 7 7-7"/></svg>';

/**
 * The round button in the corner. Plain DOM: it is on every page of the site before anybody chats.
 *
 * @param {{ onClick: () => void }} props
 */
export function createLauncher({ onClick }) {
  const button = element("button", { class: "launcher", type: "button", "aria-haspopup": "dialog" });
  const badge = element("span", { class: "launcher-badge", "aria-hidden": "true", hidden: "" });
  const note = element("p", { class: "launcher-note", role: "status" });
  button.innerHTML = `<span class="launcher-open">${BUBBLE}</span><span class="launcher-close">${CHEVRON}</span>`;
  button.append(badge);
  button.addEventListener("click", onClick);

  let look = "closed";
  let unread = 0;
  draw();

  function draw() {
    const open = look === "open";
    button.dataset.look = look;
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-busy", String(look === "loading"));
    button.setAttribute("aria-label", labelOf(open, unread));
    badge.hidden = open || unread === 0;
    badge.textContent = unread > 99 ? "99+" : String(unread);
  }

  return {
    elements: [note, button],
    focus: () => button.focus(),
    show(next) {
      look = next;
      note.dataset.look = next;
      note.textContent = next === "failed" ? t("widget.launcher_failed") : "";
      draw();
    },
    /** Spoken when it grows while the panel is closed; seen as a number. */
    setUnread(count) {
      const grown = count > unread && look !== "open";
      unread = count;
      if (grown) note.textContent = t("widget.launcher_unread", { count });
      if (count === 0 && look !== "failed") note.textContent = "";
      draw();
    },
  };
}

function labelOf(open, unread) {
  if (open) return t("widget.launcher_close");
  if (unread === 0) return t("widget.launcher_open");
  return `${t("widget.launcher_open")}, ${t("widget.launcher_unread", { count: unread })}`;
}

function element(name, attributes) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
