import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnswers, fileOf } from "../../../../widget/preview/answers.js";

const CSS = ".a{}@media (prefers-color-scheme:dark){.b{}}";
const draft = {
  file: { version: 1, name: "Tea", language: "en", css: CSS },
  greeting: "Hi",
  open: true,
  dark: true,
};

test("the preview shows the scheme that was chosen there, where the site leaves it to the visitor", () => {
  assert.deepEqual([fileOf(draft).scheme, fileOf({ ...draft, dark: false }).scheme], ["dark", "light"]);
  assert.match(fileOf(draft).css, /@media \(min-width:0\)\{\.b/);
  assert.match(fileOf({ ...draft, dark: false }).css, /@media \(max-width:0\)\{\.b/);
  const light = { ...draft, file: { ...draft.file, scheme: "light" } };
  assert.equal(fileOf(light), light.file);
});

test("a message that is tried out is answered, and found again", () => {
  const answer = createAnswers(draft);
  assert.equal(answer("/preview/chatbot/session", { body: "{}" }).body.site.greeting, "Hi");
  const sent = answer("/preview/chatbot/message", { body: '{"client_id":"a","body":"Hello"}' });
  assert.deepEqual([sent.status, sent.body.message.id, sent.body.message.body], [201, 1, "Hello"]);
  const { messages, last_id } = answer("/preview/chatbot/messages?since_id=0").body;
  assert.deepEqual([messages.length, last_id], [1, 1]);
});

test("other calls are refused", () => {
  assert.equal(createAnswers(draft)("/preview/chatbot/contact", { body: "{}" }).status, 404);
});
