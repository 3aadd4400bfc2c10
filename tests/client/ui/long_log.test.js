import assert from "node:assert/strict";
import { test } from "node:test";
import { createLongLog, LONG } from "../../../client/ui/long_log.js";

const HEIGHT = 50;
const SCREEN = 400;
const messagesOf = (count, first = 1) =>
  Array.from({ length: count }, (_, at) => ({ key: `m${first + at}` }));
const numbers = (segments) => segments.map(({ from, to }) => [from, to]);

/** The log's elements as they would be laid out, all rows of one height, with a heading before every tenth message. */
function page(log, messages, { width = 300, focus } = {}) {
  const segments = log.segments(messages);
  const children = [];
  let top = 0;
  const add = (kind, offsetHeight, key) => {
    const element = { kind, key, offsetTop: top, offsetHeight };
    element.matches = (selector) => selector.includes(`.pl-${kind}`);
    element.contains = (active) => active !== null && active === key;
    top += offsetHeight;
    children.push(element);
  };
  for (const { from, to, gap } of segments) {
    if (gap) add("gap", gap);
    for (let at = from; at < to; at++) {
      if (at % 10 === 0) add("day", 20);
      add("message", HEIGHT, messages[at].key);
    }
  }
  const content = {
    offsetTop: 0,
    children,
    height: top,
    getRootNode: () => ({ activeElement: focus ?? null }),
    querySelectorAll: () => children.filter(({ kind }) => kind === "gap"),
  };
  const update = (scrollTop) => log.update({ scrollTop, clientHeight: SCREEN, clientWidth: width }, content);
  return { segments, content, update, has: (key) => children.some((child) => child.key === key) };
}

/** Draws until nothing changes any more. */
function settled(log, messages, scrollTop, options) {
  let drawn = page(log, messages, options);
  for (let rounds = 0; drawn.update(scrollTop); rounds++) {
    assert.ok(rounds < 5, "it does not settle");
    drawn = page(log, messages, options);
  }
  return drawn;
}

test("a short log is drawn as a whole", () => {
  const log = createLongLog();
  assert.deepEqual(log.segments(messagesOf(LONG)), [{ from: 0, to: LONG, gap: 0 }]);
  assert.deepEqual(log.segments([]), [{ from: 0, to: 0, gap: 0 }]);
});

test("of a long log, its end is drawn at first, after a gap", () => {
  const log = createLongLog();
  const messages = messagesOf(10_000);
  const drawn = settled(log, messages, Number.MAX_SAFE_INTEGER);
  const [{ from, to, gap }] = drawn.segments;
  assert.equal(to, 10_000);
  assert.ok(from > 9_900, `from ${from}`);
  assert.ok(gap > 9_900 * HEIGHT);
});

test("where the reader is, and the end of the log, is drawn; gaps are as high as what they stand for", () => {
  const log = createLongLog();
  const messages = messagesOf(10_000);
  const { content } = settled(log, messages, Number.MAX_SAFE_INTEGER);
  const before = content.height;
  const drawn = settled(log, messages, before / 2);
  const [here, end] = drawn.segments;
  assert.ok(here.to - here.from < 60 && Math.abs(here.from - 5_000) < 100, `${here.from} to ${here.to}`);
  assert.deepEqual([end.from, end.to], [9_980, 10_000]);
  assert.ok(Math.abs(drawn.content.height - before) < 100);
});

test("scrolling through the whole log draws every message, and never many at once", () => {
  const log = createLongLog();
  const messages = messagesOf(1_000);
  settled(log, messages, Number.MAX_SAFE_INTEGER);
  const seen = new Set();
  for (let scrollTop = 0; scrollTop < 60_000; scrollTop += SCREEN) {
    const { content, segments } = settled(log, messages, scrollTop);
    const on = content.children.filter(
      ({ offsetTop, offsetHeight }) => offsetTop < scrollTop + SCREEN && offsetTop + offsetHeight > scrollTop,
    );
    for (const { kind, key } of on) {
      assert.notEqual(kind, "gap");
      seen.add(key);
    }
    assert.ok(segments.reduce((sum, { from, to }) => sum + to - from, 0) < 80);
  }
  for (const { key } of messages) assert.ok(seen.has(key), key);
});

test("while the history loads, only its end is drawn", () => {
  const log = createLongLog();
  for (let count = 200; count <= 2_000; count += 200) {
    const { segments } = page(log, messagesOf(count));
    assert.deepEqual(numbers(segments), [[count - 20, count]]);
  }
});

test("a reader at the end stays there as messages come one by one; elsewhere they stay where they are", () => {
  const log = createLongLog();
  settled(log, messagesOf(200), Number.MAX_SAFE_INTEGER);
  assert.equal(log.segments(messagesOf(201)).at(-1).to, 201);
  settled(log, messagesOf(201), 2_000);
  const [here] = log.segments(messagesOf(201));
  const [same, end] = log.segments(messagesOf(210));
  assert.deepEqual([same.from, same.to], [here.from, here.to]);
  assert.deepEqual([end.from, end.to], [190, 210]);
});

test("the message with the focus stays in the page", () => {
  const log = createLongLog();
  const messages = messagesOf(1_000);
  settled(log, messages, Number.MAX_SAFE_INTEGER);
  settled(log, messages, 25_000);
  const [{ from }] = log.segments(messages);
  const key = messages[from + 10].key;
  const drawn = settled(log, messages, 0, { focus: key });
  assert.ok(drawn.has(key));
  assert.equal(drawn.segments.length, 3);
});

test("what was drawn and is not any more is known, so that it is not announced again", () => {
  const log = createLongLog();
  const messages = messagesOf(1_000);
  settled(log, messages, 25_000);
  const [{ from }] = log.segments(messages);
  const key = messages[from].key;
  assert.equal(log.gone.has(key), false);
  settled(log, messages, 0);
  assert.equal(log.gone.has(key), true);
  assert.equal(log.gone.has("m1000"), false);
});

test("when retention deletes the oldest messages, the same ones are drawn", () => {
  const log = createLongLog();
  const messages = messagesOf(1_000);
  settled(log, messages, Number.MAX_SAFE_INTEGER);
  settled(log, messages, 25_000);
  const [before] = log.segments(messages);
  const [after] = log.segments(messagesOf(900, 101));
  assert.deepEqual([after.from, after.to], [before.from - 100, before.to - 100]);
  assert.deepEqual(log.segments([]), [{ from: 0, to: 0, gap: 0 }]);
});

test("another width changes the heights, which are measured again", () => {
  const log = createLongLog();
  const messages = messagesOf(1_000);
  settled(log, messages, Number.MAX_SAFE_INTEGER);
  assert.equal(page(log, messages).update(Number.MAX_SAFE_INTEGER), false);
  assert.equal(page(log, messages, { width: 200 }).update(Number.MAX_SAFE_INTEGER), true);
});
