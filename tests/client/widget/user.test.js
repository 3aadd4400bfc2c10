import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

const HASH = "16b7a1d088be4a6992766624c90a4b60b0213508050ca3216617036f85fd1ad2";
const known = (more) => ({ id: "4711", hash: HASH, ...more });

let readUser;
let warned;
let copies = 0;
beforeEach(async () => {
  mock.restoreAll();
  warned = mock.method(console, "warn", () => {});
  // Each test gets its own copy of the module.
  ({ readUser } = await import(`../../../widget/user.js?${++copies}`));
});

const warnings = () => warned.mock.calls.map(({ arguments: [text] }) => text);

test("a verified visitor is an id with its hash", () => {
  assert.deepEqual(readUser({ id: 4711, hash: HASH, role: "admin" }), known());
  for (const nobody of [null, undefined, {}, "4711", 5, { name: "Ada" }, { id: "", hash: "" }])
    assert.equal(readUser(nobody), null);
  assert.deepEqual(warnings(), []);
});

test("without a usable id or hash there is a warning, and the chat goes on without them", () => {
  for (const user of [{ id: "4711" }, known({ hash: "" }), known({ hash: "00" })])
    assert.equal(readUser(user), null);
  for (const user of [{ hash: HASH }, known({ id: "x".repeat(201) }), known({ id: {} })])
    assert.equal(readUser(user), null);
  assert.deepEqual(warnings(), [
    "Porchlight: the visitor's hash cannot be used and is ignored.",
    "Porchlight: the visitor's id cannot be used and is ignored.",
  ]);
});

test("the id is not trimmed: the hash was made of it", () => {
  assert.equal(readUser(known({ id: " 4711 " })).id, " 4711 ");
  assert.equal(readUser(known({ hash: ` ${HASH}\n` })).hash, HASH);
});

test("a name and an email address are sent as they are: the server trims them", () => {
  const given = { name: " Ada\u00a0 Lind ", email: "ada@lind.example " };
  assert.deepEqual(readUser(known(given)), known(given));
  assert.deepEqual(warnings(), []);
});

test("an attribute that is not text is ignored, with one warning that names it", () => {
  for (const nothing of [{}, true, ["ada@lind.example"]])
    assert.deepEqual(readUser(known({ name: "Ada", email: nothing })), known({ name: "Ada" }));
  assert.deepEqual(readUser(known({ name: {} })), known());
  assert.deepEqual(warnings(), [
    "Porchlight: the visitor's email cannot be used and is ignored.",
    "Porchlight: the visitor's name cannot be used and is ignored.",
  ]);
});

test("missing attributes cause no warning", () => {
  for (const nothing of [null, undefined, ""])
    assert.deepEqual(readUser(known({ name: nothing, email: nothing })), known());
  assert.deepEqual(warnings(), []);
});
