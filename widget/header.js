import { initialOf } from "../client/ui/avatar.js";
import { t } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";
import { ChatIcon, CloseIcon } from "../client/ui/icons.js";

/**
 * @import {Connection} from "../client/delivery/types"
 * @import {PanelProps} from "./panel_view.js"
 * @param {Pick<PanelProps, "name" | "state" | "extras" | "onClose"> & {line: Connection | "idle" | null}} props
 */
export function Header({ name, state, extras, line, onClose }) {
  // While all is well, the line is about the team and not about the connection.
  const calm = line === "live" || line === "idle";
  return html`
    <div class="header">
      <span class="header-mark" aria-hidden="true">
        ${name ? initialOf(name) : html`<${ChatIcon} />`}
      </span>
      <div class="header-words">
        <h2 class="header-name"><bdi>${name ?? t("widget.dialog_unnamed")}</bdi></h2>
        ${
          line &&
          html`<p class="header-line" data-state=${line}>
            ${!calm && html`<span class="header-dot"></span>`}
            ${(calm && extras?.team(state)) || t(`widget.state_${line}`)}
          </p>`
        }
      </div>
      ${extras?.menu()}
      <button
        type="button"
        class="header-close"
        aria-label=${t("widget.close")}
        title=${t("widget.close")}
        onClick=${onClose}
      >
        <${CloseIcon} />
      </button>
    </div>
  `;
}
