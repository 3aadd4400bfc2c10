import assert from "node:assert/strict";
import { test } from "node:test";
import { makeRoomForKeyboard } from "../../../../admin_static/browser/keyboard.js";

function phone() {
  const visible = Object.assign(new EventTarget(), { height: 844, scale: 1 });
  const properties = new Map();
  const style = {
    setProperty: (name, value) => properties.set(name, value),
    removeProperty: (name) => properties.delete(name),
  };
  const scrolled = [];
  const view = { innerHeight: 844, visualViewport: visible, scrollTo: (...to) => scrolled.push(to) };
  makeRoomForKeyboard(view, { style });
  const becomes = (changes) => {
    Object.assign(visible, changes);
    visible.dispatchEvent(new Event("resize"));
    return properties.get("--pl-view-height");
  };
  return { becomes, scrolled };
}

test("the page is as high as what the keyboard leaves, and whole again afterwards", () => {
  const { becomes, scrolled } = phone();
  assert.equal(becomes({ height: 508 }), "508px");
  assert.deepEqual(scrolled, [[0, 0]]);
  assert.equal(becomes({ height: 844 }), undefined);
});

test("a bar of the browser and a page that is zoomed in change nothing", () => {
  const { becomes, scrolled } = phone();
  assert.equal(becomes({ height: 780 }), undefined);
  assert.equal(becomes({ height: 422, scale: 2 }), undefined);
  assert.deepEqual(scrolled, []);
});

test("a browser that does not know what is visible goes without", () => {
  assert.doesNotThrow(() => makeRoomForKeyboard({ visualViewport: null }, {}));
});
