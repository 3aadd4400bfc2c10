import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cleaned,
  colourOf,
  differs,
  draftOf,
  missing,
  USUAL,
} from "../../../../admin_static/settings/widget/draft.js";

const draft = (look) => ({ language: "en", look: { ...USUAL, ...look } });

test("a site without a look starts with Porchlight's own", () => {
  assert.deepEqual(draftOf({ look: null, language: "de" }), { look: USUAL, language: "de" });
});

test("spaces and empty rows are not sent", () => {
  const { look } = cleaned(
    draft({
      label: "  Ask  us ",
      hidden_paths: ["/checkout* ", "", " "],
      welcome: [
        { language: "en", title: " Hi ", text: " there\nyou " },
        { language: "de", title: " ", text: "" },
      ],
    }),
  );
  assert.deepEqual(
    [look.label, look.hidden_paths, look.welcome],
    ["Ask us", ["/checkout*"], [{ language: "en", title: "Hi", text: "there\nyou" }]],
  );
});

test("only what would be sent counts as a change", () => {
  assert.ok(!differs(draft({ label: " " }), draft({})));
  assert.ok(differs(draft({ side: "start" }), draft({})));
  assert.ok(differs({ ...draft({}), language: "de" }, draft({})));
});

test("a colour may be typed with or without its sign, and short", () => {
  assert.deepEqual(["#2563EB", " 2563eb", "#25e", "blue", "#2563e", ""].map(colourOf), [
    "#2563eb",
    "#2563eb",
    "#2255ee",
    null,
    null,
    null,
  ]);
});

test("a language is offered until it has a welcome", () => {
  assert.deepEqual(missing([{ language: "de", title: "", text: "" }], ["en", "de"]), ["en"]);
});
