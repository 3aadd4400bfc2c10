import assert from "node:assert/strict";
import { test } from "node:test";
import { createTokens, resumeSession } from "../../../../admin_static/admin/session.js";
import { inboxIds, workingAdmin } from "../../simulated/admin.js";
import { bodies, simulatedStorage, statuses } from "../../simulated/browser.js";

const MINUTE = 60_000;
const REFRESH = "/session/refresh";

/** The other tabs of the session; `tell` sends a session that another tab has renewed. */
function sharing(newest = async () => null) {
  const jobs = new Set();
  const written = [];
  return {
    written,
    tell(session) {
      for (const job of jobs) job(session);
    },
    shared: {
      write: (session) => written.push(session),
      newest,
      onNews(job) {
        jobs.add(job);
        return () => jobs.delete(job);
      },
    },
  };
}

async function sharingAdmin(options) {
  const world = await workingAdmin();
  world.engine.stop();
  const tabs = sharing(options?.newest);
  const session = world.server.adminSession();
  const { engine, env } = world.admin(simulatedStorage(), session, tabs.shared);
  engine.start();
  await world.time.advance(2_000);
  return { ...world, engine, env, session, ...tabs };
}

test("a token is renewed before it expires, without a refused call, and sent to the other tabs", async () => {
  const { server, time, engine, written } = await sharingAdmin();
  const before = server.requestsTo(REFRESH).length;
  await time.advance(40 * MINUTE);
  const renewals = server.requestsTo(REFRESH).length - before;
  assert.ok(renewals >= 2 && renewals <= 3, `${renewals} renewals in 40 minutes`);
  assert.equal(written.length, renewals);
  assert.deepEqual([engine.state.connection, engine.state.signedOut], ["live", false]);
});

test("a refused token is renewed once for all calls, and no call is lost", async () => {
  const { server, time, engine } = await workingAdmin({ reach: false });
  engine.openConversation("c-1");
  await time.advance(1_000);
  server.expireTokens();
  const connections = new Set();
  engine.subscribe(() => connections.add(engine.state.connection));
  engine.send("Do not lose me");
  await time.advance(3_000);
  assert.deepEqual(
    [bodies(engine), statuses(engine)],
    [
      ["Question 1", "Do not lose me"],
      [null, "sent"],
    ],
  );
  assert.equal(server.requestsTo(REFRESH).length, 1);
  assert.deepEqual([[...connections], engine.state.signedOut], [["polling"], false]);
});

test("a renewal whose response is lost is repeated", async () => {
  const { server, time, engine } = await workingAdmin({ reach: false });
  server.fault(REFRESH, { lost: "before" }, 2);
  server.expireTokens();
  await time.advance(20_000);
  assert.deepEqual([engine.state.signedOut, engine.state.connection], [false, "polling"]);
  server.write("c-1", "visitor", "Hello?");
  await time.advance(2_000);
  assert.equal(inboxIds(engine)[0], "c-1");
});

test("after a temporary failure of the renewal, the valid token is still used", async () => {
  const { server, time, engine, env } = await workingAdmin({ reach: false });
  await time.advance(13.9 * MINUTE);
  server.fault(REFRESH, { status: 503 }, 3);
  env.wakeUp();
  await time.advance(1_000);
  assert.deepEqual([engine.state.signedOut, engine.state.connection], [false, "polling"]);
});

test("with a clock that is hours ahead, not every call renews the token", async () => {
  const { server, time, session, ...world } = await workingAdmin({ reach: false });
  const ahead = world.admin(simulatedStorage(), {
    ...server.adminSession(),
    expires_at: time.now() - 60 * MINUTE,
  });
  const adminSession = server.requestsTo(REFRESH).length;
  ahead.engine.start();
  await time.advance(4 * MINUTE);
  assert.equal(server.requestsTo(REFRESH).length, adminSession);
});

test("another tab's renewed token is used, and not renewed again", async () => {
  const { server, time, session, tell, engine } = await sharingAdmin();
  const asked = server.requestsTo(REFRESH).length;
  await time.advance(10 * MINUTE);
  tell(server.adminSession("a1", session.session_id));
  await time.advance(13 * MINUTE);
  assert.equal(server.requestsTo(REFRESH).length, asked);
  assert.equal(engine.state.signedOut, false);
});

