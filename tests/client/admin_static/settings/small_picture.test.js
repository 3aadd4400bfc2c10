import assert from "node:assert/strict";
import { test } from "node:test";
import { middle, pictureIn } from "../../../../admin_static/settings/controls/small_picture.js";

test("the square is cut from the middle of a picture that lies or stands", () => {
  assert.deepEqual(middle(400, 300), { x: 50, y: 0, side: 300 });
  assert.deepEqual(middle(300, 401), { x: 0, y: 50.5, side: 300 });
  assert.deepEqual(middle(64, 64), { x: 0, y: 0, side: 64 });
});

test("of what was dropped or pasted the first picture is taken, and texts are left to their boxes", () => {
  const [text, one, other] = ["text/plain", "image/png", "image/jpeg"].map((type) => ({ type }));
  assert.equal(pictureIn({ files: [text, one, other] }), one);
  assert.equal(pictureIn({ files: [text] }), null);
  assert.equal(pictureIn({ files: [] }), null);
  assert.equal(pictureIn(null), null);
});
