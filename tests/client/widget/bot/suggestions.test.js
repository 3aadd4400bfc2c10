import assert from "node:assert/strict";
import { test } from "node:test";
import { choices, questionsIn, waits } from "../../../../widget/bot/suggestions.js";

const asked = (body, bot) => ({ sender_type: "visitor", mine: true, body, bot });
const answered = (body = "Two days.") => ({
  sender_type: "bot",
  mine: false,
  body,
  bot: { kind: "answer" },
});
const admin = { sender_type: "admin", mine: false, body: "Hello" };
const QUESTIONS = ["one", "two", "three", "four", "five", "six"].map((question) => ({
  id: `q_${question}`,
  question,
}));
const shown = (messages) => choices(messages, QUESTIONS).questions.map(({ question }) => question);

test("questions are in the reader's language, else in a related one, else in the site's, else in any", () => {
  const questions = { de: ["de"], "pt-BR": ["pt-BR"], en: ["en"] };
  const faq = { language: "en", questions };
  for (const [locale, expected] of [
    ["de-AT", "de"],
    ["PT-br", "pt-BR"],
    ["pt", "pt-BR"],
    ["ja", "en"],
  ])
    assert.deepEqual(questionsIn(faq, locale), [expected]);
  assert.deepEqual(questionsIn({ language: "fr", questions }, "ja"), ["de"]);
  assert.deepEqual(questionsIn({ language: "en", questions: {} }, "ja"), []);
});

test("before the first message five questions are suggested, and a person", () => {
  assert.deepEqual(shown([]), ["one", "two", "three", "four", "five"]);
  assert.equal(choices([], QUESTIONS).person, true);
  assert.equal(choices([], []).person, false);
});

test("after an answer, those that were not asked yet, and always a person", () => {
  const messages = [asked("two"), answered()];
  assert.deepEqual(shown(messages), ["one", "three", "four", "five", "six"]);
  assert.deepEqual(choices(messages, []), { questions: [], person: true });
});

test("an offer suggests its own questions", () => {
  const offer = { ...answered(), bot: { kind: "offer", choices: [{ id: "q_x", question: "x" }] } };
  assert.deepEqual(shown([asked("x or y"), offer]), ["x"]);
});

test("nothing is suggested while a message waits, or once an admin has written", () => {
  for (const messages of [
    [asked("two")],
    [asked("two"), answered(), asked("A person")],
    [asked("two"), admin],
  ])
    assert.deepEqual(choices(messages, QUESTIONS), { questions: [], person: false });
});

test("a visitor waits from the message that is for a person until somebody of the team writes", () => {
  const passed = [asked("two"), answered(), asked("A person", { kind: "person" })];
  assert.equal(waits([]), false);
  assert.equal(waits(passed.slice(0, 2)), false);
  assert.equal(waits(passed), true);
  assert.equal(waits([...passed, asked("Hurry")]), true);
  assert.equal(waits([...passed, admin]), false);
});
