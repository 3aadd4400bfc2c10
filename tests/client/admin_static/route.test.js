import assert from "node:assert/strict";
import { test } from "node:test";
import {
  conversationHref,
  createRoute,
  FORGOT_HREF,
  messageHref,
  parseRoute,
  REPORTS_HREF,
  secretHref,
  settingsHref,
} from "../../../admin_static/route.js";

const INBOX = {
  conversationId: null,
  messageId: null,
  section: null,
  reports: null,
  invitation: null,
  reset: null,
  forgot: null,
  list: null,
};

test("the address of a conversation parses to its id", () => {
  const id = "c_5hXb0mJt2QyVw-R8s";
  assert.deepEqual(parseRoute(conversationHref(id)), { ...INBOX, conversationId: id });
});

test("the address of a message parses to its conversation and its number", () => {
  assert.deepEqual(parseRoute(messageHref("c_1", 12)), { ...INBOX, conversationId: "c_1", messageId: "12" });
  assert.equal(parseRoute("#/c/c_1/x").conversationId, null);
});

test("the address of the inbox names no conversation", () => {
  assert.deepEqual(parseRoute(conversationHref(null)), INBOX);
  assert.deepEqual(parseRoute(""), INBOX);
});

test("the settings have an address, and so has each section", () => {
  assert.deepEqual(parseRoute(settingsHref()), { ...INBOX, section: "" });
  assert.deepEqual(parseRoute(settingsHref("team")), { ...INBOX, section: "team" });
  assert.deepEqual(parseRoute("#/settings/../x"), INBOX);
});

test("the reports have an address", () => {
  assert.deepEqual(parseRoute(REPORTS_HREF), { ...INBOX, reports: "reports" });
});

test("a forgotten password has an address of its own", () => {
  assert.deepEqual(parseRoute(FORGOT_HREF), { ...INBOX, forgot: "forgot" });
  assert.deepEqual(parseRoute("#/forgot/x"), INBOX);
});

test("a shared link has its secret in the fragment, which browsers send to no server", () => {
  const page = "https://chat.example/admin/#/settings/team";
  for (const kind of ["invitation", "reset"]) {
    const link = new URL(secretHref(page, kind, "in_default.i_7H-q2.nK4xR8"));
    assert.equal(`${link.origin}${link.pathname}${link.search}`, "https://chat.example/admin/");
    assert.deepEqual(parseRoute(link.hash), { ...INBOX, [kind]: "in_default.i_7H-q2.nK4xR8" });
  }
});

test("an invalid conversation address opens the inbox", () => {
  const invalid = ["#/c/", "#/c/a b", "#/c/a/b", "#/c/../x", "#/d/c_1", `#/c/${"x".repeat(65)}`, "#/c/%00"];
  for (const hash of invalid) assert.equal(parseRoute(hash).conversationId, null, hash);
});

/** A window with a history like a browser's, which reports a change of the address a moment later. */
class SimulatedWindow extends EventTarget {
  entries = [{ hash: "", state: null }];
  at = 0;
  pending = 0;

  constructor(hash = "") {
    super();
    this.entries[0].hash = hash;
    const view = this;
    this.location = {
      get hash() {
        return view.entries[view.at].hash;
      },
      set hash(hash) {
        if (hash === this.hash) return;
        view.entries.splice(view.at + 1, Number.POSITIVE_INFINITY, { hash, state: null });
        view.to(view.at + 1);
      },
      replace(hash) {
        const changed = hash !== this.hash;
        view.entries[view.at] = { hash, state: null };
        if (changed) view.report();
      },
    };
    this.history = {
      get state() {
        return view.entries[view.at].state;
      },
      replaceState(state, _, hash = view.location.hash) {
        view.entries[view.at] = { hash, state };
      },
      go(steps) {
        assert.notEqual(steps, 0, "this would load the page again");
        if (view.entries[view.at + steps]) view.later(() => view.to(view.at + steps));
      },
    };
  }

  to(at) {
    const before = this.location.hash;
    this.at = at;
    if (before !== this.location.hash) this.report();
  }

  report() {
    this.later(() => this.dispatchEvent(new Event("hashchange")));
  }

  later(act) {
    this.pending += 1;
    setTimeout(() => {
      act();
      this.pending -= 1;
    });
  }

  /** Until the browser has reported everything. */
  async settled() {
    while (this.pending) await new Promise((done) => setTimeout(done));
  }

  get hashes() {
    return this.entries.map(({ hash }) => hash);
  }
}

const LIST = { view: "mine", tag: "refund & return", assignee: "a_1", unread: true, language: "de" };

test("the address names the list, beside the inbox and beside a conversation", () => {
  for (const id of [null, "c_1"])
    assert.deepEqual(parseRoute(conversationHref(id, LIST)), { ...INBOX, conversationId: id, list: LIST });
  assert.equal(
    conversationHref(null, { view: "all", tag: null, assignee: null, unread: false, language: null }),
    "#/?view=all",
  );
});

test("what is no language in the address is no filter", () => {
  for (const language of ["DE", "de-AT", "deutsch", ""])
    assert.equal(parseRoute(`#/?view=all&language=${language}`).list.language, null, language);
});