test("a tab that was asleep asks the other tabs for a newer token first", async () => {
  let newer = null;
  const world = await sharingAdmin({ newest: async () => newer });
  const { server, time, session, engine, env } = world;
  newer = server.adminSession("a1", session.session_id);
  time.sleep(60 * MINUTE);
  server.expireTokens();
  newer = { ...newer, token: server.token("admin"), expires_at: time.now() + 15 * MINUTE };
  env.wakeUp();
  await time.advance(5_000);
  assert.deepEqual([server.requestsTo(REFRESH).length, engine.state.signedOut], [0, false]);
});

test("a session that was ended elsewhere signs out", async () => {
  const { server, time, engine } = await workingAdmin({ reach: false });
  server.endSessions();
  await time.advance(5_000);
  assert.equal(engine.state.signedOut, true);
  assert.equal(server.requestsTo(REFRESH).length, 1);
});

test("a reloaded page resumes its session, and receives an error if it has ended", async () => {
  const { server, session, env, time } = await workingAdmin();
  const options = { apiBase: "https://chat.example/api", env };
  const going = resumeSession(options, session);
  await time.advance(100);
  assert.equal((await going).session_id, session.session_id);
  server.endSessions();
  const over = resumeSession(options, session).catch((error) => error);
  await time.advance(100);
  assert.equal((await over).code, "session_revoked");
});

test("signing out ends the session on the server, makes no more requests, and returns true", async () => {
  const { server, time, engine } = await workingAdmin();
  const heard = engine.signOut();
  await time.advance(100);
  assert.equal(await heard, true);
  const calls = server.requests.length;
  assert.deepEqual([server.requests.at(-1).method, server.sockets.open.length], ["DELETE", 0]);
  await time.advance(5 * MINUTE);
  assert.equal(server.requests.length, calls);
});

test("signing out without a connection returns false", async () => {
  const { engine, env, time } = await workingAdmin();
  env.connected = false;
  const heard = engine.signOut();
  await time.advance(100);
  assert.equal(await heard, false);
});

test("signing out of a session that has already ended returns true", async () => {
  const { engine, server, time } = await workingAdmin();
  server.endSessions();
  const heard = engine.signOut();
  await time.advance(100);
  assert.equal(await heard, true);
});

const SITES = [
  { id: "default", name: "Fern & Kettle", role: "owner" },
  { id: "tea", name: "Tea house", role: "agent" },
];

/** A server that knows one person's two sites, and the tokens of a page at the first one. */
function atTwoSites(answer) {
  const requests = [];
  let made = 0;
  const sessionAt = (id) => ({
    ...{
      session_id: "s1",
      token: `${id}-${++made}`,
      refresh_token: `refresh-${made}`,
      refresh_expires_at: made,
    },
    ...{ expires_at: 15 * MINUTE, site: { id }, sites: SITES },
  });
  const api = async (_, path, __, body) => {
    requests.push({ path, ...body });
    return sessionAt(answer ?? body.site_id);
  };
  const tabs = sharing();
  const moves = [];
  const session = sessionAt("default");
  const env = { now: () => 0 };
  const tokens = createTokens({
    api,
    env,
    session,
    shared: tabs.shared,
    moved: (fresh) => moves.push(fresh),
  });
  return { tokens, requests, moves, sessionAt, tell: tabs.tell };
}

test("a tab never uses the token of another site that another tab has sent, only its refresh token", async () => {
  const { tokens, requests, sessionAt, tell } = atTwoSites();
  const fresh = sessionAt("tea");
  tell(fresh);
  assert.equal(await tokens.authorised(async (token) => token), "default-1");
  let refused = false;
  const used = await tokens.authorised(async (token) => {
    if (refused) return token;
    refused = true;
    throw Object.assign(new Error(), { status: 401, code: "token_expired" });
  });
  assert.match(used, /^default-/);
  assert.deepEqual(requests, [
    { path: "/admin/session/refresh", refresh_token: fresh.refresh_token, site_id: "default" },
  ]);
});

test("an admin who was removed from the site goes on at another one, and no call is made there", async () => {
  const { tokens, moves } = atTwoSites("tea");
  const used = [];
  const call = async (token) => {
    used.push(token);
    throw Object.assign(new Error(), { status: 403, code: "not_of_site" });
  };
  await assert.rejects(tokens.authorised(call), { code: "not_of_site" });
  assert.deepEqual([used, moves.map(({ site }) => site.id)], [["default-1", "default-1"], ["tea"]]);
});
