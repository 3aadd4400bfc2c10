import assert from "node:assert/strict";
import { test } from "node:test";
import { createAdmin } from "../../admin_static/admin/admin.js";
import { resumeSession, signIn } from "../../admin_static/admin/session.js";
import { createVisitor } from "../../widget/visitor/visitor.js";
import { fixture, fixtureServer, fixtures } from "./simulated/fixtures.js";

async function visitorOf(names) {
  const server = fixtureServer(names);
  const widgetToken = fixture("calls/visitor_session").request.body.widget_token;
  const engine = createVisitor({ ...server.options, widgetToken });
  engine.start();
  await server.time.advance(100);
  return { ...server, engine };
}

test("the visitor reads the session as in the fixture", async () => {
  const { engine, requests } = await visitorOf(["visitor_session"]);
  const { request, response } = fixture("calls/visitor_session");
  assert.deepEqual(
    [requests[0].method, requests[0].path, requests[0].body],
    [request.method, request.path, request.body],
  );
  assert.deepEqual([engine.state.phase, engine.state.site], ["ready", response.body.site]);
});

test("the visitor's page has the site's opening hours, if there are any", async () => {
  const { engine } = await visitorOf(["visitor_session_hours"]);
  const { hours } = fixture("calls/visitor_session_hours").response.body.extras;
  assert.equal(hours.week.friday[0].closes, "02:00");
  assert.deepEqual(engine.state.extras.hours, hours);
});

test("a verified visitor requests a session as in the fixture", async () => {
  const { request, response } = fixture("calls/visitor_session_identity");
  const { widget_token, identity } = request.body;
  const server = fixtureServer(["visitor_session_identity", "visitor_messages_empty_posted"]);
  const engine = createVisitor({ ...server.options, widgetToken: widget_token, identity });
  engine.start();
  await server.time.advance(100);
  assert.deepEqual(
    [server.requests[0].method, server.requests[0].path, server.requests[0].body],
    [request.method, request.path, request.body],
  );
  assert.deepEqual([engine.state.phase, engine.state.site], ["ready", response.body.site]);
});

test("the visitor sends as in the fixture, and applies the answer and both events", async () => {
  const { engine, requests, time, sockets } = await visitorOf([
    "visitor_session",
    "visitor_message",
    "visitor_messages_empty_posted",
    "visitor_ticket",
    "visitor_mark_read",
  ]);
  const { request, response } = fixture("calls/visitor_message");
  engine.send(request.body.body);
  await time.advance(100);
  const sent = requests.find(({ path }) => path === request.path);
  assert.deepEqual(Object.keys(sent.body).sort(), Object.keys(request.body).sort());
  assert.deepEqual([sent.method, sent.body.body, sent.body.after], [request.method, request.body.body, 0]);
  const { id, body, sender_name, sent_at } = response.body.message;
  const [shown] = engine.state.messages;
  assert.deepEqual(
    [shown.id, shown.body, shown.sender_name, shown.sent_at],
    [id, body, sender_name, sent_at],
  );
  assert.equal(sockets.made[0].url, fixture("calls/visitor_session").response.body.socket_url);

  const received = fixture("events/chat_message_received");
  sockets.push(received);
  sockets.push({ ...fixture("events/messages_read"), reader: "admin" });
  await time.advance(10);
  assert.deepEqual(
    engine.state.messages.map(({ body: text, status }) => [text, status]),
    [
      [body, "read"],
      [received.message.body, null],
    ],
  );

  sockets.push(fixture("events/conversation_erased"));
  await time.advance(10);
  assert.deepEqual(engine.state.messages, []);
});

