import assert from "node:assert/strict";
import { test } from "node:test";
import { createChanges } from "../../../client/changes/changes.js";

const MINUTE = 60_000;

function message(id, change = {}) {
  return {
    key: `k-${id}`,
    id,
    mine: true,
    sender_type: "visitor",
    sender_name: "Visitor",
    body: `text ${id}`,
    sent_at: 0,
    ...change,
  };
}

/** A page with a text box, whose calls and focused elements are recorded. */
function page(...messages) {
  const now = { messages, ms: MINUTE };
  const made = [];
  const focused = [];
  const root = new EventTarget();
  root.querySelector = (selector) => ({ focus: () => focused.push(selector) });
  const removal = new AbortController();
  const changes = createChanges({
    env: { now: () => now.ms },
    messages: () => now.messages,
    text: ({ body }) => body,
    change: (...call) => made.push(call),
    retry: () => {},
    discard: () => {},
    root,
    removal: removal.signal,
  });
  const { parts } = changes.detail(message(99)).props;
  const press = (key, { value = "", ...more } = {}) => {
    const box = { matches: (selector) => selector === ".pl-composer-input", value };
    const event = Object.assign(new Event("keydown", { cancelable: true }), { key, ...more });
    Object.defineProperty(event, "target", { value: box });
    root.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { now, made, focused, changes, parts, press, removal };
}

test("ArrowUp in an empty text box edits the last own message", () => {
  const { parts, press } = page(message(1), message(2), message(3, { mine: false }));
  assert.ok(press("ArrowUp"));
  assert.equal(parts.editing(), "k-2");
});

test("ArrowUp moves the cursor as usual in a text, with another key, and while an input method composes", () => {
  const { parts, press } = page(message(1));
  for (const [key, more] of [
    ["ArrowUp", { value: "a draft" }],
    ["ArrowUp", { shiftKey: true }],
    ["ArrowUp", { altKey: true }],
    ["ArrowUp", { isComposing: true }],
    ["ArrowDown", {}],
  ])
    assert.ok(!press(key, more));
  assert.equal(parts.editing(), null);
});

test("ArrowUp does not reach past the last own message", () => {
  for (const last of [
    { sent_at: -20 * MINUTE }, // too old
    { by_mail: true },
  ]) {
    const { parts, press } = page(message(1), message(2, last));
    assert.ok(!press("ArrowUp"), JSON.stringify(last));
    assert.equal(parts.editing(), null);
  }
});

test("a saved text is sent, and the same text is not", () => {
  const { made, focused, parts } = page(message(1));
  parts.edit(message(1), null);
  parts.save(message(1), "text 1");
  assert.deepEqual([made, parts.editing()], [[], null]);
  parts.edit(message(1), null);
  parts.save(message(1), "better");
  assert.deepEqual(made, [[1, "edited", "better"]]);
  assert.deepEqual(focused, [".pl-composer-input", ".pl-composer-input"]);
});

test("a cancelled edit gives the focus back to the text box, or to the menu when that is drawn again", () => {
  const { focused, parts } = page(message(1));
  parts.edit(message(1), { focus: () => focused.push("the text box") });
  parts.cancel();
  assert.deepEqual(focused, ["the text box"]);
  assert.ok(!parts.takesFocus("k-1"));
  parts.edit(message(1), null);
  parts.cancel();
  assert.ok(!parts.takesFocus("k-2"));
  assert.deepEqual([parts.takesFocus("k-1"), parts.takesFocus("k-1")], [true, false]);
  assert.deepEqual(focused, ["the text box"]);
});

test("a deletion leaves the focus in the log, which opens no keyboard", () => {
  const { made, focused, parts } = page(message(1));
  parts.remove(message(1));
  assert.deepEqual([made, focused], [[[1, "deleted"]], [".pl-log"]]);
});

test("an edit ends when its message is deleted in another tab", () => {
  const { now, changes, parts } = page(message(1));
  parts.edit(message(1), null);
  now.messages = [message(1, { deleted: true, body: "" })];
  changes.update();
  assert.equal(parts.editing(), null);
});

test("the last message that can be changed is known, and its views learn of another one", () => {
  const { now, changes, parts } = page(message(1));
  let drawn = 0;
  const remove = parts.subscribe(() => {
    drawn += 1;
  });
  assert.equal(parts.last(), "k-1");
  now.messages = [message(1), message(2)];
  changes.update();
  assert.deepEqual([parts.last(), drawn], ["k-2", 1]);
  changes.update();
  remove();
  now.ms = 16 * MINUTE;
  changes.update();
  assert.deepEqual([parts.last(), drawn], [undefined, 1]);
});

test("after its removal the page's keys are its own", () => {
  const { parts, press, removal } = page(message(1));
  removal.abort();
  assert.ok(!press("ArrowUp"));
  assert.equal(parts.editing(), null);
});
