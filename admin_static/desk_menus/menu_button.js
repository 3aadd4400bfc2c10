/** @import {ComponentChildren, ComponentProps, ComponentType, TargetedFocusEvent} from "preact" */
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../../client/ui/html.js";
import { lazily } from "../controls/lazily.js";
import { withTexts } from "../language/part_texts.js";

const menus = () => withTexts("desk", () => import("./menus.js"));

/** Loads the menus before one is opened, so that what is typed right after its key is not lost. */
export const preloadMenus = () => menus().catch(() => {}); // opening one reports the failure
const PARTS = {
  assign: lazily(async () => (await menus()).AssignMenu),
  tags: lazily(async () => (await menus()).TagMenu),
  snooze: lazily(async () => (await menus()).SnoozeMenu),
};

/**
 * @typedef {typeof import("./menus.js")} Menus
 * @typedef {{assign: ComponentProps<Menus["AssignMenu"]>, tags: ComponentProps<Menus["TagMenu"]>, snooze: ComponentProps<Menus["SnoozeMenu"]>}} MenuProps
 */

/**
 * A button that opens one of the desk's menus below it, or at the lower end of a phone's screen. The menu is loaded when
 * it is opened. The focus goes into the menu, and back to the button. Esc, and a click or the focus elsewhere, close it.
 * @template {keyof MenuProps} Part
 * @param {Omit<MenuProps[Part], "onClose"> & {
 *   part: Part, label: string, shortcut?: string, icon?: ComponentType, disabled?: boolean, children?: ComponentChildren,
 * }} props `label`: for screen readers and as a tooltip; `shortcut`: a key, such as A, which the caller handles with a click
 *   on `[data-action=PART]`; `children`: the button's text; the others are the menu's own
 */
export function MenuButton({ part, label, shortcut, icon, disabled = false, children, ...own }) {
  const [open, setOpen] = useState(false);
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const id = useId();
  const Part = /** @type {ComponentType<Record<string, unknown>>} */ (/** @type {unknown} */ (PARTS[part]));

  const close = () => {
    setOpen(false);
    button.current?.focus({ preventScroll: true });
  };
  useEffect(() => {
    if (!open) return undefined;
    const onDown = (/** @type {Event} */ { target }) => {
      if (target instanceof Node && !place.current?.contains(target)) setOpen(false);
    };
    document.addEventListener("pointerdown", onDown);
    return () => document.removeEventListener("pointerdown", onDown);
  }, [open]);
  // At the end of a narrow pane, the menu goes in the other direction.
  const [before, setBefore] = useState(false);
  const panel = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => {
    if (!open || !place.current) return;
    // Until the menu is there, keys that are pressed are not the dashboard's.
    if (!panel.current?.contains(document.activeElement)) panel.current?.focus({ preventScroll: true });
    const { left, right } = place.current.getBoundingClientRect();
    const isMirrored = place.current.matches(":dir(rtl)");
    setBefore(isMirrored ? right < MENU_PX : left + MENU_PX > document.documentElement.clientWidth);
  }, [open]);

  // Keys pressed in the menu are not the dashboard's shortcuts.
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (!open) return;
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
    event.stopPropagation();
  };
  const onFocusOut = (/** @type {TargetedFocusEvent<HTMLElement>} */ { currentTarget, relatedTarget }) => {
    if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) setOpen(false);
  };

  return html`
    <div class="desk-menu" ref=${place} onKeyDown=${onKeyDown} onFocusOut=${onFocusOut}>
      <button
        class="desk-button"
        type="button"
        ref=${button}
        data-action=${part}
        aria-label=${label}
        title=${shortcut ? `${label} (${shortcut})` : label}
        aria-keyshortcuts=${shortcut}
        aria-haspopup="dialog"
        aria-expanded=${open}
        aria-controls=${open ? id : undefined}
        aria-disabled=${disabled ? "true" : undefined}
        onClick=${() => !disabled && setOpen(!open)}
      >
        ${icon && html`<${icon} />`}
        ${children}
      </button>
      ${
        open &&
        html`<div class="desk-menu-panel" id=${id} role="dialog" tabindex="-1" ref=${panel} aria-label=${label} data-before=${before}>
          <${Part} ...${own} onClose=${close} />
        </div>`
      }
    </div>
  `;
}

const MENU_PX = 296;