test("pages make simple calls as in the fixtures, token included", async () => {
  const { engine, requests, time } = await visitorOf([
    "visitor_session",
    "visitor_message",
    "visitor_messages_posted",
    "visitor_ticket",
  ]);
  const as = (name) => fixture(`calls/${name}`).request;
  const { token } = fixture("calls/visitor_session").response.body;
  engine.send(as("visitor_message_simple").body.body);
  await time.advance(100);
  const sent = requests.find(({ path }) => path === as("visitor_message_simple").path);
  const poll = requests.findLast(({ path }) => path === as("visitor_messages_posted").path);
  for (const call of [sent, poll]) {
    assert.deepEqual([call.method, call.headers], ["POST", as("visitor_message_simple").headers]);
    assert.equal(call.token, token);
  }
  assert.deepEqual(
    Object.keys({ token, ...sent.body }).sort(),
    Object.keys(as("visitor_message_simple").body).sort(),
  );
  assert.deepEqual(
    Object.keys({ token, ...poll.body }).sort(),
    Object.keys(as("visitor_messages_posted").body).sort(),
  );
});

test("the dashboard requests the inbox and messages as in the fixtures of simple calls", async () => {
  const names = ["admin_inbox_posted", "admin_messages_posted", "admin_ticket"];
  const server = fixtureServer(names);
  const session = fixture("calls/admin_session").response.body;
  const engine = createAdmin({ ...server.options, session });
  engine.start();
  await server.time.advance(100);
  engine.openConversation(engine.state.inbox.conversations[0].id);
  await server.time.advance(100);
  for (const name of names.slice(0, 2)) {
    const { path, headers, body } = fixture(`calls/${name}`).request;
    const call = server.requests.find((one) => one.path === path);
    assert.deepEqual([call.headers, { ...call.body, token: body.token }], [headers, body]);
    assert.equal(call.token, session.token);
  }
});

test("the visitor marks as read as in the fixture", async () => {
  const { engine, requests, time } = await visitorOf([
    "visitor_session",
    "visitor_message",
    "visitor_messages_posted",
    "visitor_ticket",
    "visitor_mark_read",
  ]);
  engine.send("Hello");
  await time.advance(100);
  assert.equal(engine.state.unread, 1);
  engine.setVisible(true);
  await time.advance(100);
  const { request, response } = fixture("calls/visitor_mark_read");
  const mark = requests.find(({ path }) => path === request.path);
  assert.deepEqual([mark.method, mark.body], [request.method, request.body]);
  assert.equal(response.body.read.visitor, 2);
  assert.equal(engine.state.unread, 0);
});

test("a page of messages as in the fixture is applied after the messages before it", async () => {
  const { engine, time, env } = await visitorOf([
    "visitor_session",
    "visitor_message",
    "visitor_messages_posted",
    "visitor_ticket",
  ]);
  engine.send("Hello");
  await time.advance(100);
  const { messages, read } = fixture("calls/visitor_messages_posted").response.body;
  assert.deepEqual(
    engine.state.messages.map(({ id }) => id),
    [1, ...messages.map(({ id }) => id)],
  );
  assert.equal(engine.state.messages[0].status, read.admin >= 1 ? "read" : "sent");
  assert.equal(env.storage.kept.size, 1);
});

test("a refusal as in the fixture fails the message with its code", async () => {
  const server = fixtureServer(["visitor_session", "refused"]);
  const engine = createVisitor({ ...server.options, widgetToken: "pl_x" });
  engine.start();
  await server.time.advance(100);
  engine.send("   ");
  await server.time.advance(100);
  const { code } = fixture("calls/refused").response.body.error;
  assert.deepEqual(engine.state.messages[0].failure, { code, retryable: false });
});

