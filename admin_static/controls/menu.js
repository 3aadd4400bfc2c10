import { useEffect, useId, useRef, useState } from "preact/hooks";
import { html } from "../../client/ui/html.js";
import { nextRow } from "../inbox/inbox_list.js";
import { IconButton } from "./icon_button.js";
import { MoreIcon } from "./icons.js";

/**
 * A button that opens a short list of things to do. Arrows, Home and End walk through it; Esc, Tab and a click elsewhere
 * close it.
 * @param {{label: string, items: {text: string, danger?: boolean, onSelect: () => void}[]}} props
 */
export function Menu({ label, items }) {
  const [open, setOpen] = useState(false);
  const place = useRef(null);
  const id = useId();
  const entries = () => [...place.current.querySelectorAll("[role=menuitem]")];
  const close = () => {
    setOpen(false);
    place.current.querySelector("button").focus();
  };
  useEffect(() => {
    if (open) entries()[0].focus();
  }, [open]);

  const onKeyDown = (event) => {
    if (!open) return;
    const all = entries();
    const places = all.map((_, at) => at);
    const next = nextRow(places, all.indexOf(document.activeElement), event.key);
    if (next !== null) all[next].focus();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocusOut = ({ relatedTarget }) => {
    if (open && !place.current.contains(relatedTarget)) setOpen(false);
  };

  return html`
    <div class="menu" ref=${place} onKeyDown=${onKeyDown} onFocusOut=${onFocusOut}>
      <${IconButton}
        label=${label}
        icon=${MoreIcon}
        onMouseDown=${(event) => event.preventDefault() /* it would take the focus from the list, and close it */}
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
