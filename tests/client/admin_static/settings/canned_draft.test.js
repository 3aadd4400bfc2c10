import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cleaned,
  differs,
  draftOf,
  lacks,
  warningsOf,
} from "../../../../admin_static/settings/canned/draft.js";

const complete = { name: "returns", title: "Returns", text: "For thirty days." };

test("a name is sent without its slash, in lower case and in one piece; texts without spaces around them", () => {
  assert.deepEqual(
    cleaned({ name: " /My Returns ", title: "  About \n returns ", text: "\n Text\n\nmore \n" }),
    {
      name: "my-returns",
      title: "About returns",
      text: "Text\n\nmore",
    },
  );
});

test("the first field that is missing or not allowed is named", () => {
  assert.equal(lacks(complete), null);
  assert.deepEqual(lacks({ ...complete, name: "/" }), { field: "name", problem: "missing" });
  assert.deepEqual(lacks({ ...complete, name: "a/b" }), { field: "name", problem: "characters" });
  assert.deepEqual(lacks({ ...complete, name: "x".repeat(41) }), { field: "name", problem: "long" });
  assert.deepEqual(lacks({ ...complete, title: " " }), { field: "title", problem: "missing" });
  assert.deepEqual(lacks({ ...complete, title: "x".repeat(81) }), { field: "title", problem: "long" });
  assert.deepEqual(lacks({ ...complete, text: "\u200b \n" }), { field: "text", problem: "missing" });
  assert.deepEqual(lacks({ ...complete, text: "🫖".repeat(4001) }), { field: "text", problem: "long" });
  assert.equal(lacks({ ...complete, name: "возврат_2", text: "🫖".repeat(4000) }), null);
});

test("only what is sent makes a difference", () => {
  assert.equal(differs(complete, { ...complete, name: "/Returns ", text: "For thirty days.\n" }), false);
  assert.equal(differs(complete, { ...complete, text: "For sixty days." }), true);
  assert.deepEqual(draftOf(null), { name: "", title: "", text: "" });
});

test("typing errors in placeholders are pointed out", () => {
  assert.deepEqual(warningsOf({ ...complete, text: "Hello {visitor.firstname}" }), ["{visitor.firstname}"]);
});
