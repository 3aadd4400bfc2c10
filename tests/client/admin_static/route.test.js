import assert from "node:assert/strict";
import { test } from "node:test";
import {
  conversationHref,
  createRoute,
  parseRoute,
  secretHref,
  settingsHref,
} from "../../../admin_static/route.js";

const NOTHING = { conversationId: null, section: null, invitation: null, reset: null };

test("the address of a conversation leads back to it", () => {
  const id = "c_5hXb0mJt2QyVw-R8s";
  assert.deepEqual(parseRoute(conversationHref(id)), { ...NOTHING, conversationId: id });
});

test("the inbox alone has no conversation in its address", () => {
  assert.deepEqual(parseRoute(conversationHref(null)), NOTHING);
  assert.deepEqual(parseRoute(""), NOTHING);
});

test("the settings have an address, and each section of them", () => {
  assert.deepEqual(parseRoute(settingsHref()), { ...NOTHING, section: "" });
  assert.deepEqual(parseRoute(settingsHref("team")), { ...NOTHING, section: "team" });
  assert.deepEqual(parseRoute("#/settings/../x"), NOTHING);
});

test("what an owner passes on has its secret in the fragment, which no server is sent", () => {
  const page = "https://chat.example/admin/#/settings/team";
  for (const kind of ["invitation", "reset"]) {
    const link = new URL(secretHref(page, kind, "in_default.i_7H-q2.nK4xR8"));
    assert.equal(`${link.origin}${link.pathname}${link.search}`, "https://chat.example/admin/");
    assert.deepEqual(parseRoute(link.hash), { ...NOTHING, [kind]: "in_default.i_7H-q2.nK4xR8" });
  }
});

test("an address that names no conversation opens the inbox", () => {
  const strange = ["#/c/", "#/c/a b", "#/c/a/b", "#/c/../x", "#/d/c_1", `#/c/${"x".repeat(65)}`, "#/c/%00"];
  for (const hash of strange) assert.equal(parseRoute(hash).conversationId, null, hash);
});

test("a route tells its listeners until they leave", () => {
  const view = Object.assign(new EventTarget(), { location: { hash: "" } });
  const route = createRoute(view);
  const seen = [];
  const leave = route.listen(() => seen.push(route.current().conversationId));

  route.go(conversationHref("c_1"));
  view.dispatchEvent(new Event("hashchange"));
  leave();
  route.go(conversationHref(null));
  view.dispatchEvent(new Event("hashchange"));

  assert.deepEqual(seen, ["c_1"]);
  assert.equal(view.location.hash, "#/");
});

test("an address that is replaced is not left in the history", () => {
  const replaced = [];
  const view = Object.assign(new EventTarget(), {
    location: { hash: "", replace: (href) => replaced.push(href) },
  });
  createRoute(view).replace(conversationHref(null));
  assert.deepEqual([replaced, view.location.hash], [["#/"], ""]);
});