test("the admin reads session, inbox, messages, reply, mark and ticket as in the fixtures", async () => {
  const server = fixtureServer([
    "admin_session",
    "admin_inbox_posted",
    "admin_messages_posted",
    "admin_reply",
    "admin_mark_read",
    "admin_ticket",
  ]);
  const session = await signIn(server.options, fixture("calls/admin_session").request.body);
  assert.deepEqual(session, fixture("calls/admin_session").response.body);
  const engine = createAdmin({ ...server.options, session });
  engine.start();
  await server.time.advance(100);
  const [summary] = fixture("calls/admin_inbox_posted").response.body.conversations;
  const [row] = engine.state.inbox.conversations;
  assert.deepEqual(
    [row.id, row.name, row.preview, row.last_at, row.last_id, row.unread],
    [summary.id, summary.visitor.name, summary.preview, summary.last_at, summary.last_id, 1],
  );
  assert.equal(engine.state.connection, "live");

  engine.openConversation(summary.id);
  engine.setVisible(true);
  await server.time.advance(100);
  assert.equal(engine.state.inbox.conversations[0].unread, 0);
  const { request, response } = fixture("calls/admin_reply");
  engine.send(request.body.body);
  await server.time.advance(100);
  const reply = server.requests.find(({ path }) => path === request.path);
  assert.deepEqual([reply.body.body, reply.body.after], [request.body.body, request.body.after]);
  assert.deepEqual(
    engine.state.open.messages.map(({ id, sender_name }) => [id, sender_name]),
    [
      [1, "Visitor"],
      [2, response.body.message.sender_name],
    ],
  );
  server.sockets.push(fixture("events/messages_read"));
  await server.time.advance(10);
  assert.equal(engine.state.open.messages[1].status, "read");
});

test("a page resumes a session, and signs out, as in the fixtures", async () => {
  const server = fixtureServer(["admin_session_refresh", "admin_session_end"]);
  const kept = fixture("calls/admin_session").response.body;
  const session = await resumeSession(server.options, kept);
  const { request, response } = fixture("calls/admin_session_refresh");
  assert.deepEqual([server.requests[0].body, session], [request.body, response.body]);
  assert.equal(await createAdmin({ ...server.options, session }).signOut(), true);
  assert.deepEqual([server.requests[1].method, server.requests[1].path], ["DELETE", "/admin/session"]);
});

test("the admin blocks, lists and unblocks as in the fixtures", async () => {
  const names = ["admin_inbox_since_posted", "admin_block", "admin_blocks", "admin_unblock"];
  const server = fixtureServer(names);
  const engine = createAdmin({ ...server.options, session: fixture("calls/admin_session").response.body });
  const { request, response } = fixture("calls/admin_block");
  const sent = (method) => server.requests.find((one) => one.method === method && /blocks/.test(one.path));

  await engine.blocks.load();
  assert.deepEqual(engine.state.blocks, fixture("calls/admin_blocks").response.body.blocks);
  await engine.blocks.load();
  assert.equal(server.requests.filter(({ path }) => path === "/admin/blocks").length, 1);

  await engine.blocks.add(request.body);
  assert.deepEqual([sent("POST").path, sent("POST").body], [request.path, request.body]);
  assert.deepEqual(engine.state.blocks, [response.body.block]);

  await engine.blocks.remove(response.body.block.id);
  assert.equal(sent("DELETE").path, fixture("calls/admin_unblock").request.path);
  assert.deepEqual(engine.state.blocks, []);
});

test("a poll of the inbox uses the cursor of the previous answer", async () => {
  const server = fixtureServer(["admin_inbox_since_posted"]);
  const { cursor } = fixture("calls/admin_inbox_since_posted").response.body;
  const engine = createAdmin({ ...server.options, session: fixture("calls/admin_session").response.body });
  engine.start();
  await server.time.advance(1_100);
  const polls = server.requests.filter(({ path, body }) => path === "/admin/chatbot" && body.since);
  assert.ok(polls.length > 0);
  assert.equal(polls[0].body.since, cursor);
});

test("the heartbeat is the resume frame of the fixture, and every frame of the fixtures is accepted", async () => {
  const { engine, time, sockets } = await visitorOf([
    "visitor_session",
    "visitor_message",
    "visitor_messages_empty_posted",
    "visitor_ticket",
  ]);
  engine.send("Hello");
  await time.advance(60_000);
  const [socket] = sockets.made;
  const [{ at, ...beat }] = socket.frames;
  assert.deepEqual(beat, fixture("frames/resume"));
  assert.ok(at > 0);
  for (const frame of fixtures("frames")) socket.receive(JSON.stringify(frame));
  assert.deepEqual([engine.state.connection, engine.state.behind], ["live", true]);
});
