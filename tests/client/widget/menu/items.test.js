import assert from "node:assert/strict";
import { test } from "node:test";
import { ITEMS } from "../../../../widget/menu/items.js";

const ANSWERED = [
  {
    id: 1,
    sender_type: "visitor",
    mine: true,
    sender_name: "Visitor",
    body: "Hello",
    sent_at: 1784188800000,
  },
  { id: 2, sender_type: "admin", sender_name: "Maya", body: "Hi", sent_at: 1784188815000 },
];

function menu({ email = "ana@home.example", state = "", answer = async () => ({}), ...more } = {}) {
  const [calls, files] = [[], []];
  const visitor = {
    state: {
      site: { name: "Fern & Kettle" },
      messages: ANSWERED,
      loaded: true,
      behind: false,
      extras: { contact: { form: "offer", transcripts: true } },
      ...more,
    },
    call: (...call) => calls.push(call) && answer(),
  };
  const env = { now: () => 1784188900000, random: () => 0.5 };
  const several = { canBegin: () => false, hasOthers: () => false };
  const parts = {
    env,
    visitor,
    several,
    contact: () => ({ email, state }),
    save: (...file) => files.push(file),
  };
  return { items: ITEMS.map((item) => item(parts)).filter(Boolean), calls, files };
}
const texts = ({ items }) => items.map(({ text }) => text);

test("the conversation is saved as a file, without a call", () => {
  const { items, calls, files } = menu();
  items[0].onSelect();
  const [[name, text]] = files;
  assert.equal(name, "Conversation-with-Fern-Kettle.txt");
  assert.match(text, /You\nHello\n\n.*Maya\nHi\n$/);
  assert.deepEqual(calls, []);
});

test("a log that is not complete is not saved", () => {
  assert.doesNotMatch(texts(menu({ loaded: false })).join(), /Download/);
  assert.doesNotMatch(texts(menu({ behind: true })).join(), /Download/);
});

test("it is sent to the address of the conversation, and the menu says what came of it", async () => {
  const { items, calls } = menu();
  assert.equal(items[1].text, "Send the conversation to ana@home.example");
  assert.equal(await items[1].onSelect(), "The conversation is on its way to ana@home.example.");
  const [[method, path, body]] = calls;
  assert.deepEqual([method, path, Object.keys(body)], ["POST", "/chatbot/transcript", ["client_id", "zone"]]);
  assert.match(body.client_id, /^[\w-]{8,64}$/);
  const failing = menu({ answer: () => Promise.reject(new Error("busy")) });
  assert.equal(await failing.items[1].onSelect(), "This could not be sent. Please try again later.");
});

test("without mail, an address, or an answer, it is not offered", () => {
  const offered = (more) => texts(menu(more)).some((text) => text.startsWith("Send"));
  assert.equal(offered({}), true);
  assert.equal(offered({ email: null }), false);
  assert.equal(offered({ state: "unsubscribed" }), false);
  assert.equal(offered({ extras: { contact: { form: "offer" } } }), false);
  assert.equal(offered({ extras: undefined }), false);
  assert.equal(offered({ messages: [ANSWERED[0]] }), false);
});

test("another conversation is offered once this one has a message, and the list once there are others", () => {
  const texts = (several, unreadElsewhere = 0) =>
    ITEMS.slice(0, 2)
      .map((item) =>
        item({ several: { begin() {}, show() {}, ...several }, visitor: { state: { unreadElsewhere } } }),
      )
      .filter(Boolean)
      .map(({ text, unread }) => [text, unread ?? null]);
  const no = () => false;
  const yes = () => true;
  assert.deepEqual(texts({ canBegin: no, hasOthers: no }), []);
  assert.deepEqual(texts({ canBegin: yes, hasOthers: no }), [["New conversation", null]]);
  assert.deepEqual(texts({ canBegin: no, hasOthers: yes }, 2), [["Your conversations", true]]);
});
