import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedStorage, simulatedWorld } from "./simulated/browser.js";
import { sharingTabs } from "./simulated/tabs.js";
import { seededRandom } from "./simulated/time.js";

const SEEDS = 40;
const STEPS = 80;

/** The page's own script clears the storage, as at a logout. Only the other tabs of the browser get an event. */
function clearStorage(tab, tabs) {
  tab.env.storage.kept.clear();
  for (const { env } of tabs) if (env !== tab.env && env.storage === tab.env.storage) env.wakeUp();
}

/** Faults happen at random while both sides write in two tabs each; then they end. */
async function storm(seed, { retention = false, changes = false } = {}) {
  const random = seededRandom(seed * 7919);
  const chance = (share) => random() < share;
  const world = simulatedWorld(seed * 100);
  const { time, server } = world;
  if (seed % 2) server.pace(3, 500);
  const visitorStorage = simulatedStorage();
  const adminStorage = simulatedStorage();
  const desk = sharingTabs(server.adminSession());
  const written = [];
  const writers = new Map();
  /** Edits and deletions that were made, by client_id. */
  const made = new Map();

  const openVisitor = () => {
    const tab = world.visitor(visitorStorage);
    tab.engine.start();
    tab.engine.setVisible(true);
    return { ...tab, reopen: openVisitor };
  };
  const first = openVisitor();
  await time.advance(100);
  first.engine.send("begin");
  written.push("begin");
  await time.advance(2_000);
  const { conversation_id: id } = JSON.parse(visitorStorage.get("porchlight.pl_test.visitor"));
  const openAdmin = () => {
    const tab = world.admin(adminStorage, desk.session, desk.shared);
    tab.engine.start();
    tab.engine.openConversation(id);
    tab.engine.setVisible(true);
    return { ...tab, reopen: openAdmin };
  };
  const tabs = [first, openVisitor(), openAdmin(), openAdmin()];

  server.sockets.deliver(() => {
    if (chance(0.25)) return [];
    return Array.from({ length: chance(0.2) ? 2 : 1 }, () => random() * (chance(0.3) ? 3_000 : 20));
  });
  const faults = [
    () => ({ lost: "before" }),
    () => ({ lost: "after" }),
    () => ({ status: 503, retryAfter: chance(0.5) ? 1 + Math.floor(random() * 5) : undefined }),
    () => ({ status: 500, text: "<html>" }),
    () => ({ slow: random() * 20_000 }),
    () => ({ status: 401, code: "token_expired" }),
  ];
  function change(engine, step) {
    const { messages } = engine.state.open ?? engine.state;
    const own = messages.filter(
      (message) => message.mine && message.id && !message.deleted && !message.change,
    );
    const target = own.slice(-6)[Math.floor(random() * 6)];
    if (!target) return;
    const kind = chance(0.2) ? "deleted" : "edited";
    const body = kind === "edited" ? `change ${seed}/${step}` : undefined;
    made.set(engine.change(target.id, kind, body), { target: target.id, kind, body: body ?? "" });
  }

  for (let step = 0; step < STEPS; step++) {
    const at = Math.floor(random() * tabs.length);
    const tab = tabs[at];
    if (chance(0.5)) {
      written.push(`${seed}/${step}`);
      writers.set(`${seed}/${step}`, at);
      tab.engine.send(`${seed}/${step}`);
    }
    if (changes && chance(0.4)) change(tab.engine, step);
    if (changes && chance(0.2))
      server.fault(chance(0.7) ? "/edit" : "/delete", faults[Math.floor(random() * 5)]());
    if (chance(0.5)) {
      const ending = ["/message", "/messages", "/reply", "/ticket", "/mark-read", "/chatbot"][
        Math.floor(random() * 6)
      ];
      const fault = faults[Math.floor(random() * (ending === "/message" || ending === "/messages" ? 6 : 5))];
      // An admin whose token is refused is signed out: that is no fault to recover from.
      if (ending !== "/messages" || fault !== faults[5])
        server.fault(ending, fault(), 1 + Math.floor(random() * 3));
    }
    if (chance(0.05)) server.sockets.cutAll();
    if (chance(0.05)) server.sockets.reach([true, false, "silent"][Math.floor(random() * 3)]);
    if (chance(0.05)) for (const socket of server.sockets.open) socket.silent = chance(0.5);
    if (chance(0.05)) tab.env.connected = !tab.env.connected;
    if (chance(0.05)) tab.env.wakeUp();
    if (retention && chance(0.08)) {
      const { log, first } = server.log.get(id);
      const upTo = Math.floor(first - 1 + random() * (log.length - first + 2));
      server.log.over(id, upTo, () => chance(0.5));
    }
    if (retention && chance(0.01)) server.erase(id);
    if (chance(0.03)) time.sleep(random() * 600_000);
    const cleared = chance(0.05);
    if (cleared) clearStorage(tab, tabs);
    if (chance(cleared ? 0.5 : 0.05)) {
      // A page that crashes right after its storage was cleared loses what only it knew.
      if (cleared || chance(0.5)) tab.env.leave();
      tab.engine.stop();
      tabs[at] = tab.reopen();
    } else if (cleared) await time.advance(31_000);
    await time.advance(random() * (chance(0.1) ? 30_000 : 1_500));
  }

  server.heal();
  server.sockets.reach(true);
  server.sockets.deliver(() => [5]);
  for (const { env } of tabs) env.connected = true;
  for (const { env } of tabs) env.wakeUp();
  await time.advance(180_000);
  return {
    tabs,
    written,
    writers,
    made,
    conversation: server.log.get(id),
    storages: [visitorStorage, adminStorage],
  };
}

