import assert from "node:assert/strict";
import { test } from "node:test";
import { fileName, transcriptOf } from "../../../client/transcript/transcript.js";

const at = (day, hour) => new Date(2027, 2, day, hour, 5).getTime();
const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "full" });
const options = {
  title: "Conversation with Fern & Kettle",
  locale: "en-GB",
  nameOf: (each) => each.sender_name,
};

test("messages are under their day, with their times, names and files", () => {
  const text = transcriptOf(
    [
      { id: 1, sender_name: "Ana", body: "Two\nlines", sent_at: at(1, 9) },
      {
        id: 2,
        sender_name: "Maya",
        body: "",
        sent_at: at(1, 10),
        attachments: [{ name: "a.png" }, { name: "b.pdf" }],
      },
      { id: 3, sender_name: "Ana", body: "Thanks", sent_at: at(2, 9) },
    ],
    options,
  );
  assert.equal(
    text,
    [
      "Conversation with Fern & Kettle",
      full.format(at(1, 9)),
      "09:05 Ana\nTwo\nlines",
      "10:05 Maya\n[a.png]\n[b.pdf]",
      full.format(at(2, 9)),
      "09:05 Ana\nThanks\n",
    ].join("\n\n"),
  );
});

test("deleted and unsent messages and quiet entries are left out", () => {
  const text = transcriptOf(
    [
      { id: 1, sender_name: "Ana", body: "", deleted: true, sent_at: at(1, 9) },
      { id: 2, sender_name: "Maya", body: "", kind: "closed", sent_at: at(1, 9) },
      { id: 3, sender_name: "Ana", body: "My comment", kind: "rated", sent_at: at(1, 9) },
      { id: null, sender_name: "Ana", body: "On the way", sent_at: at(1, 9) },
    ],
    options,
  );
  assert.equal(text, "Conversation with Fern & Kettle\n");
});

test("ten thousand messages are one text", () => {
  const messages = Array.from({ length: 10_000 }, (_, index) => ({
    id: index + 1,
    sender_name: "Ana",
    body: "x".repeat(200),
    sent_at: at(1, 9) + index * 60_000,
  }));
  assert.ok(transcriptOf(messages, options).length > 2_000_000);
});

test("the title becomes a name that every file system takes, in any script", () => {
  assert.equal(fileName("Conversation with Fern & Kettle: 5/7"), "Conversation-with-Fern-Kettle-5-7.txt");
  assert.equal(fileName("محادثة مع متجر"), "محادثة-مع-متجر.txt");
  assert.equal(fileName("///"), "conversation.txt");
  assert.ok(fileName("x".repeat(300)).length <= 64);
});
