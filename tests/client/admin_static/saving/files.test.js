import assert from "node:assert/strict";
import { test } from "node:test";
import { asJson } from "../../../../admin_static/saving/files.js";

test("the file has the stored messages, and nothing of the team's or of the log's quiet entries", () => {
  const message = {
    key: "k1",
    id: 1,
    sender_type: "visitor",
    sender_name: "Ana",
    body: "Hi",
    sent_at: 5,
    mine: false,
    status: null,
  };
  const messages = [
    message,
    { ...message, id: 2, kind: "closed" },
    { ...message, id: 3, deleted: true },
    { ...message, id: null },
    { ...message, id: 5, kind: "note", body: "Secret" },
  ];
  assert.deepEqual(asJson({ conversationId: "c_1", name: "Ana", messages }), {
    conversation_id: "c_1",
    visitor: { name: "Ana" },
    messages: [{ id: 1, sender_type: "visitor", sender_name: "Ana", body: "Hi", sent_at: 5 }],
  });
});
