/**
 * @import {ComponentChildren, FunctionComponent} from "preact"
 * @import {Trouble} from "./trouble/trouble.js"
 */
import { Component } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../client/ui/html.js";

/**
 * An error while drawing replaces the panel's body with a notice. The page's script and what was written are unharmed.
 * @extends {Component<{children: ComponentChildren, trouble?: Trouble, onTrouble: () => void}, {failed: boolean}>}
 */
export class ErrorBoundary extends Component {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  /** @param {unknown} error */
  componentDidCatch(error) {
    console.error("Porchlight:", error);
    this.props.onTrouble();
  }

  render() {
    const { trouble, children } = this.props;
    if (!this.state.failed) return children;
    return trouble && html`<${trouble.Failed} onAgain=${() => this.setState({ failed: false })} />`;
  }
}

/**
 * Fills the panel when there is no log to show. If it replaced the element that had the focus, it takes the focus.
 * @param {{icon: FunctionComponent, title: string, note: string, children?: ComponentChildren}} props
 */
export function Notice({ icon: Icon, title, note, children }) {
  const notice = useRef(/** @type {HTMLDivElement | null} */ (null));
  useLayoutEffect(() => {
    if (document.activeElement === document.body) notice.current?.focus();
  }, []);

  return html`
    <div class="notice" role="status" tabindex="-1" ref=${notice}>
      <span class="notice-icon"><${Icon} /></span>
      <p class="notice-title">${title}</p>
      <p class="notice-text">${note}</p>
      ${children}
    </div>
  `;
}
