import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { createContactDetails, problemOf } from "../../../../widget/extras/contact_details.js";

const NONE = { name: null, email: null, state: "" };
const ANA = { name: "Ana", email: "ana@home.example", state: "" };
const embed = { token: "pl_test_1", user: null };

const kept = new Map();
beforeEach(() => {
  kept.clear();
  globalThis.localStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
  };
});
afterEach(() => {
  delete globalThis.localStorage;
});

const stateOf = (form, { contact = NONE, messages = 0, sent = true, ...more } = {}) => ({
  phase: "ready",
  loaded: true,
  messages: Array.from({ length: messages }, (_, at) => ({ id: sent ? at + 1 : null })),
  extras: { contact: { form, ...contact } },
  ...more,
});

/** A visitor whose calls are answered with what they ask for. */
function world({ fails = null, ...parts } = {}) {
  const calls = [];
  const visitor = {
    contact: undefined,
    async call(method, path, body) {
      calls.push([method, path, body]);
      if (fails) throw fails;
      return { contact: { ...NONE, ...body } };
    },
  };
  return { details: createContactDetails({ visitor, embed, ...parts }), visitor, calls };
}

test("an offer comes after the first message, once it is stored", () => {
  const { details } = world();
  assert.equal(details.shows(stateOf("offer")), null);
  assert.equal(details.shows(stateOf("offer", { messages: 1, sent: false })), null);
  assert.equal(details.shows(stateOf("offer", { messages: 1 })), "offer");
});

test("nothing is asked where the site does not, nor before the history is known", () => {
  const { details } = world();
  assert.equal(details.shows(stateOf("off", { messages: 1 })), null);
  assert.equal(details.shows(stateOf("offer", { messages: 1, extras: undefined })), null);
  assert.equal(details.shows(stateOf("require", { loaded: false })), null);
  assert.equal(details.shows(stateOf("require", { phase: "starting" })), null);
});

test("a required form comes before the first message, and what is given goes with the messages", () => {
  const { details, visitor, calls } = world();
  assert.equal(details.shows(stateOf("require")), "before");
  details.give({ name: "Ana", email: "ana@home.example" });
  assert.equal(details.shows(stateOf("require")), null);
  assert.deepEqual(visitor.contact, { name: "Ana", email: "ana@home.example", language: "en" });
  assert.deepEqual(details.known(stateOf("require")), ANA);
  assert.equal(details.shows(stateOf("require", { messages: 1 })), "known");
  assert.deepEqual(calls, []);
});

test("an address that the server knows is not asked for again", () => {
  const { details } = world();
  assert.equal(details.shows(stateOf("require", { contact: ANA })), null);
  assert.equal(details.shows(stateOf("offer", { contact: ANA, messages: 1 })), "known");
});

test("a changed address keeps the name, and later messages do not bring the earlier one back", async () => {
  const { details, visitor, calls } = world();
  const state = stateOf("require", { messages: 1 });
  details.give({ name: "Ana", email: "ana@home.example" });
  await details.save(state, "ana@work.example");
  assert.deepEqual(calls, [
    ["POST", "/chatbot/contact", { email: "ana@work.example", name: "Ana", language: "en" }],
  ]);
  assert.equal(details.known(state).email, "ana@work.example");
  assert.equal(visitor.contact, undefined);
});

test("an address that is removed is offered again", async () => {
  const { details } = world();
  const state = stateOf("offer", { contact: ANA, messages: 1 });
  await details.save(state, null);
  assert.equal(details.shows(state), "offer");
});

test("what could not be saved changes nothing", async () => {
  const { details } = world({ fails: new Error("busy") });
  const state = stateOf("offer", { contact: ANA, messages: 1 });
  await assert.rejects(details.save(state, "ana@work.example"));
  assert.equal(details.known(state).email, "ana@home.example");
});

test("a visitor who does not want it is not asked again, on later pages either; another visitor is", () => {
  const state = stateOf("offer", { messages: 1 });
  world().details.close();
  assert.equal(world().details.shows(state), null);
  const other = world({ embed: { ...embed, user: { id: "u-7", hash: "" } } });
  assert.equal(other.details.shows(state), "offer");
});

test("where storage is forbidden, the offer stays", () => {
  delete globalThis.localStorage;
  const { details } = world();
  details.close();
  assert.equal(details.shows(stateOf("offer", { messages: 1 })), "offer");
});

test("the first field that is wrong is named", () => {
  assert.equal(problemOf({ name: "", email: "" }), "name");
  assert.equal(problemOf({ name: "Ana", email: "" }), "email");
  for (const email of [
    "ana",
    "ana@home",
    "ana@home.",
    "a na@home.example",
    "ana@home.example, b@c.example",
    "@home.example",
  ])
    assert.equal(problemOf({ email }), "email", email);
  for (const email of ["ana@home.example", "ana+shop@mail.home.example", "ána@höme.example"])
    assert.equal(problemOf({ name: "Ana", email }), null, email);
});

test("another conversation has its own contact: what was saved in the one before does not count there", async () => {
  const { details } = world();
  await details.save(stateOf("offer", { messages: 1 }), "ana@home.example");
  const other = stateOf("offer", { messages: 1, moves: 1 });
  assert.equal(details.shows(other), "offer");
  assert.equal(details.known(other).email, null);
});

test("where a contact is required, a new conversation that begins with the one before asks for none", () => {
  const { details } = world();
  details.give({ name: "Ana", email: "ana@home.example" });
  assert.equal(details.shows(stateOf("require", { moves: 1 })), "before");
  assert.equal(details.shows(stateOf("require", { moves: 2, contact: ANA })), null);
});
