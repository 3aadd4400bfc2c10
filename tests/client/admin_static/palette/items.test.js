import assert from "node:assert/strict";
import { test } from "node:test";
import {
  actionItems,
  beforeTyping,
  colleagueItems,
  createConversationItems,
  MOST,
  people,
  search,
} from "../../../../admin_static/palette/items.js";

const hrefOf = (id) => `#/c/${id}`;
const row = (id, fields = {}) => ({ id, name: "Visitor", preview: "Hello", last_at: 1, ...fields });
const texts = (groups) =>
  Object.fromEntries(groups.map(({ kind, items }) => [kind, items.map(({ text }) => text)]));
const action = (id, text, run = () => {}) => ({ id, key: "e", place: "conversation", text, run });

test("a conversation is found by name, email address, id on the site, tag and last message", () => {
  const rows = [
    row("c_1", { name: "Anna Lee", email: "anna@shop.example" }),
    row("c_2", { verified_id: "customer-17", contact: { email: "bea@mail.example" } }),
    row("c_3", { preview: "Where is my parcel?", tags: ["delivery"] }),
  ];
  const items = createConversationItems()(rows);
  const found = (query) => search(query, items).flatMap((group) => group.items.map(({ href }) => href));
  for (const [query, id] of [
    ["anna l", "c_1"],
    ["anna@", "c_1"],
    ["customer-17", "c_2"],
    ["bea@", "c_2"],
    ["parcel", "c_3"],
    ["deliv", "c_3"],
  ])
    assert.deepEqual(found(query), [hrefOf(id)], query);
});

test("the kind with the best item comes first, and each kind has a bound", () => {
  const rows = Array.from({ length: 30 }, (_, at) => row(`c_${at}`, { name: `Enclosed ${at}` }));
  const items = [
    ...createConversationItems()(rows),
    ...actionItems([action("close")], () => "Close the conversation"),
  ];
  const groups = search("close", items);
  assert.deepEqual(
    groups.map(({ kind }) => kind),
    ["action", "conversation"],
  );
  assert.equal(groups[1].items.length, MOST.conversation);
});

test("a conversation keeps its item until something of it changes", () => {
  const of = createConversationItems();
  const [first] = of([row("c_1"), row("c_2")]);
  const [same, other] = of([row("c_1"), row("c_2", { preview: "New", last_at: 2 })]);
  assert.equal(same, first);
  assert.equal(other.detail, "New");
});

test("a colleague is found to give the open conversation to, and to see what is theirs", () => {
  const texts = { filter: (name) => `Conversations of ${name}`, assign: (name) => `Assign to ${name}` };
  const given = [];
  const items = colleagueItems([{ id: "a_2", name: "Noor Haddad" }], texts, ({ id }) => given.push(id));
  const [{ kind, items: found }] = search("noor", items);
  assert.equal(kind, "colleague");
  assert.deepEqual(
    found.map(({ text, href }) => [text, href]),
    [
      ["Assign to Noor Haddad", undefined],
      ["Conversations of Noor Haddad", "#/?view=all&assignee=a_2"],
    ],
  );
  found[0].run();
  assert.deepEqual(given, ["a_2"]);
  assert.deepEqual(search("assign noor", items)[0].items[0].text, "Assign to Noor Haddad");
});

test("without an open conversation, nothing is given to a colleague", () => {
  const texts = { filter: (name) => `Of ${name}`, assign: (name) => `To ${name}` };
  const items = colleagueItems([{ id: "a_2", name: "Noor" }], texts, null);
  assert.deepEqual(
    items.map(({ text }) => text),
    ["Of Noor"],
  );
});

test("a person is somebody with several conversations, and leads to the newest", () => {
  const count = (many) => `${many} conversations`;
  const rows = [
    row("c_4", { name: "Anna", email: "anna@shop.example" }),
    row("c_3", { name: "Bea", email: "bea@shop.example" }),
    row("c_2", { name: "Visitor" }),
    row("c_1", { name: "Visitor", contact: { email: "anna@shop.example" } }),
    row("c_0"),
  ];
  assert.deepEqual(
    people(rows, count).map(({ text, detail, href }) => [text, detail, href]),
    [["Anna", "anna@shop.example · 2 conversations", "#/c/c_4"]],
  );
});

test("an action is found by the text that is shown, and by its usual one; keys alone are left out", () => {
  const items = actionItems([action("close", "close_open"), { ...action("next"), palette: false }], (end) =>
    end === "close_open" ? "Reopen the conversation" : "Close or reopen the conversation",
  );
  assert.deepEqual(
    items.map(({ text }) => text),
    ["Reopen the conversation"],
  );
  assert.deepEqual(texts(search("close or", items)), { action: ["Reopen the conversation"] });
});

test("before anything is typed, what was used last comes first, and is not listed twice", () => {
  const items = [
    ...actionItems([action("help"), action("close")], (id) => id),
    ...createConversationItems()([row("c_1", { name: "Anna" }), row("c_2", { name: "Bea" })]),
  ];
  assert.deepEqual(texts(beforeTyping(["action close", "conversation c_2", "conversation gone"], items)), {
    recent: ["close", "Bea"],
    action: ["help"],
  });
  assert.deepEqual(texts(beforeTyping([], items)), { action: ["help", "close"] });
});
