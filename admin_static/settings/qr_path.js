/**
 * The dark modules of a QR code as one SVG path, a rectangle for each run of them in a row.
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
