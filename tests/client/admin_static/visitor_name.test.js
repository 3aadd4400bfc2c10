import assert from "node:assert/strict";
import { test } from "node:test";
import { naming } from "../../../admin_static/thread/visitor_name.js";

const message = (sender_type, sender_name) => ({ sender_type, sender_name, body: "Hello" });

test("a message that was stored without a name has the name that the visitor gave", () => {
  assert.equal(naming("Ana")(message("visitor", "Visitor")).sender_name, "Ana");
});

test("a message stays the same object, so that it is not drawn again", () => {
  const [named, stored] = [naming("Ana"), message("visitor", "Visitor")];
  assert.equal(named(stored), named(stored));
});

test("a name that was stored stays, and so do other senders", () => {
  const named = naming("Ana");
  for (const other of [message("visitor", "Ben"), message("admin", "Visitor"), message("visitor", null)])
    assert.equal(named(other), other);
  const plain = message("visitor", "Visitor");
  assert.equal(naming("Visitor")(plain), plain);
});
