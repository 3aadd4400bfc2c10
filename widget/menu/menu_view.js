/** @import {Item, Parts} from "./items.js" */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../../client/ui/html.js";
import { ITEMS } from "./items.js";
import { t } from "./texts.js";

const SAVED_MS = 60_000; // some browsers read a blob after the click

/**
 * A button in the header that opens a menu. The arrow keys, Home and End move through it; Esc, Tab and a click elsewhere
 * close it.
 * @param {Omit<Parts, "save">} parts
 */
export function createMenu(parts) {
  return function Menu() {
    const [open, setOpen] = useState(false);
    const [status, setStatus] = useState("");
    const menu = useRef(/** @type {HTMLElement | null} */ (null));
    const link = useRef(/** @type {HTMLAnchorElement | null} */ (null));
    const buttons = () => [...(menu.current?.querySelectorAll("button") ?? [])];
    const close = () => {
      setOpen(false);
      buttons()[0].focus();
    };
    // At once: a key that is pressed right after the menu appears is for its first item.
    useLayoutEffect(() => {
      setStatus("");
      if (open) buttons()[1]?.focus();
    }, [open]);

    /** @param {string} name @param {string} text */
    const save = (name, text) => {
      const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
      Object.assign(/** @type {HTMLAnchorElement} */ (link.current), {
        href: address,
        download: name,
      }).click();
      parts.env.setTimeout(() => URL.revokeObjectURL(address), SAVED_MS);
    };
    const items = /** @type {Item[]} */ (ITEMS.map((item) => item({ ...parts, save })).filter(Boolean));

    const select = async (/** @type {Item} */ { onSelect }) => {
      const answer = await onSelect();
      if (answer) setStatus(answer);
      else close();
    };
    const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
      if (!open) return;
      const [, ...entries] = buttons();
      const at = entries.findIndex((entry) => entry.matches(":focus"));
      const next = {
        ArrowDown: (at + 1) % entries.length,
        ArrowUp: at > 0 ? at - 1 : entries.length - 1,
        Home: 0,
        End: entries.length - 1,
      }[event.key];
      if (next !== undefined) entries[next]?.focus();
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
      event.stopPropagation(); // Esc would close the panel too
    };
    const onFocusOut = (/** @type {FocusEvent} */ { relatedTarget }) => {
      const inside = relatedTarget instanceof Node && menu.current?.contains(relatedTarget);
      if (open && !inside) setOpen(false);
    };

    const unread = parts.visitor.state.unreadElsewhere > 0;
    const label = unread ? `${t("menu.open")}, ${t("conversations.unread")}` : t("menu.open");

    return html`
      <div class="menu" ref=${menu} onKeyDown=${onKeyDown} onFocusOut=${onFocusOut}>
        <button
          type="button"
          class="header-close"
          aria-label=${label}
          title=${t("menu.open")}
          data-unread=${unread}
          aria-haspopup="menu"
          aria-expanded=${open}
          onMouseDown=${(/** @type {Event} */ event) => event.preventDefault() /* keeps the focus in the menu */}
          onClick=${() => setOpen(!open)}
        >
          <svg class="pl-icon" viewBox="0 0 20 20" fill="currentColor" aria-hidden="true">
            <circle cx="4" cy="10" r="1.6" /><circle cx="10" cy="10" r="1.6" /><circle cx="16" cy="10" r="1.6" />
          </svg>
        </button>
        <a hidden ref=${link}></a>
        ${
          open &&
          html`<div class="menu-list">
            <div role="menu" aria-label=${t("menu.open")}>
              ${items.map(
                (item) => html`
                  <button type="button" role="menuitem" tabindex="-1" key=${item.text} onClick=${() => select(item)}>
                    ${item.text}${
                      item.unread &&
                      html`<span class="menu-dot"><span class="pl-hidden-text">, ${t("conversations.unread")}</span></span>`
                    }
                  </button>
                `,
              )}
            </div>
            <p role="status">${status}</p>
          </div>`
        }
      </div>
    `;
  };
}
