import assert from "node:assert/strict";
import { test } from "node:test";
import { newestOpen } from "../../../../admin_static/thread/linked_bar.js";
import { nameIn, together } from "../../../../admin_static/thread/together.js";
import { addTexts } from "../../../../client/ui/catalogue.js";

const message = (key, sent_at, more = {}) => ({ key, id: 1, sent_at, ...more });
const phone = (...messages) => ({ id: "c_2", name: "Ada", messages });
const drawn = (all) => all.map(({ kind, key, of }) => (kind === "change" ? (of?.id ?? "here") : key));

test("the messages of both conversations are in the order of time, with a line wherever it changes", () => {
  const all = together(
    [message("a1", 10), message("a2", 20), message("a3", 50)],
    [phone(message("b1", 15), message("b2", 30), message("b3", 40))],
  );
  assert.deepEqual(drawn(all), ["here", "a1", "c_2", "b1", "here", "a2", "c_2", "b2", "b3", "here", "a3"]);
});

test("three conversations are told apart", () => {
  const all = together(
    [message("a1", 10)],
    [phone(message("b1", 20)), { id: "c_3", name: "", messages: [message("c1", 15)] }],
  );
  assert.deepEqual(drawn(all), ["here", "a1", "c_3", "c1", "c_2", "b1"]);
});

test("the order within a log is that of its numbers, whatever the clocks say", () => {
  const all = together([message("a1", 30), message("a2", 10)], [phone(message("b1", 20))]);
  assert.deepEqual(drawn(all), ["c_2", "b1", "here", "a1", "a2"]);
});

test("of the same moment, the open conversation's message is the first", () => {
  assert.deepEqual(drawn(together([message("a1", 10)], [phone(message("b1", 10))])), [
    "here",
    "a1",
    "c_2",
    "b1",
  ]);
});

test("what is not stored yet is the last, even if this clock is behind", () => {
  const all = together([message("a1", 10), message("mine", 5, { id: null })], [phone(message("b1", 20))]);
  assert.deepEqual(drawn(all), ["here", "a1", "c_2", "b1", "here", "mine"]);
});

test("a line keeps its key while messages are added", () => {
  const keys = (...own) => together(own, [phone(message("b1", 15))]).map(({ key }) => key);
  const before = keys(message("a1", 10));
  const after = keys(message("a1", 10), message("a2", 20));
  assert.deepEqual(after.slice(0, before.length), before);
  assert.equal(new Set(after).size, after.length);
});

test("a conversation that is not loaded has the name that its visitor wrote under", () => {
  assert.equal(nameIn({ name: "Ada" }, []), "Ada");
  const views = [
    { sender_type: "visitor", sender_name: "Ada L." },
    { sender_type: "admin", sender_name: "Maya" },
  ];
  assert.equal(nameIn(undefined, views), "Ada L.");
});

test("a visitor without a name is called what the dashboard's language says", () => {
  addTexts({ "thread.somebody": "Besucher" });
  assert.equal(nameIn({ name: "Visitor" }, []), "Besucher");
  assert.equal(nameIn(undefined, [{ sender_type: "visitor", sender_name: "Visitor" }]), "Besucher");
  assert.equal(nameIn(undefined, []), "Besucher");
});

test("answering is offered where the person has written last, if that is open", () => {
  const other = (last_at, status = "open") => ({ id: "c_2", last_at, status });
  const row = { status: "open", last_at: 10 };
  assert.equal(newestOpen(row, [other(20)]).id, "c_2");
  assert.equal(newestOpen(row, [other(5)]), null);
  assert.equal(newestOpen(row, [other(20, "closed")]), null);
  assert.equal(newestOpen({ ...row, status: "closed" }, [other(5)]).id, "c_2");
  assert.equal(newestOpen(row, []), null);
});
