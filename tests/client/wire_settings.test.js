import assert from "node:assert/strict";
import { test } from "node:test";
import { createAdmin } from "../../admin_static/admin/admin.js";
import { acceptInvitation, requestReset, resetPassword } from "../../admin_static/admin/session.js";
import {
  createAccount,
  createAudit,
  createCannedReplies,
  createFaq,
  createSite,
  createTeam,
} from "../../admin_static/admin/settings_calls.js";
import { fixture, fixtureServer } from "./simulated/fixtures.js";

const PASSWORD = "correct horse battery staple";

/** Makes a call, and compares the request with the fixture's. Returns the result and the fixture's answer. */
async function calling(name, makeCall) {
  const server = fixtureServer([name]);
  const admin = createAdmin({ ...server.options, session: fixture("calls/admin_session").response.body });
  const { request, response } = fixture(`calls/${name}`);
  const result = await makeCall(admin.call, request.body, server.options);
  const [{ method, path, body }] = server.requests;
  const { token: _, ...sent } = request.body ?? {};
  assert.deepEqual([method, path, body], [request.method, request.path, request.body && sent]);
  return [result, response.body];
}

test("the account's calls are as in the fixtures", async () => {
  await calling("admin_password", (call, { current, password }) =>
    createAccount(call).changePassword(current, password),
  );
  const [offer, offered] = await calling("admin_second_factor", (call) =>
    createAccount(call).offerSecondFactor(PASSWORD),
  );
  assert.deepEqual(offer, offered);
  const [codes, confirmed] = await calling("admin_second_factor_confirm", (call, { code }) =>
    createAccount(call).confirmSecondFactor(code),
  );
  assert.deepEqual(codes, confirmed.recovery_codes);
  await calling("admin_second_factor_end", (call, { password }) =>
    createAccount(call).endSecondFactor(password),
  );
  const [chosen, answered] = await calling("admin_language", (call, { language }) =>
    createAccount(call).chooseLanguage(language),
  );
  assert.deepEqual(chosen, answered);
  const [preferences, read] = await calling("admin_notifications", (call) =>
    createAccount(call).notifications(),
  );
  assert.deepEqual(preferences, read);
  const [quiet, night] = await calling("admin_notifications_change", (call, changes) =>
    createAccount(call).changeNotifications(changes),
  );
  assert.deepEqual(quiet, night);
  const [sessions, listed] = await calling("admin_sessions", (call) => createAccount(call).sessions());
  assert.deepEqual(sessions, listed.sessions);
  await calling("admin_sessions_end_one", (call) => createAccount(call).endSession("s_4mTz8QwR1nYc"));
  await calling("admin_sessions_end", (call) => createAccount(call).endAllSessions());
});

test("the team's calls are as in the fixtures", async () => {
  const noor = "a_4Lw8sNq1";
  const [members, team] = await calling("admin_team", (call) => createTeam(call).members());
  assert.deepEqual(members, team.admins);
  const [owner, changed] = await calling("admin_team_role", (call) =>
    createTeam(call).changeRole(noor, "owner", PASSWORD),
  );
  assert.deepEqual(owner, changed.admin);
  await calling("admin_team_remove", (call) => createTeam(call).remove(noor, PASSWORD));
  const [reset, allowed] = await calling("admin_team_password_reset", (call) =>
    createTeam(call).allowReset(noor, PASSWORD),
  );
  assert.deepEqual(reset, allowed);
  const [made, invited] = await calling("admin_invite", (call, { email, role }) =>
    createTeam(call).invite(email, role, PASSWORD),
  );
  assert.deepEqual(made, invited);
  const [open, listed] = await calling("admin_invitations", (call) => createTeam(call).invitations());
  assert.deepEqual(open, listed.invitations);
  await calling("admin_invitation_withdraw", (call) => createTeam(call).withdraw("i_7Hq2vLx0TzMc"));
});

