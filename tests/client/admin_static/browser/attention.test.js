import assert from "node:assert/strict";
import { test } from "node:test";
import { createAttention, createAttentionSettings } from "../../../../admin_static/browser/attention.js";

/** A browser with tabs: locks are granted in order, and notifications and sounds are kept. */
function browser({ permission = "granted" } = {}) {
  const queue = [];
  const locks = {
    request(_, hold) {
      const done = new Promise((resolve) => {
        queue.push(async () => {
          await hold();
          resolve();
          queue.shift();
          queue[0]?.();
        });
      });
      if (queue.length === 1) queue[0]();
      return done;
    },
  };
  const stored = new Map();
  const settings = createAttentionSettings({
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => stored.set(key, value),
  });
  const world = { notifications: [], pushed: [], sounds: 0, badge: null, settings };
  class Notification {
    static permission = permission;
    constructor(title, options) {
      Object.assign(this, { title, ...options, closed: false });
      world.notifications.push(this);
    }
    close() {
      this.closed = true;
    }
  }
  world.tab = ({ opened = null, visible = false, withLocks = true } = {}) => {
    const tab = { opened, visible, focused: 0, invited: 0, timers: [] };
    const document = Object.defineProperty(new EventTarget(), "visibilityState", {
      get: () => (tab.visible ? "visible" : "hidden"),
    });
    const view = Object.assign(new EventTarget(), {
      Notification,
      focus: () => tab.focused++,
      document: Object.assign(document, { hasFocus: () => tab.visible }),
      navigator: {
        setAppBadge: async (count) => {
          world.badge = count;
        },
        clearAppBadge: async () => {
          world.badge = 0;
        },
        serviceWorker: {
          getRegistration: async () => ({
            getNotifications: async () => world.pushed.filter(({ closed }) => !closed),
          }),
        },
      },
    });
    const attention = createAttention({
      open: (id) => {
        tab.opened = id;
      },
      opened: () => tab.opened,
      invite: () => tab.invited++,
      settings,
      view,
      locks: withLocks ? locks : undefined,
      sound: () => world.sounds++,
      setTimer: (job) => tab.timers.push(job),
    });
    tab.stop = attention.stop;
    tab.receive = (...rows) => attention.update({ loaded: true, conversations: rows });
    tab.later = () => {
      for (const job of tab.timers.splice(0)) job();
    };
    tab.turn = (shown) => {
      tab.visible = shown;
      document.dispatchEvent(new Event("visibilitychange"));
    };
    tab.close = () => view.dispatchEvent(new Event("pagehide"));
    tab.receive(row({ unread: 0 }));
    return tab;
  };
  return world;
}

const row = (changes = {}) => ({
  id: "c_1",
  name: "Ada",
  preview: "hello",
  last_id: 1,
  last_at: 1000,
  last_sender: "visitor",
  unread: 1,
  ...changes,
});
const NEWS = row({ last_id: 2, last_at: 2000 });

test("a new message of a visitor is heard and shown, and a click opens it in the focused tab", () => {
  const world = browser();
  const tab = world.tab();
  tab.receive(NEWS);
  tab.later();
  const [shown] = world.notifications;
  assert.deepEqual([world.sounds, shown.body, shown.tag, world.badge], [1, "hello", "porchlight.c_1", 1]);
  shown.onclick();
  assert.deepEqual([tab.focused, tab.opened, shown.closed], [1, "c_1", true]);
});

test("what was unread at sign-in, and an older page of the inbox, call nobody", () => {
  const world = browser();
  const tab = world.tab();
  tab.receive(row({ unread: 0 }), row({ id: "c_0", last_at: 500 }));
  tab.later();
  assert.equal(world.sounds, 0);
});

test("an edit of an unread message calls nobody", () => {
  const world = browser();
  const tab = world.tab();
  tab.receive(NEWS);
  tab.later();
  tab.receive(row({ last_id: 3, last_at: 2000, preview: "edited", unread: 2 }));
  tab.later();
  assert.equal(world.sounds, 1);
});

test("of several tabs one speaks, and another one after it is closed", async () => {
  const world = browser();
  const tabs = [world.tab(), world.tab()];
  for (const tab of tabs) tab.receive(NEWS);
  for (const tab of tabs) tab.later();
  assert.deepEqual([world.sounds, world.notifications.length], [1, 1]);
  tabs[0].stop();
  await new Promise(setImmediate);
  tabs[1].receive(row({ last_id: 3, last_at: 3000 }));
  tabs[1].later();
  assert.equal(world.sounds, 2);
});

test("a browser without locks still speaks", () => {
  const world = browser();
  const tab = world.tab({ withLocks: false });
  tab.receive(NEWS);
  tab.later();
  assert.equal(world.sounds, 1);
});

