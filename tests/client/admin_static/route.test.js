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

const LIST = { view: "mine", tag: "refund & return", assignee: "a_1", unread: true };

test("the address names the list, beside the inbox and beside a conversation", () => {
  for (const id of [null, "c_1"])
    assert.deepEqual(parseRoute(conversationHref(id, LIST)), { ...INBOX, conversationId: id, list: LIST });
  assert.equal(
    conversationHref(null, { view: "all", tag: null, assignee: null, unread: false }),
    "#/?view=all",
  );
});

test("an address with an unknown view names no list", () => {
  for (const hash of ["#/?view=everything", "#/?tag=refund", "#/?", "#/c/c_1?view="])
    assert.equal(parseRoute(hash).list, null, hash);
});

test("an address of the inbox without a list keeps the one that is shown, after the settings too", () => {
  const { view, follow, release } = guarded("#/?view=mine&unread=1");
  release();
  const opens = (href) => {
    follow(href);
    return view.location.hash;
  };
  assert.equal(opens("#/c/c_1"), "#/c/c_1?view=mine&unread=1");
  assert.equal(opens("#/"), "#/?view=mine&unread=1");
  assert.equal(opens("#/settings/team"), "#/settings/team");
  assert.equal(opens(""), "#/?view=mine&unread=1");
  assert.equal(opens("#/?view=all"), "#/?view=all");
  assert.equal(opens("#/c/c_2"), "#/c/c_2?view=all");
  assert.equal(opens("#/reset/secret"), "#/reset/secret");
});

test("listeners are called until they unsubscribe", () => {
  const view = Object.assign(new EventTarget(), { location: { hash: "" } });
  const route = createRoute(view);
  const seen = [];
  const stop = route.listen(() => seen.push(route.current().conversationId));

  route.go(conversationHref("c_1"));
  view.dispatchEvent(new Event("hashchange"));
  stop();
  route.go(conversationHref(null));
  view.dispatchEvent(new Event("hashchange"));

  assert.deepEqual(seen, ["c_1"]);
  assert.equal(view.location.hash, "#/");
});

test("a replaced address leaves no entry in the history", () => {
  const replaced = [];
  const view = Object.assign(new EventTarget(), {
    location: { hash: "", replace: (href) => replaced.push(href) },
  });
  createRoute(view).replace(conversationHref(null));
  assert.deepEqual([replaced, view.location.hash], [["#/"], ""]);
});

/** A window with a history, whose events the test dispatches as a browser would. */
function guarded(hash) {
  const view = Object.assign(new EventTarget(), {
    location: { hash },
    history: { replaceState: (_, __, href) => Object.assign(view.location, { hash: href }) },
  });
  const route = createRoute(view);
  const asked = [];
  const seen = [];
  route.listen(() => seen.push(view.location.hash));
  const release = route.guard((leave) => asked.push(leave));
  const follow = (href) => {
    view.location.hash = href;
    view.dispatchEvent(new Event("hashchange"));
  };
  return { view, route, asked, seen, release, follow };
}

test("a guarded page stays until its answer, whether a link, a shortcut or Back leads away", () => {
  const { view, route, asked, seen, follow } = guarded("#/settings/widget");
  follow("#/settings/site");
  route.go(conversationHref(null));
  view.dispatchEvent(new Event("hashchange"));
  assert.deepEqual([asked.length, view.location.hash], [2, "#/settings/widget"]);
  assert.ok(seen.every((hash) => hash === "#/settings/widget"));

  asked[0]();
  assert.equal(view.location.hash, "#/settings/site");
  view.dispatchEvent(new Event("hashchange"));
  assert.deepEqual([asked.length, seen.at(-1)], [2, "#/settings/site"]);
  follow("#/");
  assert.deepEqual([asked.length, view.location.hash], [2, "#/"]);
});

test("a guarded page is asked before the admin signs out, and one that has nothing to lose is not", () => {
  const { route, asked, release } = guarded("#/settings/widget");
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