test("the site's calls are as in the fixtures", async () => {
  const [site, read] = await calling("admin_site", (call) => createSite(call).read());
  assert.deepEqual(site, read.site);
  const [changed, after] = await calling("admin_site_change", (call, body) => createSite(call).change(body));
  assert.deepEqual(changed, after.site);
  const [open, hours] = await calling("admin_site_hours", (call, body) => createSite(call).change(body));
  assert.deepEqual(open, hours.site);
  const [renewed, token] = await calling("admin_site_widget_token", (call) =>
    createSite(call).replaceWidgetToken(14),
  );
  assert.deepEqual(renewed, token.site);
  const [secret, fixtureAnswer] = await calling("admin_site_identity_secret", (call) =>
    createSite(call).replaceIdentitySecret(7, PASSWORD),
  );
  assert.deepEqual(secret, fixtureAnswer);
});

test("the calls about the bot are as in the fixtures", async () => {
  const id = "q_5e1f7a3b9c2d";
  const [read, all] = await calling("admin_faq", (call) => createFaq(call).read());
  assert.deepEqual(read, all.faq);
  const [named, after] = await calling("admin_faq_change", (call, body) => createFaq(call).change(body));
  assert.deepEqual(named, after.faq);
  const [added, answer] = await calling("admin_faq_add", (call, body) => createFaq(call).addEntry(body));
  assert.deepEqual(added, answer.entry);
  const [changed, result] = await calling("admin_faq_entry_change", (call, body) =>
    createFaq(call).changeEntry(id, body),
  );
  assert.deepEqual(changed, result.entry);
  await calling("admin_faq_remove", (call) => createFaq(call).removeEntry(id));
});

test("the calls about canned replies are as in the fixtures", async () => {
  const id = "r_5e1f7a3b9c2d";
  const [read, all] = await calling("admin_canned_replies_posted", (call) =>
    createCannedReplies(call).read(),
  );
  assert.deepEqual(read, all);
  const [added, answer] = await calling("admin_canned_reply_add", (call, body) =>
    createCannedReplies(call).add(body),
  );
  assert.deepEqual(added, answer.reply);
  const [changed, result] = await calling("admin_canned_reply_change", (call, body) =>
    createCannedReplies(call).change(id, body.revision, body),
  );
  assert.deepEqual(changed, result.reply);
  await calling("admin_canned_reply_remove", (call, body) =>
    createCannedReplies(call).remove(id, body.revision),
  );
});

test("the calls about webhooks are as in the fixtures", async () => {
  const id = fixture("calls/admin_webhook_add").response.body.webhook.id;
  const [all, listed] = await calling("admin_webhooks", (call) => createSite(call).webhooks());
  assert.deepEqual(all, listed.webhooks);
  const [added, answer] = await calling("admin_webhook_add", (call, body) =>
    createSite(call).addWebhook(body),
  );
  assert.deepEqual(added, answer.webhook);
  const [changed, after] = await calling("admin_webhook_change", (call, body) =>
    createSite(call).changeWebhook(id, body),
  );
  assert.deepEqual(changed, after.webhook);
  const [tested, result] = await calling("admin_webhook_test", (call) => createSite(call).testWebhook(id));
  assert.deepEqual(tested, result.webhook);
  await calling("admin_webhook_remove", (call) => createSite(call).removeWebhook(id));
});