test("a conversation that is being looked at, here or in another tab, needs no call", () => {
  const world = browser();
  const here = world.tab({ opened: "c_1", visible: true });
  here.receive(NEWS);
  here.later();
  assert.equal(world.sounds, 0);
  const hidden = browser();
  const tab = hidden.tab({ opened: "c_1", visible: false });
  tab.receive(NEWS);
  tab.receive({ ...NEWS, unread: 0 }); // another tab has read it
  tab.later();
  assert.equal(hidden.sounds, 0);
});

test("an open conversation behind other windows is called for", () => {
  const world = browser();
  const tab = world.tab({ opened: "c_1", visible: false });
  tab.receive(NEWS);
  tab.later();
  assert.equal(world.sounds, 1);
});

test("an admin's message calls nobody", () => {
  const world = browser();
  const tab = world.tab();
  tab.receive({ ...NEWS, last_sender: "admin" });
  tab.later();
  assert.deepEqual([world.sounds, world.notifications], [0, []]);
});

test("reading anywhere takes the notification and the badge away", () => {
  const world = browser();
  const tab = world.tab();
  tab.receive(NEWS);
  tab.later();
  tab.receive({ ...NEWS, unread: 0 });
  assert.deepEqual([world.notifications[0].closed, world.badge], [true, 0]);
});

test("sound and notifications can be turned off, and nothing is shown without permission", () => {
  const world = browser();
  world.settings.sound.set(false);
  world.settings.desktop.set(false);
  const tab = world.tab();
  tab.receive(NEWS);
  tab.later();
  assert.deepEqual([world.sounds, world.notifications], [0, []]);
  const asking = browser({ permission: "default" });
  const other = asking.tab();
  other.receive(NEWS);
  other.later();
  assert.deepEqual([asking.sounds, asking.notifications], [1, []]);
});

test("a mark that arrives after the notification closes it, and one for an earlier message does not", () => {
  const world = browser();
  const tab = world.tab();
  tab.receive(NEWS);
  tab.later();
  tab.receive(row({ last_id: 3, last_at: 3000, unread: 1 })); // read up to the first, while a second one came
  assert.equal(world.notifications[0].closed, false);
  tab.later();
  tab.receive(row({ last_id: 3, last_at: 3000, unread: 0 }));
  assert.deepEqual([world.notifications.at(-1).closed, world.badge], [true, 0]);
});

test("a closed tab takes its notifications with it, because nothing could close them later", () => {
  const world = browser();
  const tab = world.tab();
  tab.receive(NEWS);
  tab.later();
  tab.close();
  assert.equal(world.notifications[0].closed, true);
});

test("reading closes the service worker's notification of the same conversation, and no other", async () => {
  const world = browser();
  world.pushed = ["c_1", "c_2", "digest"].map((tag) => ({
    tag,
    close() {
      this.closed = true;
    },
  }));
  const closed = () => world.pushed.filter((each) => each.closed).map(({ tag }) => tag);
  const tab = world.tab();
  tab.receive(NEWS, row({ id: "c_2" }));
  await new Promise(setImmediate);
  assert.deepEqual(closed(), []);
  tab.receive({ ...NEWS, unread: 0 }, row({ id: "c_2" }));
  await new Promise(setImmediate);
  assert.deepEqual(closed(), ["c_1"]);
});

test("who missed a message in a hidden page is asked about notifications when the page is back, once", () => {
  const world = browser({ permission: "default" });
  const tab = world.tab();
  tab.turn(true);
  assert.equal(tab.invited, 0); // nothing was missed since sign-in
  tab.turn(false);
  tab.receive(NEWS);
  assert.equal(tab.invited, 0); // nobody looks
  tab.turn(true);
  assert.equal(tab.invited, 1);
  tab.turn(false);
  tab.turn(true);
  assert.equal(tab.invited, 1);
});

test("nobody is asked who saw the message arrive, has answered, or has decided in the browser or the settings", () => {
  const invited = (change, permission = "default", visible = false) => {
    const world = browser({ permission });
    change(world.settings);
    const tab = world.tab({ visible });
    tab.receive(NEWS);
    tab.turn(true);
    return tab.invited;
  };
  const nothing = () => {};
  assert.equal(invited(nothing), 1);
  assert.equal(invited(nothing, "default", true), 0);
  assert.equal(invited(nothing, "granted"), 0);
  assert.equal(invited(nothing, "denied"), 0);
  assert.equal(
    invited(({ desktop }) => desktop.set(false)),
    0,
  );
  assert.equal(
    invited(({ asked }) => asked.set()),
    0,
  );
});

test("a tab that signed out asks nobody", () => {
  const world = browser({ permission: "default" });
  const tab = world.tab();
  tab.receive(NEWS);
  tab.stop();
  tab.turn(true);
  assert.equal(tab.invited, 0);
});
