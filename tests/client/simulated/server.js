import { sentBy } from "./calls.js";
import { simulatedDesk } from "./desk.js";
import { simulatedLog } from "./log.js";
import { simulatedPace } from "./pace.js";
import { simulatedSockets } from "./socket.js";
import { simulatedViews } from "./views.js";

const REFUSED = (status, code, retryAfter) => ({
  status,
  retryAfter,
  body: { error: { code, message: code } },
});

/** An in-memory server with the wire of tests/wire, and faults before and after each request. */
export function simulatedServer(time, { latencyMs = 5 } = {}) {
  const log = simulatedLog(time.now);
  const sockets = simulatedSockets(time, latencyMs);
  const desk = simulatedDesk({ log, now: time.now, push: (event) => sockets.push(event) });
  const views = simulatedViews(log, time.now);
  const tokens = new Map();
  const requests = [];
  let faults = [];
  let closed = null;
  let socketUrl = "wss://socket.example/api";
  let made = 0;
  let pace = null;
  let identityRequired = false;
  let bot = null; // answers by the ids of questions
  let extras;
  const sessions = new Map(); // of admins: by session_id, the valid refresh token

  function adminSession(id = "a1", session_id = `s${made}`, refresh_token = `refresh-${made}`) {
    const before = sessions.get(session_id)?.refresh_token;
    if (before !== refresh_token) sessions.set(session_id, { id, refresh_token, before });
    return {
      token: token("admin", undefined, false, id),
      expires_at: time.now() + 15 * 60_000,
      refresh_token,
      refresh_expires_at: time.now() + 30 * 24 * 3600_000,
      session_id,
      admin: { id, name: id === "a2" ? "Noor" : "Maya", email: "maya@shop.example", role: "owner" },
      site: { id: "default", name: "Fern & Kettle" },
      socket_url: socketUrl,
      intervals: { poll_ms: 1000, check_ms: 30_000 },
    };
  }

  function refresh({ refresh_token }) {
    for (const [session_id, session] of sessions) {
      const { id, before } = session;
      if (session.refresh_token === refresh_token) return { status: 201, body: adminSession(id, session_id) };
      if (before === refresh_token)
        return { status: 201, body: adminSession(id, session_id, session.refresh_token) };
    }
    return REFUSED(401, "session_revoked");
  }

  const owners = new Map(); // of stored conversations: by id, the visitor

  function token(role, conversation, known = false, visitor = undefined) {
    made += 1;
    const text = `${role}-token-${made}`;
    tokens.set(text, { role, conversation, known, visitor });
    return text;
  }

  function session(body, stranger) {
    const { identity } = body;
    if (identity && identity.hash !== `hash of ${identity.id}`) return REFUSED(403, "identity_invalid");
    if (!identity && identityRequired) return REFUSED(403, "identity_required");
    const known = identity && {
      visitor: `u-${identity.id}`,
      conversation: stranger?.visitor === `u-${identity.id}` ? stranger.conversation : `c-${identity.id}`,
    };
    const caller = known ?? (stranger?.known ? null : stranger);
    if (!body.widget_token.startsWith("pl_test")) return REFUSED(403, "widget_token_invalid");
    made += 1;
    const visitor = caller?.visitor ?? `v${made}`;
    const wanted = caller && body.conversation_id;
    const isOwn = wanted && owners.get(wanted) === visitor;
    const present = caller?.conversation ?? `c${made}`;
    const conversation_id = isOwn ? wanted : wanted === "new" ? `c${made}` : present;
    const others = ownOf(visitor).filter(({ id }) => id !== conversation_id);
    const unread = others.reduce((sum, each) => sum + each.log.length - each.read.visitor, 0);
    return {
      status: 200,
      body: {
        ...(others.length > 0 && { extras: { conversations: { others: others.length, unread } } }),
        token: token("visitor", conversation_id, Boolean(identity), visitor),
        expires_at: time.now() + 1e10,
        conversation_id,
        site: { id: "default", name: "Fern & Kettle", greeting: "Hello!" },
        ...((extras || bot) && {
          extras: { ...extras, ...(bot && { faq: { language: "en", questions: {} } }) },
        }),
        socket_url: socketUrl,
        intervals: { poll_ms: 1000, check_ms: 30_000 },
      },
    };
  }

  function ownOf(visitor) {
    return [...owners].filter(([, owner]) => owner === visitor).map(([id]) => log.get(id));
  }

  function list(visitor) {
    const conversations = ownOf(visitor).map(({ id, log: messages, read, created_at }) => ({
      id,
      status: "open",
      created_at,
      last_id: messages.length,
      last_at: messages.at(-1).sent_at,
      last_sender: messages.at(-1).sender_type,
      preview: messages.at(-1).body,
      read: { ...read },
    }));
    return { status: 200, body: { conversations, has_more: false } };
  }

  function append(id, side, body, change) {
    if (change?.kind !== "deleted" && !body.body.trim()) return REFUSED(400, "message_empty");
    const wait = side === "visitor" && pace?.wait(id, body);
    if (wait > 0) return REFUSED(429, "too_many_messages", Math.ceil(wait / 1000));
    const { status, code, message } = log.append(id, side, body, change);
    if (code) return REFUSED(status, code);
    const event = {
      type: "ChatMessageReceived",
      conversation_id: id,
      id: message.id,
      message,
      read: { ...log.get(id).read },
    };
    if (status === 201) sockets.push(event, owners.get(id));
    if (side === "visitor") desk.of(id).until = null;
    const bots_line = bot?.[body.bot?.question] && botsLine(id, message, bot[body.bot.question], event);
    return { status, body: { message, ...(bots_line && { bots_line }) } };
  }

  /** Stored with the message, under the next number: a retry finds it. */
  function botsLine(id, { id: asked, client_id }, text, event) {
    const { log: stored } = log.get(id);
    if (stored.length > asked) return stored[asked];
    const { message } = log.append(id, "bot", { client_id: `bot-${client_id}`, body: text, after: 0 });
    Object.assign(message, { bot: { kind: "answer" } });
    sockets.push({ ...event, id: message.id, message }, owners.get(id));
    return message;
  }

  function mark(id, side, upTo) {
    const read = log.mark(id, side, upTo);
    sockets.push({ type: "MessagesRead", conversation_id: id, id: upTo, reader: side }, owners.get(id));
    return { status: 200, body: { read } };
  }

  /** Closes a conversation or opens it again, by an entry of its log. */
  function setStatus(id, { client_id, status, after }) {
    const conversation = log.get(id);
    const closed = status === "closed";
    const later = conversation.log.slice(after);
    if (later.some((each) => each.sender_type === "visitor" && !each.kind))
      return REFUSED(409, "newer_messages");
    if (Boolean(conversation.closed) === closed) return { status: 200, body: { status } };
    const message = {
      id: conversation.log.length + 1,
      client_id,
      kind: closed ? "closed" : "reopened",
      sender_type: "admin",
      sender_name: "Maya",
      body: "",
      sent_at: time.now(),
    };
    conversation.log.push(message);
    const { snoozed_until: _, ...rest } = conversation.desk ?? {};
    Object.assign(conversation, {
      closed,
      waiting_since: undefined,
      ...(conversation.desk && { desk: rest }),
    });
    desk.of(id).until = null;
    log.touch(conversation);
    const read = { ...conversation.read };
    sockets.push(
      { type: "ChatMessageReceived", conversation_id: id, id: message.id, message, read },
      owners.get(id),
    );
    return { status: 201, body: { status, message } };
  }

  function page(id, { since_id = 0, limit = 100 }) {
    const body = log.page(id, since_id, limit);
    return body ? { status: 200, body } : REFUSED(409, "cursor_ahead");
  }

  function inbox({ since = null, before = null, limit, ...list }, me) {
    const accepts = (conversation) => views.isIn(conversation, list, me);
    const body = log.inbox({ since, before, limit, accepts });
    return body ? { status: 200, body } : REFUSED(400, "since_invalid");
  }

  function answer({ method, path, body, token }) {
    const caller = tokens.get(token);
    if (closed && path.startsWith("/chatbot")) return REFUSED(403, closed);
    if (path === "/admin/session/refresh") return refresh(body);
    if (path.endsWith("/session") && token && !caller) return REFUSED(401, "token_expired");
    if (path === "/chatbot/session") return session(body, caller);
    if (!caller) return REFUSED(401, "token_expired");
    if (method === "DELETE") return { status: 200, body: {} };
    const side = caller.role;
    const [, area, ...rest] = path.split("/");
    const id = area === "admin" && rest[0] === "chatbot" ? rest[1] : caller.conversation;
    const verb = rest.at(-1);
    if (verb === "colleagues") return { status: 200, body: { colleagues: desk.colleagues() } };
    if (side === "admin" && (rest.at(-3) === "notes" || !/edit|delete/.test(verb)) && log.get(id)) {
      const answered = desk.answer(id, caller.visitor, verb, body, Number(rest.at(-2)));
      if (answered) return answered.code ? REFUSED(answered.status, answered.code) : answered;
    }
    const kind = { edit: "edited", delete: "deleted" }[verb];
    if (side === "admin" && verb === "chatbot") return inbox(body, caller.visitor);
    if (side === "admin" && verb === "counts") return views.counts(caller.visitor);
    if (verb === "conversations") return list(caller.visitor);
    if (verb === "message") {
      const answer = append(id, side, body);
      if (log.get(id)) owners.set(id, caller.visitor);
      return answer;
    }
    if (side === "visitor" && verb === "messages") return page(id, body);
    if (side === "admin" && verb === "ticket") return { status: 201, body: { ticket: sockets.ticket({}) } };
    if (!log.get(id)) return REFUSED(404, "conversation_not_found");
    if (verb === "ticket")
      return { status: 201, body: { ticket: sockets.ticket({ conversation: id, visitor: caller.visitor }) } };
    if (verb === "messages") return page(id, body);
    if (kind) return append(id, side, body, { kind, target: Number(rest.at(-2)) });
    if (verb === "reply") return append(id, side, body);
    if (verb === "mark-read") return mark(id, side, body.id);
    if (side === "admin" && verb === "status") return setStatus(id, body);
    return REFUSED(404, "route_unknown");
  }

  function faultOf(request) {
    const fault = faults.find(({ match }) => match(request));
    if (!fault) return {};
    fault.times -= 1;
    faults = faults.filter(({ times }) => times > 0);
    return fault.what;
  }

  async function fetch(url, { method, headers, body, signal }) {
    const path = new URL(url).pathname.replace(/^\/api/, "");
    const request = { method, path, ...sentBy(headers, body), at: time.now() };
    requests.push(request);
    const { lost, slow = 0, status, code = "busy", retryAfter, text } = faultOf(request);
    const wait = (ms) =>
      new Promise((resolve, reject) => {
        time.setTimeout(resolve, ms);
        signal.addEventListener("abort", () => reject(new Error("aborted")));
      });
    await wait(latencyMs + slow);
    if (lost === "before") throw new TypeError("network");
    const result = status ? REFUSED(status, code) : answer(request);
    await wait(latencyMs);
    if (lost === "after") throw new TypeError("network");
    const seconds = retryAfter ?? result.retryAfter;
    const all = new Headers(seconds ? { "Retry-After": String(seconds) } : {});
    return {
      ok: result.status < 300,
      status: result.status,
      headers: all,
      text: async () => text ?? JSON.stringify(result.body),
    };
  }

  return {
    fetch,
    WebSocket: sockets.WebSocket,
    sockets,
    log,
    desk,
    /** Another admin changes something of the desk. */
    deskCall: (id, author, verb, body, target) =>
      desk.answer(
        id,
        author,
        verb,
        {
          client_id: `other-${author}-${requests.length}-${JSON.stringify(body)}`,
          after: desk.of(id).entries.length,
          ...body,
        },
        target,
      ),
    requests,
    token,
    /** Requests to paths with this ending, from the index `from`. */
    /** What the visitors' sessions have besides. */
    set extras(value) {
      extras = value;
    },
    requestsTo: (ending, from = 0) => requests.slice(from).filter(({ path }) => path.endsWith(ending)),
    /** The fault of the next requests to paths with this ending: {lost, slow, status, code, retryAfter, text}. */
    fault(ending, what, times = 1) {
      faults.push({ match: ({ path }) => path.endsWith(ending), what, times });
    },
    /** From now on a bot answers these questions. @param {Record<string, string>} answers by the questions' ids */
    answers(answers) {
      bot = answers;
    },
    /** From now on only verified visitors get a session. */
    requireIdentity() {
      identityRequired = true;
    },
    /** From now on visitors may send so many at once, and then one in so many milliseconds. */
    pace(atOnce, everyMs) {
      pace = simulatedPace({ log, now: time.now, atOnce, everyMs });
    },
    heal() {
      faults = [];
    },
    /** Every token is refused from now on. */
    expireTokens: () => tokens.clear(),
    /** Ends the sessions of admins, too. */
    endSessions() {
      tokens.clear();
      sessions.clear();
    },
    /** Another page sends a message. */
    write: (id, side, body, client_id = `other-${side}-${requests.length}-${body}`) =>
      append(id, side, { client_id, body, after: log.get(id)?.log.length ?? 0 }).body.message,
    /** Another page of this side edits or deletes a message. */
    change: (id, side, target, kind, body, client_id = `other-${side}-${requests.length}-${kind}`) =>
      append(id, side, { client_id, body, after: log.get(id).log.length }, { kind, target }).body.message,
    mark: (id, side, upTo) => mark(id, side, upTo),
    /** An owner erases the conversation. */
    erase(id) {
      const first_id = log.erase(id);
      sockets.push({ type: "ConversationErased", conversation_id: id, id: first_id - 1, first_id });
    },
    /** The visitor gives a name or an address. */
    contact(id, contact) {
      log.contact(id, contact);
      sockets.push({ type: "ContactChanged", conversation_id: id, id: log.get(id).log.length, contact });
    },
    adminSession,
    /** The answer to a session request, made with the token of this conversation's visitor. */
    session: (body, id) => session(body, { role: "visitor", conversation: id, visitor: owners.get(id) }).body,
    /** @param {string | null} code refuses visitors from now on; null: they are served */
    close(code) {
      closed = code;
    },
    /** From now on sessions have no socket. */
    withoutSocket() {
      socketUrl = null;
    },
  };
}
