import assert from "node:assert/strict";
import { test } from "node:test";
import { signIn } from "../../../../admin_static/admin/session.js";
import { workingAdmin } from "../../simulated/admin.js";
import { bodies, simulatedStorage, simulatedWorld, statuses } from "../../simulated/browser.js";
import { fixture, fixtureServer } from "../../simulated/fixtures.js";

const MINUTE = 60_000;

test("an expired session signs out, makes no requests, and keeps unsent replies for the next session", async () => {
  const storage = simulatedStorage();
  const { engine, server, time, env, ...world } = await workingAdmin({ storage });
  engine.openConversation("c-1");
  await time.advance(100);
  server.endSessions();
  engine.send("Do not lose me");
  await time.advance(100);
  assert.deepEqual([engine.state.signedOut, statuses(engine)], [true, [null, "sending"]]);
  const before = server.requests.length;
  env.wakeUp();
  await time.advance(10 * MINUTE);
  assert.deepEqual([server.requests.length, server.sockets.open.length], [before, 0]);

  const again = world.admin(storage, server.adminSession());
  again.engine.start();
  again.engine.openConversation("c-1");
  await time.advance(1_000);
  assert.deepEqual(
    [bodies(again.engine), statuses(again.engine)],
    [
      ["Question 1", "Do not lose me"],
      [null, "sent"],
    ],
  );
});

test("an admin does not see another admin's unsent replies", async () => {
  const storage = simulatedStorage();
  const { engine, server, time, env, ...world } = await workingAdmin({ storage });
  engine.openConversation("c-1");
  await time.advance(100);
  env.connected = false;
  engine.send("Mine");
  engine.stop();
  const other = world.admin(storage, server.adminSession("a2"));
  other.engine.start();
  other.engine.openConversation("c-1");
  await time.advance(5_000);
  assert.deepEqual(bodies(other.engine), ["Question 1"]);
});

test("signing in requests a session, and a refusal is an error with its code", async () => {
  const calls = [];
  const fetch = async (url, { method, body }) => {
    calls.push([method, url, JSON.parse(body)]);
    const wrong = { error: { code: "credentials_wrong", message: "Wrong." } };
    return { ok: false, status: 401, headers: new Headers(), text: async () => JSON.stringify(wrong) };
  };
  const { env } = simulatedWorld().visitor();
  const credentials = { email: "maya@shop.example", password: "secret" };
  const failure = await signIn({ apiBase: "/api", env: { ...env, fetch } }, credentials).catch(
    (error) => error,
  );
  assert.deepEqual([failure.status, failure.code], [401, "credentials_wrong"]);
  assert.deepEqual(calls, [["POST", "/api/admin/session", credentials]]);
});

test("unsent replies of all tabs are counted, and removed from the browser when discarded", async () => {
  const storage = simulatedStorage();
  const { engine, server, time, env, session, ...world } = await workingAdmin({ storage });
  engine.openConversation("c-1");
  await time.advance(100);
  env.connected = false;
  engine.send("One");
  engine.send("Two");
  assert.equal(engine.state.unsent, 2);
  const other = world.admin(storage, session);
  other.env.connected = false;
  other.engine.openConversation("c-2");
  other.engine.send("Three");
  assert.deepEqual([engine.state.unsent, engine.countUnsent(), engine.state.unsent], [2, 3, 3]);

  other.engine.send("Four");
  engine.discardUnsent();
  const kept = storage.keys().filter((key) => !key.startsWith("porchlight.discarded."));
  assert.deepEqual([engine.state.unsent, kept], [0, []]);
  other.engine.stop();
  env.connected = true;
  env.wakeUp();
  await time.advance(MINUTE);
  assert.deepEqual([bodies(engine), server.requestsTo("/reply").length], [["Question 1"], 0]);
});

test("signing in sends the device tokens of earlier sign-ins", async () => {
  const server = fixtureServer(["admin_session"]);
  const { email, password } = fixture("calls/admin_session").request.body;
  await signIn({ ...server.options, deviceTokens: ["one", "two"] }, { email, password, code: "123456" });
  assert.deepEqual(server.requests[0].body, {
    email,
    password,
    code: "123456",
    device_tokens: ["one", "two"],
  });
  await signIn(server.options, { email, password });
  assert.deepEqual(server.requests[1].body, { email, password });
});
