import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { openLink } from "../../../../widget/extras/link.js";

const GLOBALS = ["location", "history", "localStorage", "fetch"];
const embed = { token: "pl_test_1", api: "https://chat.example/api", user: null };
const KEY = "porchlight.pl_test.visitor";
const ANSWER = { token: "t.1", conversation_id: "c_1", expires_at: 1 };

afterEach(() => {
  for (const name of GLOBALS) delete globalThis[name];
});

/** A page that a link has opened. @param {() => Promise<object>} answer of the server */
function page(answer = async () => ({ ok: true, json: async () => ANSWER }), kept = []) {
  const opened = { stored: new Map(kept), addresses: [], requests: [] };
  const globals = {
    location: { hash: "#porchlight=s_1.2", pathname: "/contact", search: "?from=mail" },
    history: { state: { scroll: 3 }, replaceState: (...given) => opened.addresses.push(given) },
    localStorage: {
      getItem: (key) => opened.stored.get(key) ?? null,
      setItem: (key, value) => opened.stored.set(key, value),
    },
    fetch(url, init) {
      opened.requests.push([url, init, opened.addresses.length]);
      return answer();
    },
  };
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true });
  return opened;
}

test("the link's conversation becomes that of the page", async () => {
  const { requests, stored } = page();
  await openLink(embed);
  const [[url, { method, body, credentials, headers }]] = requests;
  assert.deepEqual([url, method, credentials], ["https://chat.example/api/chatbot/link", "POST", "omit"]);
  assert.deepEqual(JSON.parse(body), { widget_token: "pl_test_1", secret: "s_1.2" });
  assert.match(headers["Content-Type"], /^text\/plain/, "no preflight");
  assert.deepEqual(JSON.parse(stored.get(KEY)), { token: "t.1", conversation_id: "c_1" });
});

test("the page's own token goes with the link, and its conversation stays within reach", async () => {
  const own = JSON.stringify({ token: "t.0", conversation_id: "c_0" });
  const { requests, stored } = page(undefined, [[KEY, own]]);
  await openLink(embed);
  assert.equal(JSON.parse(requests[0][1].body).token, "t.0");
  assert.equal(stored.get(`${KEY}.c_0`), own);
  assert.equal(JSON.parse(stored.get(KEY)).conversation_id, "c_1");
});

test("the secret leaves the address before anything is requested, the rest of the address stays", async () => {
  const { requests, addresses } = page();
  await openLink(embed);
  assert.deepEqual(addresses, [[{ scroll: 3 }, "", "/contact?from=mail"]]);
  assert.equal(requests[0][2], 1);
});

test("a link that is used up leaves the page its own conversation", async () => {
  const { stored } = page(async () => ({ ok: false, json: async () => ({}) }));
  await openLink(embed);
  assert.equal(stored.size, 0);
});

test("a verified visitor keeps their own conversation, and the secret leaves the address all the same", async () => {
  const { requests, stored, addresses } = page();
  await openLink({ ...embed, user: { id: "u-7", hash: "" } });
  assert.deepEqual([requests.length, stored.size, addresses.length], [0, 0, 1]);
});

test("without a connection nothing is stored", async () => {
  const { stored } = page(() => Promise.reject(new TypeError("offline")));
  await assert.rejects(openLink(embed), TypeError);
  assert.equal(stored.size, 0);
});
