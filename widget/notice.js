import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";
import { AlertIcon, ChatIcon, ClockIcon, OfflineIcon } from "../client/ui/icons.js";

export function RefusedNotice() {
  return html`<${Notice} icon=${ChatIcon} name="refused" />`;
}

export function OfflineNotice() {
  return html`<${Notice} icon=${OfflineIcon} name="offline" />`;
}

export function BusyNotice() {
  return html`<${Notice} icon=${ClockIcon} name="busy" />`;
}

export function FailedNotice({ onRetry }) {
  return html`
    <${Notice} icon=${AlertIcon} name="failed">
      <button type="button" class="notice-action" onClick=${onRetry}>
        ${t("widget.failed_again")}
      </button>
    <//>
  `;
}

/**
 * Fills the panel when there is no log to show. When it replaced the box that had the focus, the
 * focus would be nowhere: it takes it.
 */
function Notice({ icon: Icon, name, children }) {
  const notice = useRef(null);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) notice.current.focus();
  }, []);

  return html`
    <div class="notice" role="status" tabindex="-1" ref=${notice}>
      <span class="notice-icon"><${Icon} /></span>
      <p class="notice-title">${t(`widget.${name}_title`)}</p>
      <p class="notice-text">${t(`widget.${name}_note`)}</p>
      ${children}
    </div>
  `;
}
