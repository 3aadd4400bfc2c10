/** @import {AuthorisedCall, Frame, PageFrame, Present, PresenceState} from "../../client/wire" */
/** @import {Env, Timer} from "../../client/delivery/types" */
import { createTyping, SHOWN_MS } from "../../client/delivery/typing.js";

/**
 * @typedef {{id: string, name: string}} Person
 * @typedef {{name: string, state: PresenceState, stateAt: number, viewing: string[], viewingAt: number}} Colleague
 * @typedef {{admins: Person[], visitor: boolean}} Typists
 */

/**
 * Who of the team is there, who views which conversation, and who types. Events may arrive late or out of order: of an
 * admin's, the latest is valid; of typing, those before the last message of that side are ignored.
 * @param {{
 *   env: Env, me: string, send: (frame: PageFrame) => void, call: AuthorisedCall, changed: () => void,
 *   openId: () => string | null,
 * }} parts `me`: this admin's id; `send`: on the live socket; `openId`: the open conversation
 */
export function createPresence({ env, me, send, call, changed, openId }) {
  /** @type {Map<string, Colleague>} */
  const team = new Map();
  /** @type {Map<string, {conversation: string, admin: Person | null, timer: Timer}>} by conversation and typist */
  const typing = new Map();
  /** @type {Record<string, number>} the last message of each side, by side and conversation */
  const written = {};
  let choseAway = false;
  let idle = false;
  const own = createTyping({
    env,
    say(stopped) {
      const conversation_id = openId();
      if (conversation_id) send({ type: "typing", conversation_id, ...(stopped && { stopped }) });
    },
  });

  /** @param {Present} present */
  function applyTeam({ at, away, admins }) {
    choseAway = away;
    for (const [id, known] of team)
      if (!admins.some((each) => each.id === id) && known.stateAt <= at) team.delete(id);
    for (const { id, name, state, viewing } of admins) {
      setState(id, name, state, at);
      setViewing(id, name, viewing, at);
    }
  }

  /** @param {string} id @param {string} name @returns {Colleague} */
  const colleague = (id, name) =>
    team.get(id) ?? { name, state: "offline", stateAt: 0, viewing: [], viewingAt: 0 };

  /** @param {string} id @param {string} name @param {PresenceState} state @param {number} at */
  function setState(id, name, state, at) {
    const known = colleague(id, name);
    if (known.stateAt <= at) team.set(id, { ...known, name, state, stateAt: at });
  }

  /** @param {string} id @param {string} name @param {string[]} viewing @param {number} at */
  function setViewing(id, name, viewing, at) {
    const known = colleague(id, name);
    if (known.viewingAt <= at) team.set(id, { ...known, name, viewing, viewingAt: at });
  }

  /** @param {string} key */
  function stopTyping(key) {
    env.clearTimeout(typing.get(key)?.timer);
    if (typing.delete(key)) changed();
  }

  /** @param {Extract<Frame, {type: "Typing"}>} event */
  function onTyping({ conversation_id: conversation, id, side, name, admin_id, stopped }) {
    const key = `${conversation} ${admin_id ?? ""}`;
    if (stopped) return stopTyping(key);
    if (admin_id === me || (written[`${side} ${conversation}`] ?? 0) > id) return;
    env.clearTimeout(typing.get(key)?.timer);
    const timer = env.setTimeout(() => stopTyping(key), SHOWN_MS);
    typing.set(key, { conversation, admin: admin_id ? { id: admin_id, name } : null, timer });
  }

  /** @param {Extract<Frame, {type: "ChatMessageReceived"}>} event */
  function onMessage({ conversation_id: conversation, id, message }) {
    const { sender_type: side, sender_name: name } = message;
    const key = `${side} ${conversation}`;
    written[key] = Math.max(written[key] ?? 0, id);
    for (const [typist, { conversation: where, admin }] of typing)
      if (where === conversation && (side === "visitor" ? !admin : admin?.name === name)) stopTyping(typist);
  }

  function sayViewing() {
    send({ type: "viewing", conversation_id: openId() });
  }

  return {
    /** @param {Frame} event */
    onEvent(event) {
      if (event.type === "team") applyTeam(event);
      else if (event.type === "Presence") setState(event.admin_id, event.name, event.state, event.at);
      else if (event.type === "Viewing")
        setViewing(event.admin_id, event.name, event.conversation_ids, event.at);
      else if (event.type === "Typing") onTyping(event);
      else if (event.type === "ChatMessageReceived") return onMessage(event);
      else return;
      changed();
    },
    /** A socket has opened: the server needs to know what this page views. */
    greet() {
      sayViewing();
      if (idle) send({ type: "ping", away: true });
    },
    /** Another conversation was opened, or none. */
    opened() {
      own.sent();
      sayViewing();
    },
    /** Somebody uses the page, or has not for a while. @param {boolean} now */
    setIdle(now) {
      if (now === idle) return;
      idle = now;
      send({ type: "ping", away: now });
    },
    /** The admin has changed the text in the open conversation. @param {string} text */
    type(text) {
      if (openId()) own.changed(text);
    },
    /** The text was sent: the message itself ends the typing. */
    sent: own.sent,
    /** The admin's own choice, on all devices. Rejects with ApiError. @param {boolean} away */
    async choose(away) {
      applyTeam(await call("POST", "/admin/presence", { away }));
      changed();
    },
    get state() {
      return {
        choseAway,
        /** @param {string} id of an admin @returns {PresenceState} */
        of: (id) => team.get(id)?.state ?? "offline",
        /** Colleagues who have a conversation open. @param {string} conversation @returns {Person[]} */
        viewers: (conversation) =>
          [...team]
            .filter(
              ([id, { state, viewing }]) =>
                id !== me && state !== "offline" && viewing.includes(conversation),
            )
            .map(([id, { name }]) => ({ id, name })),
        /** @param {string} conversation @returns {Typists} */
        typists(conversation) {
          const here = [...typing.values()].filter((each) => each.conversation === conversation);
          return {
            admins: here.flatMap(({ admin }) => admin ?? []),
            visitor: here.some(({ admin }) => !admin),
          };
        },
      };
    },
    stop() {
      for (const { timer } of typing.values()) env.clearTimeout(timer);
      typing.clear();
    },
  };
}
