import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { readFile } from "../../../widget/settings_file.js";

const URL = "https://chat.example/widget/sites/pl_1.json";
const FILE = { version: 1, name: "Fern & Kettle" };
const { fetch } = globalThis;
const { timeout } = AbortSignal;
let asked;

afterEach(() => {
  globalThis.fetch = fetch;
  AbortSignal.timeout = timeout;
});

/** @param {(init: RequestInit) => Promise<{json: () => Promise<unknown>}>} answer */
function server(answer) {
  asked = [];
  globalThis.fetch = (url, init) => {
    asked.push([url, init.credentials]);
    return answer(init);
  };
}

test("the file is requested once, without credentials", async () => {
  server(async () => ({ json: async () => FILE }));
  assert.deepEqual(await readFile(URL), FILE);
  assert.deepEqual(asked, [[URL, "omit"]]);
});

for (const [what, answer] of Object.entries({
  "no connection": () => Promise.reject(new TypeError("Failed to fetch")),
  "a missing file": async () => ({ json: () => Promise.reject(new SyntaxError("<Error>")) }),
  "a file of a later version": async () => ({ json: async () => ({ ...FILE, version: 2 }) }),
  "a file without a version": async () => ({ json: async () => ({}) }),
  "a file that contains null": async () => ({ json: async () => null }),
}))
  test(`${what} gives the defaults`, async () => {
    server(answer);
    assert.deepEqual(await readFile(URL), {});
  });

test("a file that takes more than two seconds gives the defaults", async () => {
  const late = new AbortController();
  let allowed;
  AbortSignal.timeout = (ms) => {
    allowed = ms;
    return late.signal;
  };
  server(
    ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  );
  const reading = readFile(URL);
  assert.equal(allowed, 2_000);
  late.abort();
  assert.deepEqual(await reading, {});
});

test("a browser without AbortSignal.timeout gives the defaults", async () => {
  AbortSignal.timeout = undefined;
  server(async () => ({ json: async () => FILE }));
  assert.deepEqual(await readFile(URL), {});
});