test("the calls about webhooks for programs are as in the fixtures", async () => {
  const { event_webhook } = fixture("calls/admin_event_webhook_add").response.body;
  const [{ id: deliveryId }] = fixture("calls/admin_event_deliveries").response.body.deliveries;
  const { id } = event_webhook;
  const of = (call) => createSite(call).eventWebhooks;
  const [all, listed] = await calling("admin_event_webhooks", (call) => of(call).all());
  assert.deepEqual(all, listed.event_webhooks);
  const [added, answer] = await calling("admin_event_webhook_add", (call, body) => of(call).add(body));
  assert.deepEqual(added, answer);
  const [changed, after] = await calling("admin_event_webhook_change", (call, body) =>
    of(call).change(id, body),
  );
  assert.deepEqual(changed, after.event_webhook);
  const [rolled, secret] = await calling("admin_event_webhook_secret", (call, { password }) =>
    of(call).replaceSecret(id, password),
  );
  assert.deepEqual(rolled, secret);
  const [tested, result] = await calling("admin_event_webhook_test", (call) => of(call).test(id));
  assert.deepEqual(tested, result.delivery);
  const [page, log] = await calling("admin_event_deliveries", (call) => of(call).deliveries(id));
  assert.deepEqual(page, log);
  const [shown, read] = await calling("admin_event_delivery", (call) => of(call).delivery(id, deliveryId));
  assert.deepEqual(shown, read);
  const [again, sent] = await calling("admin_event_delivery_replay", (call) =>
    of(call).sendAgain(id, deliveryId),
  );
  assert.deepEqual(again, sent.delivery);
  await calling("admin_event_webhook_remove", (call) => of(call).remove(id));
});

test("the audit log is read from its newest page", async () => {
  const server = fixtureServer(["admin_audit"]);
  const admin = createAdmin({ ...server.options, session: fixture("calls/admin_session").response.body });
  const page = await createAudit(admin.call).page();
  assert.deepEqual(page, fixture("calls/admin_audit").response.body);
  await createAudit(admin.call).page(page.older);
  assert.deepEqual(
    server.requests.map(({ path }) => path),
    ["/admin/audit?limit=50", `/admin/audit?limit=50&before=${page.older}`],
  );
});

test("an export and an erasure are as in the fixtures, and the erased conversation leaves the inbox", async () => {
  const server = fixtureServer([
    "admin_inbox_posted",
    "admin_messages_posted",
    "admin_ticket",
    "admin_export",
    "admin_erase",
  ]);
  const engine = createAdmin({ ...server.options, session: fixture("calls/admin_session").response.body });
  engine.start();
  await server.time.advance(100);
  const [{ id }] = engine.state.inbox.conversations;
  engine.openConversation(id);
  await server.time.advance(100);
  assert.equal(engine.state.open.messages.length, 1);

  const { has_more, last_id, ...kept } = fixture("calls/admin_export").response.body;
  assert.deepEqual(await engine.privacy.export(id), kept);

  await engine.privacy.erase(id);
  const erased = server.requests.find(({ method }) => method === "DELETE");
  assert.equal(erased.path, fixture("calls/admin_erase").request.path);
  assert.deepEqual([engine.state.inbox.conversations, engine.state.open.messages], [[], []]);
});

test("an invitation is accepted and a password reset as in the fixtures, without a token", async () => {
  const [session, joined] = await calling("admin_invitation_accept", (_, body, options) =>
    acceptInvitation(options, body),
  );
  assert.deepEqual(session, joined);
  await calling("admin_password_reset_request", (_, { email }, options) => requestReset(options, email));
  await calling("admin_password_reset", (_, body, options) => resetPassword(options, body));
});

test("ending, withdrawing or unblocking twice is no error", async () => {
  const gone = (code) => () => Promise.reject(Object.assign(new Error(), { code, status: 404 }));
  await createAccount(gone("session_not_found")).endSession("s_1");
  await createTeam(gone("invitation_not_found")).withdraw("i_1");
  await assert.rejects(createTeam(gone("admin_not_found")).remove("a_1"), { code: "admin_not_found" });
});

test("the inbox shows the identity of a verified visitor", async () => {
  const server = fixtureServer(["admin_inbox_posted", "admin_ticket"]);
  const engine = createAdmin({ ...server.options, session: fixture("calls/admin_session").response.body });
  engine.start();
  await server.time.advance(100);
  const [summary] = fixture("calls/admin_inbox_posted").response.body.conversations;
  const [row] = engine.state.inbox.conversations;
  assert.deepEqual([row.verified_id, row.email], [summary.visitor.verified_id, summary.visitor.email]);
});
