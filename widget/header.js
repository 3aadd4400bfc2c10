import { initialOf } from "../client/ui/avatar.js";
import { t } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";
import { ChatIcon, CloseIcon } from "../client/ui/icons.js";

/**
 * @import {Connection} from "../client/delivery/types"
 * @param {{name: string | undefined, line: Connection | "idle" | null, onClose: () => void}} props `name`: of the team or
 *   the site; undefined while it is not known
 */
export function Header({ name, line, onClose }) {
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
            ${line !== "idle" && html`<span class="header-dot"></span>`}${t(`widget.state_${line}`)}
          </p>`
        }
      </div>
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
