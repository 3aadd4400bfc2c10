import { generate } from "lean-qr/nano";
import { html } from "../../../client/ui/html.js";

const MARGIN = 4; // the quiet zone that readers need, in modules

/**
 * A QR code, dark on light in both colour schemes because not every reader takes an inverted one.
 * @param {{text: string, label: string}} props
 */
export function QrCode({ text, label }) {
  const code = generate(text);
  const side = code.size + 2 * MARGIN;
  return html`
    <svg class="qr" viewBox="${-MARGIN} ${-MARGIN} ${side} ${side}" role="img" aria-label=${label}>
      <path d=${pathOf(code)} />
    </svg>
  `;
}

/**
 * The dark modules of a QR code as one SVG path, with a rectangle for each run in a row.
 * @param {{size: number, get: (x: number, y: number) => boolean}} code
 */
export function pathOf({ size, get }) {
  let path = "";
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const from = x;
      while (x < size && get(x, y)) x++;
      if (x > from) path += `M${from} ${y}h${x - from}v1h${from - x}z`;
    }
  }
  return path;
}
