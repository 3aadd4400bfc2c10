import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cleaned,
  draftOf,
  emptyText,
  keywordsOf,
  lacks,
  moved,
  shownText,
} from "../../../../admin_static/settings/faq/draft.js";

const text = (language, more = {}) => ({
  language,
  question: "How long?",
  answer: "Two days.",
  keywords: "",
  ...more,
});

test("keywords are separated by the commas of any script, or by lines, and are there once", () => {
  assert.deepEqual(keywordsOf(" delivery, how  long ,,delivery\nshipping"), [
    "delivery",
    "how long",
    "shipping",
  ]);
  assert.deepEqual(keywordsOf("توصيل، شحن"), ["توصيل", "شحن"]);
  assert.deepEqual(keywordsOf("配送、送料"), ["配送", "送料"]);
});

test("an entry becomes a draft and the same entry again", () => {
  const entry = {
    id: "q_1",
    suggested: false,
    texts: [{ language: "en", question: "How long?", answer: "Two days.", keywords: ["a", "b c"] }],
  };
  const { id, ...rest } = entry;
  assert.equal(id, "q_1");
  assert.deepEqual(cleaned(draftOf(entry, "de")), rest);
  assert.deepEqual(draftOf(null, "de"), { suggested: true, texts: [emptyText("de")] });
});

test("a language in which nothing was written is not sent, and spaces at the ends are not either", () => {
  const draft = {
    suggested: true,
    texts: [text("en", { question: " How\n long? ", answer: " Two\n\ndays. " }), emptyText("de")],
  };
  assert.deepEqual(cleaned(draft).texts, [
    { language: "en", question: "How long?", answer: "Two\n\ndays.", keywords: [] },
  ]);
});

test("the first field that is missing is named with its language", () => {
  const lack = (...texts) => lacks({ suggested: true, texts });
  assert.equal(lack(text("en")), null);
  assert.deepEqual(lack(emptyText("en")), { language: "en", field: "question" });
  assert.deepEqual(lack(text("en"), text("de", { answer: " " })), { language: "de", field: "answer" });
  assert.deepEqual(lack(text("en"), text("de", { question: "" })), { language: "de", field: "question" });
  const many = Array.from({ length: 21 }, (_, at) => `w${at}`).join();
  assert.deepEqual(lack(text("en", { keywords: many })), { language: "en", field: "keywords" });
  assert.deepEqual(lack(text("en", { keywords: "x".repeat(41) })), { language: "en", field: "keywords" });
});

test("an entry is listed in the site's language, else in its first", () => {
  const entry = { id: "q", suggested: true, texts: [text("de"), text("en")] };
  assert.equal(shownText(entry, "en").language, "en");
  assert.equal(shownText(entry, "fr").language, "de");
});

test("an entry moves by one place, and not beyond the ends", () => {
  const entries = ["a", "b", "c"].map((id) => ({ id }));
  assert.deepEqual(moved(entries, "b", -1), ["b", "a", "c"]);
  assert.deepEqual(moved(entries, "b", 1), ["a", "c", "b"]);
  assert.deepEqual(moved(entries, "a", -1), ["a", "b", "c"]);
  assert.deepEqual(moved(entries, "c", 1), ["a", "b", "c"]);
});
