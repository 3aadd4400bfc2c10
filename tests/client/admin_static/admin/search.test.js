import assert from "node:assert/strict";
import { test } from "node:test";
import { createSearcher } from "../../../../admin_static/admin/search.js";
import { ApiError } from "../../../../client/delivery/api.js";

const FOUND = { conversations: [], messages: [], reach: 1, more: false, older: null };

/** A searcher whose clock and answers the test moves. */
function scene() {
  const timers = new Map();
  const asked = [];
  const env = {
    setTimeout(job) {
      timers.set(job, job);
      return job;
    },
    clearTimeout: (timer) => timers.delete(timer),
  };
  const search = (...query) => new Promise((resolve, reject) => asked.push({ query, resolve, reject }));
  const searcher = createSearcher({ env, search, changed() {} });
  return {
    searcher,
    asked,
    phase: () => searcher.state.phase,
    pause() {
      for (const job of [...timers.values()]) {
        timers.delete(job);
        job();
      }
    },
    async answers(at, found) {
      asked[at].resolve({ ...FOUND, ...found });
      await Promise.resolve();
      await Promise.resolve();
    },
    async fails(at, error) {
      asked[at].reject(error);
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

test("the server is asked when the typing pauses, once, for the last text", () => {
  const { searcher, asked, pause } = scene();
  for (const text of ["ke", "ket", "kett"]) searcher.type(text);
  assert.equal(asked.length, 0);
  pause();
  assert.deepEqual(
    asked.map(({ query }) => query),
    [["kett"]],
  );
});

test("of two answers the one for the last text counts, even if it comes first", async () => {
  const { searcher, pause, answers } = scene();
  searcher.type("ket");
  pause();
  searcher.type("kettle");
  pause();
  await answers(1, { reach: 2 });
  await answers(0, { reach: 3 });
  assert.deepEqual([searcher.state.text, searcher.state.found?.reach], ["kettle", 2]);
});

test("what was found stays while the next text is searched for, and goes with the text", async () => {
  const { searcher, pause, answers, phase } = scene();
  searcher.type("ket");
  pause();
  await answers(0);
  searcher.type("kett");
  assert.deepEqual([phase(), Boolean(searcher.state.found)], ["searching", true]);
  searcher.type("");
  assert.deepEqual([phase(), searcher.state.found], ["idle", null]);
  pause();
  assert.equal(phase(), "idle");
});

test("one letter is no search, one ideograph is", () => {
  const { searcher, asked, pause, phase } = scene();
  searcher.type("k");
  pause();
  assert.deepEqual([phase(), asked.length], ["short", 0]);
  searcher.type("塔");
  pause();
  assert.deepEqual([phase(), asked.length], ["searching", 1]);
});

test("a space behind the last word is another search: the word is whole then", async () => {
  const { searcher, asked, pause, answers } = scene();
  searcher.type("ket");
  pause();
  await answers(0);
  searcher.type("ket ");
  pause();
  assert.equal(asked.length, 2);
});

test("a search that failed is shown and can be made again", async () => {
  const { searcher, asked, pause, fails, answers, phase } = scene();
  searcher.type("ket");
  pause();
  await fails(0, new TypeError("offline"));
  assert.equal(phase(), "failed");
  searcher.retry();
  await answers(1);
  assert.deepEqual([phase(), asked.length], ["found", 2]);
});

test("a text without a word that can be searched for is no failure", async () => {
  const { searcher, pause, fails, phase } = scene();
  searcher.type("??");
  pause();
  await fails(0, new ApiError(400, { code: "search_too_short" }));
  assert.equal(phase(), "short");
});

test("older messages follow those that are shown, and are dropped if the text has changed meanwhile", async () => {
  const { searcher, asked, pause, answers } = scene();
  searcher.type("ket");
  pause();
  await answers(0, { messages: [{ id: 2 }], older: "abc", conversations: [{ id: "c" }] });
  searcher.loadOlder();
  searcher.loadOlder(); // a second click asks nothing
  assert.deepEqual(asked[1].query, ["ket", "abc"]);
  await answers(1, { messages: [{ id: 1 }], older: "def" });
  const { found } = searcher.state;
  assert.deepEqual(
    [found?.messages.map(({ id }) => id), found?.conversations.length, found?.older],
    [[2, 1], 1, "def"],
  );
  searcher.loadOlder();
  searcher.type("teapot");
  await answers(2, { messages: [{ id: 0 }] });
  assert.equal(searcher.state.found?.messages.length, 2);
});
