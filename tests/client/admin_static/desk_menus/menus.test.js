import assert from "node:assert/strict";
import { test } from "node:test";
import { assignees } from "../../../../admin_static/desk_menus/assign_menu.js";
import { matches } from "../../../../admin_static/desk_menus/options.js";
import { tagsIn } from "../../../../admin_static/desk_menus/tag_menu.js";

test("what was typed becomes tags: lower case, one line, without doubles and overlong ones", () => {
  assert.deepEqual(tagsIn(" Billing,  refund  request , billing,, "), ["billing", "refund request"]);
  assert.deepEqual(tagsIn("x".repeat(41)), []);
  assert.deepEqual(tagsIn("🦊".repeat(40)), ["🦊".repeat(40)]);
});

test("a search finds the beginnings of words, without accents and case", () => {
  assert.ok(matches("Noor El-Haddad", "had noo"));
  assert.ok(matches("Zoë Müller", "zoe mul"));
  assert.ok(!matches("Noor Haddad", "addad"));
});

test("the list has oneself first, then nobody, then the others by name; the assignee is marked", () => {
  const me = { id: "a1", name: "Maya" };
  const colleagues = [{ id: "a3", name: "Zoë" }, me, { id: "a2", name: "Noor" }];
  const list = assignees({ me, colleagues, query: "", assigneeId: "a2" });
  assert.deepEqual(
    list.map(({ key, chosen }) => [key, chosen]),
    [
      ["a1", false],
      ["-", false],
      ["a2", true],
      ["a3", false],
    ],
  );
  assert.deepEqual(
    assignees({ me, colleagues, query: "zo", assigneeId: undefined }).map(({ key }) => key),
    ["a3"],
  );
});
