import assert from "node:assert/strict";
import { test } from "node:test";
import { candidates } from "../../../../admin_static/dialogs/link_dialog.js";
import { addTexts } from "../../../../client/ui/catalogue.js";

addTexts({ "thread.somebody": "Besucher" });

const row = (id, more = {}) => ({ id, name: "Visitor", email: null, preview: "hello", last_at: 1, ...more });
const ids = (found) => found.map(({ id }) => id);

test("those with the same address are offered first, whichever way it became known", () => {
  const open = row("c_1", { contact: { email: "Ada@shop.example" } });
  const all = [row("c_2"), row("c_3", { email: "ada@shop.example" }), row("c_4")];
  assert.deepEqual(ids(candidates(open, all, "", new Set(["c_1"]))), ["c_3", "c_2", "c_4"]);
});

test("visitors without an address are not the same person for that", () => {
  assert.deepEqual(ids(candidates(row("c_1"), [row("c_2"), row("c_3")], "", new Set())), ["c_2", "c_3"]);
});

test("neither the conversation itself nor what is linked already is offered, and each only once", () => {
  const all = [row("c_1"), row("c_2"), row("c_3"), row("c_3")];
  assert.deepEqual(ids(candidates(row("c_1"), all, "", new Set(["c_1", "c_2"]))), ["c_3"]);
});

test("what is typed is looked for in names, addresses and last messages", () => {
  const all = [
    row("c_2", { name: "Ada" }),
    row("c_3", { email: "ben@x.example" }),
    row("c_4", { preview: "the kettle" }),
  ];
  const found = (query) => ids(candidates(undefined, all, query, new Set()));
  assert.deepEqual(
    [found("ad"), found("ben@x"), found("kettle"), found("zz")],
    [["c_2"], ["c_3"], ["c_4"], []],
  );
});

test("a visitor without a name is found by the word that the dashboard shows", () => {
  const all = [row("c_2"), row("c_3", { name: "Ada" })];
  const found = (query) => ids(candidates(undefined, all, query, new Set()));
  assert.deepEqual([found("besuch"), found("visitor")], [["c_2"], []]);
});
