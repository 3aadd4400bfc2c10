/** @import {ButtonHTMLAttributes, ComponentType, TargetedFocusEvent, TargetedKeyboardEvent} from "preact" */
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../../client/ui/html.js";
import { MoreIcon } from "./icons.js";

/**
 * A button that shows an icon, or a link if it has an `href`.
 * @param {ButtonHTMLAttributes & {label: string, icon: ComponentType, href?: string, class?: string}} props
 */
export function IconButton({ label, icon, class: more = "", ...attributes }) {
  const [element, type] = attributes.href ? ["a"] : ["button", "button"];
  return html`
    <${element} class="icon-button ${more}" type=${type} aria-label=${label} title=${label} ...${attributes}>
      <${icon} />
    <//>
  `;
}

/**
 * A button that opens a menu. The arrow keys, Home and End move through the menu; Esc, Tab and a click elsewhere close
 * it.
 * @param {{label: string, items: {text: string, danger?: boolean, onSelect: () => void}[]}} props
 */
export function Menu({ label, items }) {
  const [open, setOpen] = useState(false);
  const menu = useRef(/** @type {HTMLElement | null} */ (null));
  const id = useId();
  const buttons = () => [...(menu.current?.querySelectorAll("button") ?? [])];
  const close = () => {
    setOpen(false);
    buttons()[0].focus();
  };
  useLayoutEffect(() => {
    if (open) buttons()[1].focus();
  }, [open]);

  const onKeyDown = (/** @type {TargetedKeyboardEvent<HTMLElement>} */ event) => {
    if (!open) return;
    const [, ...entries] = buttons();
    const at = entries.findIndex((entry) => entry.matches(":focus"));
    const last = entries.length - 1;
    const next = new Map([
      ["ArrowDown", Math.min(at + 1, last)],
      ["ArrowUp", Math.max(at - 1, 0)],
      ["Home", 0],
      ["End", last],
    ]).get(event.key);
    if (next !== undefined) entries[next].focus();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocusOut = (/** @type {TargetedFocusEvent<HTMLElement>} */ { currentTarget, relatedTarget }) => {
    const inside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
    if (open && !inside) setOpen(false);
  };

  return html`
    <div class="menu" ref=${menu} onKeyDown=${onKeyDown} onFocusOut=${onFocusOut}>
      <${IconButton}
        label=${label}
        icon=${MoreIcon}
        onMouseDown=${(/** @type {Event} */ event) => event.preventDefault() /* keeps the focus in the menu */}
        onClick=${() => setOpen(!open)}
        aria-haspopup="menu"
        aria-expanded=${open}
        aria-controls=${open ? id : undefined}
      />
      ${
        open &&
        html`<div class="menu-list" id=${id} role="menu" aria-label=${label}>
          ${items.map(
            ({ text, danger = false, onSelect }) => html`
              <button
                class="menu-item"
                type="button"
                role="menuitem"
                tabindex="-1"
                data-danger=${danger}
                onClick=${() => {
                  close();
                  onSelect();
                }}
              >
                ${text}
              </button>
            `,
          )}
        </div>`
      }
    </div>
  `;
}
