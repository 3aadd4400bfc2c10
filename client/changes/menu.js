/**
 * @import {ViewMessage} from "../delivery/types"
 * @import {Parts} from "./changes.js"
 */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../ui/html.js";
import { cancelText, t } from "./texts.js";

const LIST_PX = { height: 130, width: 230 }; // the room that the list needs

/** As those of `client/ui/icons.js`. @param {{path: string}} props */
const Icon = ({ path }) => html`
  <svg class="pl-icon" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.75"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${path} /></svg>
`;
const DOTS = "M10 4.5v.05M10 10v.05M10 15.5v.05";
const PEN = "m4 16 .7-3.4L13.5 3.8l2.7 2.7-8.8 8.8ZM11.5 5.8l2.7 2.7";
const BIN = "M4 6h12M8 6V4h4v2m-6.5 0 .75 10h7.5l.75-10";

/**
 * The button beside one's own message, and its list. Of all these buttons the last one is a stop of the Tab key; arrows
 * lead to the others.
 * @param {{message: ViewMessage, parts: Parts}} props
 */
export function Menu({ message, parts }) {
  const [open, setOpen] = useState(/** @type {null | "list" | "confirm"} */ (null));
  const [where, setWhere] = useState({ below: false, before: false });
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const inTime = parts.changeable(message);

  useLayoutEffect(() => {
    if (parts.takesFocus(message.key)) button.current?.focus({ preventScroll: true });
  }, []);

  useLayoutEffect(() => {
    if (!open) return undefined;
    /** @type {HTMLElement | null | undefined} */
    const first = place.current?.querySelector("[role=menuitem]");
    first?.focus({ preventScroll: true });
    // A press anywhere else closes it.
    const root = place.current?.getRootNode();
    const onDown = (/** @type {Event} */ { target }) => {
      if (!place.current?.contains(/** @type {Node} */ (target))) setOpen(null);
    };
    root?.addEventListener("pointerdown", onDown);
    return () => root?.removeEventListener("pointerdown", onDown);
  }, [open]);

  const show = () => {
    const log = place.current?.closest(".pl-log");
    const around = log?.getBoundingClientRect();
    const own = button.current?.getBoundingClientRect();
    if (log && around && own) {
      const mirrored = getComputedStyle(log).direction === "rtl";
      const after = mirrored ? own.right - around.left : around.right - own.left;
      setWhere({ below: own.top - around.top < LIST_PX.height, before: after < LIST_PX.width });
    }
    setOpen(open ? null : "list");
  };
  const close = () => {
    setOpen(null);
    button.current?.focus({ preventScroll: true });
  };

  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    const { key } = event;
    if (key === "Escape" && open) {
      event.stopPropagation();
      close();
    } else if (key === "Tab") setOpen(null);
    else if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      const within = open ? place.current : place.current?.closest(".pl-log");
      const stops = [
        .../** @type {NodeListOf<HTMLElement>} */ (
          within?.querySelectorAll(open ? "[role=menuitem]" : ".pl-menu-button") ?? []
        ),
      ];
      const at = stops.indexOf(/** @type {HTMLElement} */ (event.target));
      const next = at + (key === "ArrowDown" ? 1 : -1);
      stops.at(open ? next % stops.length : Math.max(0, Math.min(next, stops.length - 1)))?.focus();
    }
  };

  const item = (
    /** @type {string} */ text,
    /** @type {string} */ path,
    /** @type {() => void} */ act,
  ) => html`
    <button type="button" role="menuitem" tabindex="-1" onClick=${act}>
      ${path && html`<${Icon} path=${path} />`}<span>${text}</span>
    </button>
  `;

  const question = open === "confirm" ? t("changes.confirm") : "";
  const words = inTime ? question : t("changes.too_late");

  return html`
    <div class="pl-menu" aria-live="off" ref=${place} onKeyDown=${onKeyDown} data-open=${Boolean(open)}>
      <button type="button" class="pl-menu-button" ref=${button} aria-label=${t("changes.menu")}
        title=${t("changes.menu")} aria-haspopup="menu" aria-expanded=${open ? "true" : "false"}
        tabindex=${parts.last() === message.key ? 0 : -1} onClick=${show}><${Icon} path=${DOTS} /></button>
      ${
        open &&
        html`<div class="pl-menu-list" data-below=${where.below} data-before=${where.before} key=${open}>
          ${words && html`<p>${words}</p>`}
          <div role="menu" aria-label=${words || t("changes.menu")}>
            ${
              inTime && open === "confirm"
                ? item(t("changes.delete"), BIN, () => {
                    setOpen(null);
                    parts.remove(message);
                  })
                : null
            }
            ${inTime && open === "list" && !message.by_mail ? item(t("changes.edit"), PEN, () => parts.edit(message, null)) : null}
            ${inTime && open === "list" ? item(t("changes.delete"), BIN, () => setOpen("confirm")) : null}
            ${words ? item(cancelText(), "", close) : null}
          </div>
        </div>`
      }
    </div>
  `;
}
