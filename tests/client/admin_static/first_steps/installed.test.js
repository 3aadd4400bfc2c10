import assert from "node:assert/strict";
import { test } from "node:test";
import { untilInstalled } from "../../../../admin_static/first_steps/installed.js";

/** Reads these files one after the other. */
function reading(...files) {
  const ended = new AbortController();
  const pauses = [];
  const read = async () => {
    const file = files.shift();
    if (file instanceof Error) throw file;
    return file;
  };
  const pause = async (ms) => {
    pauses.push(ms);
    if (!files.length) ended.abort();
  };
  return { parts: { read, pause, signal: ended.signal }, pauses, left: files };
}

test("it waits until the site's file no longer asks pages to report", async () => {
  const { parts, pauses } = reading({ report_installed: true }, { report_installed: true }, { name: "Tea" });
  assert.equal(await untilInstalled(parts), true);
  assert.deepEqual(pauses, [3_000, 3_000]);
});

test("a failed attempt is repeated", async () => {
  const { parts } = reading(new Error("offline"), { name: "Tea" });
  assert.equal(await untilInstalled(parts), true);
});

test("a deployment without such a file cannot know", async () => {
  const { parts, pauses } = reading(null);
  assert.equal(await untilInstalled(parts), false);
  assert.deepEqual(pauses, []);
});

test("a page that shows something else asks no longer", async () => {
  const { parts, left } = reading({ report_installed: true });
  assert.equal(await untilInstalled(parts), false);
  assert.deepEqual(left, []);
});
