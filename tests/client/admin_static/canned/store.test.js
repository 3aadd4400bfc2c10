import assert from "node:assert/strict";
import { test } from "node:test";
import { createCannedStore } from "../../../../admin_static/canned/store.js";

const reply = (name, text = "Text", revision = 1) => ({
  id: `r_${name}`,
  name,
  title: `About ${name}`,
  text,
  revision,
});

/** A server with these replies, which counts its calls. */
function server(...replies) {
  const log = [];
  return {
    log,
    replies,
    version: "v1",
    async read(version) {
      log.push(version);
      return version === this.version ? { version } : { version: this.version, replies: [...this.replies] };
    },
    add: async (draft) => reply(draft.name, draft.text),
    change: async (id, revision, draft) => ({ ...reply(draft.name, draft.text, revision + 1), id }),
    remove: async () => {},
  };
}

test("the replies are read once, then again only after a while, and only if they have changed", async () => {
  let now = 0;
  const calls = server(reply("returns"));
  const store = createCannedStore(calls, () => now);
  await Promise.all([store.load(), store.load()]);
  await store.load();
  assert.deepEqual(calls.log, [""]);
  now = 31_000;
  await store.load();
  assert.deepEqual(calls.log, ["", "v1"]);
  assert.deepEqual(
    store.replies.map(({ name }) => name),
    ["returns"],
  );
  calls.version = "v2";
  calls.replies.push(reply("shipping"));
  await store.load(true);
  assert.deepEqual(
    store.find("").map(({ name }) => name),
    ["returns", "shipping"],
  );
});

test("the name counts more than the title, and the title more than the text", async () => {
  const replies = [
    reply("one", "We refund the postage."),
    { ...reply("two"), title: "Refund" },
    reply("refund", "Text"),
    reply("other"),
  ];
  const store = createCannedStore(server(...replies), () => 0);
  await store.load();
  assert.deepEqual(
    store.find("refund").map(({ name }) => name),
    ["refund", "two", "one"],
  );
});

test("what was added, changed and removed here is known at once, and the next reading is complete", async () => {
  const calls = server(reply("returns"));
  const store = createCannedStore(calls, () => 0);
  await store.load();
  const added = await store.add({ name: "a", title: "A", text: "New" });
  await store.change(store.replies[1], { name: "returns", title: "R", text: "Changed" });
  assert.deepEqual(
    store.replies.map(({ name, text, revision }) => [name, text, revision]),
    [
      ["a", "New", 1],
      ["returns", "Changed", 2],
    ],
  );
  await store.remove(added);
  assert.deepEqual(
    store.find("").map(({ name }) => name),
    ["returns"],
  );
  await store.load(true);
  assert.deepEqual(calls.log, ["", ""]);
});

test("a failed reading leaves what was there, and can be repeated", async () => {
  const calls = server(reply("returns"));
  const store = createCannedStore(calls, () => 0);
  await store.load();
  const { read } = calls;
  calls.read = () => Promise.reject(new Error("offline"));
  await assert.rejects(store.load(true));
  calls.read = read;
  assert.equal(store.replies.length, 1);
  await store.load(true);
});
