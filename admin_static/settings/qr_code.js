import { generate } from "lean-qr/nano";
import { html } from "../../client/ui/html.js";
import { pathOf } from "./qr_path.js";

const MARGIN = 4; // modules of quiet around it, as readers need

/** Dark on light by day and by night: readers expect it so. */
export function QrCode({ text, label }) {
  const code = generate(text);
  const side = code.size + 2 * MARGIN;
  return html`
    <svg class="qr" viewBox="${-MARGIN} ${-MARGIN} ${side} ${side}" role="img" aria-label=${label}>
      <path d=${pathOf(code)} />
    </svg>
  `;
}