for (let seed = 1; seed <= SEEDS; seed++) {
  test(`under every fault each message is stored once and every tab ends with the log (seed ${seed})`, async () => {
    const { tabs, written, writers, conversation, storages } = await storm(seed);
    const log = conversation.log.map(({ body }) => body);
    assert.deepEqual([...log].sort(), [...written].sort(), "nothing lost, nothing doubled");
    for (let at = 0; at < tabs.length; at++) {
      const by = (body) => writers.get(body) === at;
      assert.deepEqual(log.filter(by), written.filter(by), "each tab's in the order written");
      assert.deepEqual(bodies(tabs[at].engine), log);
    }
    for (const { engine } of tabs)
      assert.deepEqual([engine.state.connection, engine.state.behind], ["live", false]);
    assert.equal(storages[0].keys().length, 1, "only the way back is left in storage");
    assert.equal(storages[1].keys().length, 0);
    assert.deepEqual(conversation.read, { visitor: log.length, admin: log.length });
    const [, , admin] = tabs;
    assert.equal(admin.engine.state.inbox.conversations[0].unread, 0);
  });
}

for (let seed = 1; seed <= SEEDS; seed++) {
  test(`the same while retention and erasure delete messages, except for those deleted (seed ${seed})`, async () => {
    const { tabs, written, writers, conversation, storages } = await storm(seed, { retention: true });
    const log = conversation.log.map(({ body }) => body);
    assert.equal(new Set(log).size, log.length, "nothing doubled, be it with what is gone");
    const kept = log.slice(conversation.first - 1);
    const failed = new Set();
    for (let at = 0; at < tabs.length; at++) {
      const by = (body) => writers.get(body) === at;
      const own = log.filter(by);
      assert.deepEqual(
        own,
        written.filter((body) => by(body) && own.includes(body)),
        "each tab's in the order written",
      );
      const { messages } = tabs[at].engine.state.open ?? tabs[at].engine.state;
      assert.deepEqual(
        messages.filter(({ id }) => id).map(({ body }) => body),
        kept,
      );
      for (const { id, body, failure } of messages.filter(({ id }) => !id)) {
        assert.deepEqual([id, failure.code], [null, "cursor_behind"], "what is not sent says why");
        failed.add(body);
      }
    }
    assert.deepEqual(
      written.filter((body) => !log.includes(body) && !failed.has(body)),
      [],
      "nothing lost",
    );
    for (const { engine } of tabs)
      assert.deepEqual([engine.state.connection, engine.state.behind], ["live", false]);
    const unsent = storages.flatMap((storage) => storage.keys()).filter((key) => key.includes("outbox"));
    assert.equal(unsent.length, failed.size);
  });
}

for (let seed = 1; seed <= SEEDS / 2; seed++) {
  test(`under every fault each change is made once, and every tab ends with the last texts (seed ${seed})`, async () => {
    const { tabs, written, made, conversation, storages } = await storm(seed, { changes: true });
    const { log } = conversation;
    const results = new Map();
    const stored = new Set();
    for (const { id, client_id, kind } of log) {
      if (!kind) continue;
      const change = made.get(client_id);
      assert.ok(change && !stored.has(client_id), `${client_id} was made once`);
      stored.add(client_id);
      assert.notEqual(results.get(change.target)?.kind, "deleted", "nothing follows a deletion");
      results.set(change.target, { ...change, id });
    }
    for (const [client_id, { target }] of made)
      assert.ok(stored.has(client_id) || results.get(target)?.kind === "deleted", `${client_id} is not lost`);
    assert.ok(stored.size > 0);
    const messages = log.filter(({ kind }) => !kind);
    assert.equal(messages.length, written.length);
    for (const { id, body, deleted = false } of messages) {
      const result = results.get(id);
      if (result) assert.deepEqual([body, deleted], [result.body, result.kind === "deleted"]);
      else assert.ok(written.includes(body));
    }
    const texts = messages.map(({ body, deleted }) => [body, deleted]);
    for (const { engine } of tabs) {
      const shown = (engine.state.open ?? engine.state).messages;
      assert.deepEqual(
        shown.map(({ body, deleted }) => [body, deleted]),
        texts,
      );
      assert.equal(engine.state.cursor ?? engine.state.open.cursor, log.length);
    }
    assert.deepEqual(conversation.read, { visitor: log.length, admin: log.length });
    assert.deepEqual([storages[0].keys().length, storages[1].keys().length], [1, 0]);
  });
}
