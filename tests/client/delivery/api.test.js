import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, createApi, tokenRefused } from "../../../client/delivery/api.js";
import { simulatedTime } from "../simulated/time.js";

function answering({ status = 200, text = "{}", headers = {} }) {
  const time = simulatedTime();
  const calls = [];
  const fetch = async (url, init) => {
    calls.push({ url, ...init });
    return { ok: status < 300, status, headers: new Headers(headers), text: async () => text };
  };
  return { time, calls, request: createApi({ base: "/api", env: { ...time, fetch } }) };
}

test("a POST needs no preflight: text, with the token in the body, and no cookie", async () => {
  const { request, calls } = answering({ text: '{"ok":1}' });
  assert.deepEqual(await request("POST", "/chatbot/message", "secret", { body: "🫖" }), { ok: 1 });
  const [{ url, method, headers, body, credentials }] = calls;
  assert.deepEqual(
    [url, method, headers, JSON.parse(body), credentials],
    [
      "/api/chatbot/message",
      "POST",
      { "Content-Type": "text/plain;charset=UTF-8" },
      { body: "🫖", token: "secret" },
      "omit",
    ],
  );
});

test("no call has a cache mode, because Chromium would ignore its cached preflights", async () => {
  const { request, calls } = answering({});
  for (const method of ["GET", "POST", "PATCH", "DELETE"]) await request(method, "/x", "secret");
  for (const call of calls) assert.ok(!("cache" in call));
});

test("a POST without fields has its token alone, and without a token none", async () => {
  const { request, calls } = answering({});
  await request("POST", "/chatbot/ticket", "secret");
  await request("POST", "/admin/session", null, { email: "maya@shop.example" });
  await request("POST", "/chatbot/session", undefined, { widget_token: "pl_x" });
  assert.deepEqual(
    calls.map(({ body }) => JSON.parse(body)),
    [{ token: "secret" }, { email: "maya@shop.example" }, { widget_token: "pl_x" }],
  );
});

test("another method has its token in a header and its body as JSON", async () => {
  const { request, calls } = answering({});
  await request("GET", "/x");
  await request("GET", "/x", "secret");
  await request("PATCH", "/x", "secret", { name: "Maya" });
  assert.deepEqual(
    calls.map(({ headers, body }) => [headers, body]),
    [
      [{}, undefined],
      [{ Authorization: "Bearer secret" }, undefined],
      [{ "Content-Type": "application/json", Authorization: "Bearer secret" }, '{"name":"Maya"}'],
    ],
  );
});

test("no token is in an address", async () => {
  const { request, calls } = answering({});
  for (const method of ["GET", "POST", "DELETE"]) await request(method, "/x", "secret");
  for (const { url } of calls) assert.ok(!url.includes("secret"));
});

test("a refusal becomes an error with its code, field and status, and is not to be repeated", async () => {
  const text = '{"error":{"code":"message_empty","message":"A message needs some text.","field":"body"}}';
  const error = await answering({ status: 400, text })
    .request("POST", "/x")
    .catch((caught) => caught);
  assert.ok(error instanceof ApiError);
  const { status, code, field, message, transient, retryAfter } = error;
  assert.deepEqual(
    { status, code, field, message, transient, retryAfter },
    {
      status: 400,
      code: "message_empty",
      field: "body",
      message: "A message needs some text.",
      transient: false,
      retryAfter: null,
    },
  );
});

test("busy, rate-limiting and timed-out servers are retried, after the seconds they name", async () => {
  for (const status of [408, 429, 500, 503]) {
    const text = '{"error":{"code":"busy","message":"Busy."}}';
    const { request } = answering({ status, text, headers: { "Retry-After": "7" } });
    const error = await request("GET", "/x").catch((caught) => caught);
    assert.deepEqual([error.transient, error.retryAfter], [true, 7], `status ${status}`);
  }
});

test("an answer that is not our server's is retried, whatever its status", async () => {
  const strangers = [
    { status: 200, text: "<html>Sign in to the hotel's Wi-Fi</html>" },
    { status: 403, text: '{"message":"Missing Authentication Token"}' },
    { status: 502, text: "" },
    { status: 200, text: "null" },
  ];
  for (const stranger of strangers) {
    const error = await answering(stranger)
      .request("GET", "/x")
      .catch((caught) => caught);
    assert.deepEqual([error.code, error.transient, error.status], ["unreadable", true, stranger.status]);
  }
});

test("no answer at all is a network error", async () => {
  const fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  const request = createApi({ base: "", env: { ...simulatedTime(), fetch } });
  const error = await request("GET", "/x").catch((caught) => caught);
  assert.deepEqual([error.status, error.code, error.transient], [0, "network", true]);
});

test("a request that hangs is aborted after its timeout", async () => {
  const time = simulatedTime();
  const fetch = (_, { signal }) =>
    new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const request = createApi({ base: "", env: { ...time, fetch }, timeoutMs: 15_000 });
  let error = null;
  request("GET", "/x").catch((caught) => {
    error = caught;
  });
  await time.advance(14_999);
  assert.equal(error, null);
  await time.advance(1);
  assert.equal(error.code, "network");
});

test("only 401 with a token code means that the token is refused", () => {
  assert.ok(tokenRefused(new ApiError(401, { code: "token_expired" })));
  assert.ok(!tokenRefused(new ApiError(401, { code: "credentials_wrong" })));
  assert.ok(!tokenRefused(new ApiError(403, { code: "token_expired" })));
});
