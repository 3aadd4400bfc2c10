import { Component } from "preact";
import { html } from "../client/ui/html.js";
import { FailedNotice } from "./notice.js";

/** An error while drawing costs the panel's body, not the page's script nor what was written. */
export class Guard extends Component {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  componentDidCatch(error) {
    console.error("Porchlight:", error);
  }

  render({ children }, { failed }) {
    if (!failed) return children;
    return html`<${FailedNotice} onRetry=${() => this.setState({ failed: false })} />`;
  }
}
