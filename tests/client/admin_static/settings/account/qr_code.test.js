import assert from "node:assert/strict";
import { test } from "node:test";
import { generate } from "lean-qr/nano";
import { pathOf } from "../../../../../admin_static/settings/account/qr_code.js";

/** The modules that the rectangles of a path cover. */
function drawn(path) {
  const dark = new Set();
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let at = 0; at < Number(width); at++) dark.add(`${Number(x) + at} ${y}`);
  }
  return dark;
}

test("the path draws the dark modules of a code, and no others", () => {
  const code = generate("otpauth://totp/Porchlight:maya@shop.example?secret=JBSWY3DPEHPK3PXP");
  const dark = drawn(pathOf(code));
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) assert.equal(dark.has(`${x} ${y}`), code.get(x, y), `${x} ${y}`);
  }
});
