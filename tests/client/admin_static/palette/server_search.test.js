import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST } from "../../../../admin_static/palette/items.js";
import { withServer } from "../../../../admin_static/palette/server_search.js";

const conversation = (id, name) => ({ id, visitor: { id: "v_1", name }, preview: "Hello", last_at: 1 });
const own = {
  kind: "conversation",
  items: [{ key: "conversation c_1", kind: "conversation", text: "Anna" }],
};
const action = { kind: "action", items: [{ key: "action close", kind: "action", text: "Close" }] };
const message = {
  conversation_id: "c_1",
  visitor_name: "Visitor",
  id: 7,
  sent_at: 5,
  snippet: [{ text: "the blue " }, { text: "kettle", match: true }],
};

test("what the page had not loaded comes after what it found itself, and nothing twice", () => {
  const found = {
    conversations: [conversation("c_1", "Anna"), conversation("c_9", "Anna Maria")],
    messages: [],
  };
  const groups = withServer([action, own], { found, waiting: false }, []);
  assert.deepEqual(
    groups.map(({ items }) => items.map(({ text }) => text)),
    [["Close"], ["Anna", "Anna Maria"]],
  );
});

test("messages come last, with the visitor's present name and the words around the match", () => {
  const found = { conversations: [], messages: [message] };
  const groups = withServer([own], { found, waiting: false }, [{ id: "c_1", name: "Anna" }]);
  const [{ text, detail, href }] = groups[1].items;
  assert.deepEqual([groups[1].kind, text, detail, href], ["message", "Anna", "the blue kettle", "#/c/c_1/7"]);
});

test("a message that its listed conversation shows is not listed again", () => {
  const last = { ...own, items: [{ ...own.items[0], detail: "Is **the blue** kettle in stock?" }] };
  const found = {
    conversations: [],
    messages: [message, { ...message, id: 8, snippet: [{ text: "Another kettle" }] }],
  };
  const groups = withServer([last], { found, waiting: false }, []);
  assert.deepEqual(
    groups[1].items.map(({ detail }) => detail),
    ["Another kettle"],
  );
});

test("conversations get a group if the page found none, and each kind keeps its bound", () => {
  const many = Array.from({ length: 30 }, (_, at) => conversation(`c_${at}`, "Anna"));
  const [group] = withServer([], { found: { conversations: many, messages: [] }, waiting: false }, []);
  assert.equal(group.items.length, MOST.conversation);
});

test("without an answer the page's own results stay as they are", () => {
  assert.deepEqual(withServer([own], { found: null, waiting: true }, []), [own]);
});
