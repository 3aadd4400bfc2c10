import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { enActions } from "../../../../admin_static/catalogue/en_actions.js";
import { ACTIONS, createActions } from "../../../../admin_static/controls/actions.js";
import { groups } from "../../../../admin_static/dialogs/shortcuts_dialog.js";

const folder = fileURLToPath(new URL("../../../../admin_static/", import.meta.url));
const sources = globSync("**/*.js", { cwd: folder })
  .map((name) => readFileSync(`${folder}${name}`, "utf8"))
  .join("\n");
const ids = Object.keys(ACTIONS);

test("every action has a text", () => {
  for (const id of ids) assert.ok(enActions[`action.${id}`], id);
});

test("every action is offered by a component", () => {
  const offered = [...sources.matchAll(/useActions\(\{(.*?)\}\);/gs)].map(([, offers]) => offers).join("\n");
  for (const id of ids) assert.match(offered, new RegExp(`\\b${id}(: |,|$)`, "m"), id);
});

test("no two actions have the same key, and no key hides a pair that begins with it", () => {
  const keys = Object.values(ACTIONS).flatMap(({ key }) => key ?? []);
  assert.deepEqual([...new Set(keys)], keys);
  for (const key of keys) assert.ok(!keys.some((other) => other.startsWith(`${key} `)), key);
});

test("the list of keyboard shortcuts has every action with a key once, and no other action", () => {
  const listed = groups()
    .flatMap(([, rows]) => rows)
    .filter(({ text }) => text.startsWith("action."));
  assert.deepEqual(
    listed.map(({ text, keys: [key] }) => [text, key]).sort(),
    ids.flatMap((id) => (ACTIONS[id].key ? [[`action.${id}`, ACTIONS[id].key]] : [])).sort(),
  );
});

test("only what is possible now is listed and found", () => {
  const actions = createActions();
  let closable = false;
  actions.add({
    offers: {
      help() {},
      details: { run() {}, possible: false },
      close: { run() {}, possible: () => closable },
    },
  });
  const found = () => actions.list().map(({ id }) => id);
  assert.deepEqual(found(), ["help"]);
  assert.equal(actions.find("close"), null);
  assert.equal(actions.find("inbox"), null);
  closable = true;
  assert.deepEqual(found(), ["help", "close"]);
});

test("of two components that offer an action, the one that was shown last does it, until it is gone", () => {
  const actions = createActions();
  const done = [];
  const offering = (name) => ({ offers: { back: () => done.push(name) } });
  actions.add(offering("the inbox"));
  const remove = actions.add(offering("the settings"));
  actions.find("back").run();
  remove();
  remove();
  actions.find("back").run();
  assert.deepEqual(done, ["the settings", "the inbox"]);
});

test("a component changes what it offers", () => {
  const actions = createActions();
  const holder = { offers: {} };
  actions.add(holder);
  holder.offers = { close: { run() {}, text: "close_open" } };
  assert.equal(actions.list()[0].text, "close_open");
  assert.equal(actions.list()[0].key, "e");
});