test("an address with an unknown view names no list", () => {
  for (const hash of ["#/?view=everything", "#/?tag=refund", "#/?", "#/c/c_1?view="])
    assert.equal(parseRoute(hash).list, null, hash);
});

test("an address of the inbox without a list keeps the one that is shown, after the settings too", async () => {
  const view = new SimulatedWindow("#/?view=mine&unread=1");
  const route = createRoute(view);
  const opens = async (href) => {
    route.go(href);
    await view.settled();
    return view.location.hash;
  };
  assert.equal(await opens("#/c/c_1"), "#/c/c_1?view=mine&unread=1");
  assert.equal(await opens("#/"), "#/?view=mine&unread=1");
  assert.equal(await opens("#/settings/team"), "#/settings/team");
  assert.equal(await opens(""), "#/?view=mine&unread=1");
  assert.equal(await opens("#/?view=all"), "#/?view=all");
  assert.equal(await opens("#/c/c_2"), "#/c/c_2?view=all");
  assert.equal(await opens("#/reset/secret"), "#/reset/secret");
});

test("listeners are called until they unsubscribe", async () => {
  const view = new SimulatedWindow();
  const route = createRoute(view);
  const seen = [];
  const stop = route.listen(() => seen.push(route.current().conversationId));

  route.go(conversationHref("c_1"));
  await view.settled();
  stop();
  route.go(conversationHref(null));
  await view.settled();

  assert.deepEqual(seen, ["c_1"]);
  assert.equal(view.location.hash, "#/");
});

test("a replaced address leaves no entry in the history", async () => {
  const view = new SimulatedWindow("#/invitation/in_1");
  createRoute(view).replace(conversationHref(null));
  await view.settled();
  assert.deepEqual(view.hashes, ["#/"]);
});

/** A page with unsaved changes, which the admin opened from the inbox. */
async function guarded() {
  const view = new SimulatedWindow("#/");
  const route = createRoute(view);
  route.go("#/settings/widget");
  await view.settled();
  const asked = [];
  const seen = [];
  route.listen(() => seen.push(view.location.hash));
  const release = route.guard((leave) => asked.push(leave));
  const follow = async (href) => {
    route.go(href);
    await view.settled();
  };
  const press = async (steps) => {
    view.history.go(steps);
    await view.settled();
  };
  return { view, route, asked, seen, release, follow, press };
}

test("a guarded page stays until its answer, whether a link or Back leads away", async () => {
  const { view, asked, seen, follow, press } = await guarded();
  await follow("#/settings/site");
  assert.deepEqual([asked.length, view.location.hash], [1, "#/settings/widget"]);
  await press(-1);
  assert.deepEqual([asked.length, view.location.hash], [2, "#/settings/widget"]);
  assert.ok(seen.every((hash) => hash === "#/settings/widget"));

  asked[0]();
  await view.settled();
  assert.deepEqual([view.location.hash, seen.at(-1)], ["#/settings/site", "#/settings/site"]);
  await follow("#/");
  assert.deepEqual([asked.length, view.location.hash], [2, "#/"]);
});

test("after a link that was stopped, Back leads to where the admin came from", async () => {
  const { view, asked, release, follow, press } = await guarded();
  await follow("#/settings/site");
  await follow("#/settings/team");
  assert.equal(asked.length, 2);
  release(); // the changes are saved

  await press(-1);
  assert.equal(view.location.hash, "#/");
  await press(1);
  assert.equal(view.location.hash, "#/settings/widget");
});

test("a guarded page that is left by Back is left for that entry, and Forward leads to it again", async () => {
  const { view, asked, press } = await guarded();
  await press(-1);
  asked[0]();
  await view.settled();
  assert.deepEqual([view.location.hash, view.at], ["#/", 0]);
  await press(1);
  assert.equal(view.location.hash, "#/settings/widget");
});

test("the entries keep their places when the page is loaded again", async () => {
  const { view } = await guarded();
  const reloaded = Object.assign(new SimulatedWindow(), { entries: view.entries, at: view.at });
  const route = createRoute(reloaded);
  let asked = 0;
  route.guard(() => {
    asked += 1;
  });
  reloaded.history.go(-1);
  await reloaded.settled();
  assert.deepEqual([asked, reloaded.location.hash], [1, "#/settings/widget"]);
});

test("an address that replaces the one of a guarded page is taken back", async () => {
  const { view, route, asked } = await guarded();
  route.replace("#/settings/site");
  await view.settled();
  assert.deepEqual([asked.length, view.hashes], [1, ["#/", "#/settings/widget"]]);
});

test("a guarded page is asked before the admin signs out, and one that has nothing to lose is not", async () => {
  const { route, asked, release } = await guarded();
  let left = 0;
  const act = () => {
    left += 1;
  };
  route.leave(act);
  assert.deepEqual([asked.length, left], [1, 0]);
  asked[0]();
  assert.equal(left, 1);

  const end = route.guard((leave) => asked.push(leave));
  release(); // of an earlier guard: it changes nothing
  route.leave(act);
  assert.deepEqual([asked.length, left], [2, 1]);
  end();
  route.leave(act);
  assert.deepEqual([asked.length, left], [2, 2]);
});
