import assert from "node:assert/strict";
import { test } from "node:test";
import { conversationHref, createRoute, parseRoute } from "../../../admin_static/route.js";

test("the address of a conversation leads back to it", () => {
  const id = "c_5hXb0mJt2QyVw-R8s";
  assert.deepEqual(parseRoute(conversationHref(id)), { conversationId: id });
});

test("the inbox alone has no conversation in its address", () => {
  assert.deepEqual(parseRoute(conversationHref(null)), { conversationId: null });
  assert.deepEqual(parseRoute(""), { conversationId: null });
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

  route.go("c_1");
  view.dispatchEvent(new Event("hashchange"));
  leave();
  route.go(null);
  view.dispatchEvent(new Event("hashchange"));

  assert.deepEqual(seen, ["c_1"]);
  assert.equal(view.location.hash, "#/");
});
