/**
 * @import {ComponentChildren, FunctionComponent} from "preact"
 */
import { Component } from "preact";
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

/**
 * An error while drawing replaces the panel's body with a notice. The page's script and what was written are unharmed.
 * @extends {Component<{children: ComponentChildren}, {failed: boolean}>}
 */
export class ErrorBoundary extends Component {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  /** @param {unknown} error */
  componentDidCatch(error) {
    console.error("Porchlight:", error);
  }

  render() {
    if (!this.state.failed) return this.props.children;
    return html`
      <${Notice} icon=${AlertIcon} name="failed">
        <button type="button" class="notice-action" onClick=${() => this.setState({ failed: false })}>
          ${t("widget.failed_again")}
        </button>
      <//>
    `;
  }
}

/**
 * Fills the panel when there is no log to show. If it replaced the element that had the focus, it takes the focus.
 * @param {{icon: FunctionComponent, name: string, children?: ComponentChildren}} props
 */
function Notice({ icon: Icon, name, children }) {
  const notice = useRef(/** @type {HTMLDivElement | null} */ (null));
  useLayoutEffect(() => {
    if (document.activeElement === document.body) notice.current?.focus();
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
