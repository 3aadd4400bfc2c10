import assert from "node:assert/strict";
import { test } from "node:test";
import { createPush } from "../../../../admin_static/browser/push.js";
import { onlyTheWorker, workerAddress } from "../../../../admin_static/browser/worker.js";

const KEY = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
const OTHER_KEY = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const bytes = (key) => new Uint8Array(Buffer.from(key, "base64url")).buffer;

/** A browser with a push service, in which an admin is signed in. */
function browser({
  permission = "default",
  answers = "granted",
  key = KEY,
  admin = "a_1",
  shared = {},
} = {}) {
  const world = { calls: [], stored: shared.stored ?? new Map(), current: shared.current ?? null, made: 0 };
  const subscription = (applicationServerKey) => {
    world.made += 1;
    const id = world.made;
    return {
      options: { applicationServerKey: bytes(applicationServerKey) },
      toJSON: () => ({ endpoint: `https://push.example/${id}`, keys: { p256dh: "p", auth: "a" } }),
      unsubscribe: async () => {
        world.current = null;
        return true;
      },
    };
  };
  world.subscription = subscription;
  const registration = {
    pushManager: {
      getSubscription: async () => world.current,
      subscribe: async ({ applicationServerKey }) => {
        if (world.failing) throw new Error("no push service");
        world.current = subscription(applicationServerKey);
        return world.current;
      },
    },
  };
  const Notification = {
    permission,
    requestPermission: async () => {
      Notification.permission = answers;
      return answers;
    },
  };
  world.view = { Notification, PushManager: class {}, navigator: { serviceWorker: {} } };
  const storage = {
    getItem: (name) => world.stored.get(name) ?? null,
    setItem: (name, value) => world.stored.set(name, value),
    removeItem: (name) => world.stored.delete(name),
  };
  world.push = createPush({
    call: async (method, path, body) => {
      world.calls.push([method, path, body]);
      if (world.refused) throw world.refused;
      return {};
    },
    session: { push_key: key, admin: { id: admin } },
    storage,
    view: world.view,
    register: async () => registration,
  });
  return world;
}

test("turning on asks for permission, subscribes with the server's key, and sends the subscription", async () => {
  const { push, calls } = browser();
  assert.equal(await push.state(), "off");
  await push.turnOn();
  assert.deepEqual(calls, [
    ["POST", "/admin/session/push", { endpoint: "https://push.example/1", p256dh: "p", auth: "a", key: KEY }],
  ]);
  assert.equal(await push.state(), "on");
});

test("without permission nothing is sent, and the state says what the browser does", async () => {
  const refusing = browser({ answers: "denied" });
  await assert.rejects(refusing.push.turnOn(), { code: "push_blocked" });
  assert.deepEqual([refusing.calls, await refusing.push.state()], [[], "blocked"]);
  const later = browser({ answers: "default" });
  await assert.rejects(later.push.turnOn(), { code: "push_blocked" });
  assert.equal(await later.push.state(), "off");
});

test("a push service out of reach is another problem than a refusal", async () => {
  const world = browser();
  world.failing = true;
  await assert.rejects(world.push.turnOn(), { code: "push_service_failed" });
  assert.equal(await world.push.state(), "off");
});

test("if the server refuses the subscription, notifications are off", async () => {
  const world = browser();
  world.refused = Object.assign(new Error("busy"), { code: "busy" });
  await assert.rejects(world.push.turnOn(), { code: "busy" });
  assert.equal(await world.push.state(), "off");
});

test("turning off removes the subscription from the server first, then from the browser", async () => {
  const world = browser();
  await world.push.turnOn();
  world.refused = new Error("no answer");
  await assert.rejects(world.push.turnOff());
  assert.equal(await world.push.state(), "on");
  world.refused = null;
  await world.push.turnOff();
  assert.deepEqual(world.calls.at(-1), ["DELETE", "/admin/session/push", undefined]);
  assert.deepEqual([world.current, await world.push.state()], [null, "off"]);
});

test("a later session of the admin sends the same subscription again, unasked", async () => {
  const first = browser();
  await first.push.turnOn();
  const later = browser({ permission: "granted", shared: first });
  await later.push.keep();
  assert.equal(later.calls[0][2].endpoint, "https://push.example/1");
});

test("another admin in the same browser gets nothing unasked, and a subscription of their own", async () => {
  const first = browser();
  await first.push.turnOn();
  const other = browser({ permission: "granted", admin: "a_2", shared: first });
  assert.equal(await other.push.state(), "off");
  await other.push.keep();
  assert.deepEqual(other.calls, []);
  other.made = first.made;
  await other.push.turnOn();
  assert.equal(other.calls[0][2].endpoint, "https://push.example/2");
});

test("a new key of the server is noticed, and the browser subscribes again", async () => {
  const first = browser({ key: OTHER_KEY });
  await first.push.turnOn();
  const later = browser({ permission: "granted", shared: first });
  assert.equal(await later.push.state(), "off");
  later.made = first.made;
  await later.push.keep();
  assert.deepEqual([later.calls[0][2].endpoint, later.calls[0][2].key], ["https://push.example/2", KEY]);
  assert.equal(await later.push.state(), "on");
});

test("a browser that forgot its permission or its subscription is off", async () => {
  const first = browser();
  await first.push.turnOn();
  assert.equal(await browser({ permission: "default", shared: first }).push.state(), "off");
  first.current = null;
  assert.equal(await first.push.state(), "off");
});

test("a browser without push is told why", async () => {
  const { push, view } = browser();
  delete view.PushManager;
  assert.equal(await push.state(), "unsupported");
  view.navigator.standalone = false;
  assert.equal(await push.state(), "needs_install");
  assert.equal(await browser({ key: null }).push.state(), "not_set_up");
});

test("the policy of Trusted Types lets the service worker pass, and nothing else", () => {
  assert.throws(() => onlyTheWorker("https://evil.example/service_worker.js"), TypeError);
  assert.throws(() => onlyTheWorker("app.js"), TypeError);
  const made = [];
  const trustedTypes = {
    createPolicy: (name, { createScriptURL }) => {
      made.push(name);
      return { createScriptURL: (url) => `trusted ${createScriptURL(url)}` };
    },
  };
  assert.equal(workerAddress({ trustedTypes }), "trusted service_worker.js");
  workerAddress({ trustedTypes });
  assert.deepEqual(made, ["porchlight-worker"]);
});
