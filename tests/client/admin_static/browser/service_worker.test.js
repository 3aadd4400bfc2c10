import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";

const SCOPE = "https://pages.example/admin/";
const source = readFileSync(new URL("../../../../admin_static/service_worker.js", import.meta.url), "utf8");

/** The worker in a world of its own, with these open tabs and these files on the network. */
function started({ tabs = [], network = {}, resubscribed = [] } = {}) {
  const listeners = new Map();
  const stored = new Map();
  const opened = [];
  const requested = [];
  const shell = {
    match: async (key) => stored.get(key)?.clone(),
    put: async (key, response) => void stored.set(key, response),
  };
  const world = {
    URL,
    Response,
    registration: {
      scope: SCOPE,
      shown: [],
      showNotification: async (title, options) => void world.registration.shown.push({ title, ...options }),
      pushManager: { subscribe: async (options) => void resubscribed.push(options) },
    },
    clients: {
      matchAll: async () => tabs,
      openWindow: async (url) => void opened.push(url),
      claim: async () => {},
    },
    caches: {
      open: async () => shell,
      match: (key) => shell.match(key),
      delete: async () => stored.clear(),
    },
    fetch: async ({ url }) => {
      requested.push(url);
      if (!(url in network)) throw new TypeError("no connection");
      return new Response(network[url]);
    },
    addEventListener: (name, listener) => listeners.set(name, listener),
    skipWaiting: async () => {},
  };
  world.self = world;
  runInContext(source, createContext(world));

  const dispatch = async (name, event = {}) => {
    let done;
    const waitUntil = (promise) => {
      done = promise;
    };
    listeners.get(name)({ ...event, waitUntil, respondWith: waitUntil });
    return done;
  };
  const load = async (url, { method = "GET", mode = "cors" } = {}) => {
    const answer = await dispatch("fetch", { request: { url, method, mode } });
    return answer?.text();
  };
  return { dispatch, load, stored, opened, requested, network, shown: world.registration.shown };
}

const tab = ({ focused = false, fails = false } = {}) => ({
  focused,
  visited: [],
  told: [],
  async focus() {
    if (fails) throw new Error("not allowed");
    this.focused = true;
  },
  async navigate(url) {
    this.visited.push(url);
    return this;
  },
  postMessage(message) {
    this.told.push(message);
  },
});

const clicked = (href) => {
  const notification = {
    data: { href },
    closed: false,
    close() {
      notification.closed = true;
    },
  };
  return { notification };
};

test("a click closes the notification and opens the conversation in the tab that is open", async () => {
  const [behind, front] = [tab(), tab({ focused: true })];
  const worker = started({ tabs: [behind, front] });
  const event = clicked(`${SCOPE}#/c/c_1`);
  await worker.dispatch("notificationclick", event);
  assert.ok(event.notification.closed);
  assert.deepEqual([front.visited, behind.visited, worker.opened], [[`${SCOPE}#/c/c_1`], [], []]);
});

test("a click without a tab, or with one that cannot be focused, opens a new one", async () => {
  for (const tabs of [[], [tab({ fails: true })]]) {
    const worker = started({ tabs });
    await worker.dispatch("notificationclick", clicked(`${SCOPE}#/c/c_1`));
    assert.deepEqual(worker.opened, [`${SCOPE}#/c/c_1`]);
  }
});

test("a notification has the conversation's tag and address, and the site's name", async () => {
  const worker = started();
  const content = { title: "Ann is waiting", body: "Hello?", site: "Fern & Kettle", conversation_id: "c_1" };
  await worker.dispatch("push", { data: { json: () => content } });
  const [{ title, body, tag, renotify, data }] = worker.shown;
  assert.deepEqual([title, body, tag], ["Ann is waiting", "Hello?\nFern & Kettle", "c_1"]);
  assert.equal(renotify, true);
  assert.equal(data.href, `${SCOPE}#/c/c_1`);
});

test("a digest leads to the inbox, and a push without content is shown too, as browsers demand", async () => {
  const worker = started();
  await worker.dispatch("push", { data: { json: () => ({ title: "6 conversations are waiting" }) } });
  await worker.dispatch("push", { data: null });
  assert.deepEqual(
    worker.shown.map(({ title, tag, data }) => [title, tag, data.href]),
    [
      ["6 conversations are waiting", "digest", `${SCOPE}#/`],
      ["Porchlight", "digest", `${SCOPE}#/`],
    ],
  );
});

test("a subscription that the push service has ended is made again, and an open page sends it", async () => {
  const [open, resubscribed] = [tab(), []];
  const worker = started({ tabs: [open], resubscribed });
  const options = { userVisibleOnly: true };
  await worker.dispatch("pushsubscriptionchange", { oldSubscription: { options } });
  assert.deepEqual(resubscribed, [options]);
  assert.deepEqual(open.told, ["resubscribed"]);
});

test("only files of its folder pass through it: no call of the API, no other page, nothing that is sent", async () => {
  const worker = started({ network: { [`${SCOPE}app.js`]: "app" } });
  assert.equal(await worker.load("https://api.example/api/admin/chatbot"), undefined);
  assert.equal(await worker.load("https://pages.example/api/admin/chatbot"), undefined);
  assert.equal(await worker.load("https://pages.example/widget/porchlight.js"), undefined);
  assert.equal(await worker.load(`${SCOPE}app.js`, { method: "POST" }), undefined);
  assert.deepEqual([...worker.stored.keys()], []);
});

test("without a connection, the page and its files are those of the last time", async () => {
  const worker = started({ network: { [SCOPE]: "page", [`${SCOPE}app.js`]: "app" } });
  await worker.load(SCOPE, { mode: "navigate" });
  await worker.load(`${SCOPE}app.js`);
  for (const url of Object.keys(worker.network)) delete worker.network[url];
  assert.equal(await worker.load(`${SCOPE}index.html?source=app`, { mode: "navigate" }), "page");
  assert.equal(await worker.load(`${SCOPE}app.js`), "app");
  await assert.rejects(worker.load(`${SCOPE}later.css`), /no connection/);
});

test("a new version is loaded at once, and removes the files of the old one", async () => {
  const part = `${SCOPE}parts/later-AAAAAAAA.js`;
  const worker = started({ network: { [SCOPE]: "old page", [part]: "part" } });
  await worker.load(SCOPE, { mode: "navigate" });
  await worker.load(part);
  worker.network[SCOPE] = "new page";
  assert.equal(await worker.load(SCOPE, { mode: "navigate" }), "new page");
  assert.deepEqual([...worker.stored.keys()], [SCOPE]);
});

test("a file whose name changes with its content is requested once", async () => {
  const part = `${SCOPE}parts/later-AAAAAAAA.js`;
  const worker = started({ network: { [part]: "part" } });
  for (let time = 0; time < 3; time++) assert.equal(await worker.load(part), "part");
  assert.deepEqual(worker.requested, [part]);
});
