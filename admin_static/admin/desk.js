/** @import {AuthorisedCall, Colleague, DeskAnswer, DeskChanged, DeskEntry, DeskState, Message, NewNote} from "../../client/wire" */
/** @import {ApiError, Entry, Env} from "../../client/delivery/types" */
/** @import {InboxStore} from "./inbox.js" */
/** @import {DeskLog} from "./desk_log.js" */
/** @typedef {`/admin/chatbot/${string}/notes`} NotePath of notes, and of their changes */
import { outcomeOf } from "../../client/delivery/api.js";
import { newId } from "../../client/delivery/new_id.js";
import { createOutbox } from "../../client/delivery/outbox.js";
import { conversationPath } from "./calls.js";
import { createColleagues } from "./colleagues.js";
import { createDeskChanges } from "./desk_changes.js";
import { createDeskLog } from "./desk_log.js";

const ATTEMPTS = 4;
/** The log that the page has read is not the server's: the call is made again on what the server has. */
const OTHER_BASE = new Set(["cursor_behind", "cursor_ahead"]);

/**
 * What the team does with conversations: notes of the open one, and assigning, tagging and snoozing of any. Notes go
 * through an outbox of their own, so that none is lost or doubled. The other calls carry a `client_id` too, and are
 * repeated while their outcome is unknown.
 * @param {{
 *   env: Env, me: Colleague, site: {id: string}, call: AuthorisedCall, inbox: InboxStore, changed: () => void,
 *   reload: () => void, openCursor: () => number,
 * }} parts `reload` polls at once; `openCursor`: the last message that the page has of the open conversation
 */
export function createDesk({ env, me, site, call, inbox, changed, reload, openCursor }) {
  /** @type {DeskLog | null} */
  let current = null;
  const colleagues = createColleagues({ env, me, call, changed });
  const outbox = createOutbox({
    env,
    prefix: `porchlight.admin.${me.id}.${site.id}.notes.`,
    deliver,
    stored: (entry, { conversation_id: id }) =>
      id && applyEntry(id, /** @type {DeskEntry} */ (/** @type {unknown} */ (entry))),
    changed,
  });

  /** @param {string | null | undefined} id */
  const logOf = (id) => (current?.id === id ? current : null);

  /** @param {Entry} entry */
  function deliver(entry) {
    const { conversation_id: id, client_id, body, after, target, kind, mentions, at_id } = entry;
    const of = { edited: `/${target}/edit`, deleted: `/${target}/delete` };
    const path = /** @type {NotePath} */ (`${conversationPath(id)}/notes${kind ? of[kind] : ""}`);
    const note = /** @type {NewNote} */ ({ client_id, after, body, mentions, at_id });
    const post = /** @type {() => Promise<Message>} */ (
      /** @type {unknown} */ (() => call("POST", path, note).then(({ entry }) => entry))
    );
    return logOf(id)?.deliver(post) ?? outcomeOf(post);
  }

  /** @param {string} id @param {DeskEntry} entry @param {DeskState} [state] @returns {boolean} whether the conversation is known */
  function applyEntry(id, entry, state) {
    const log = logOf(id);
    log?.apply([entry], state);
    if (log?.behind) reload();
    return state ? inbox.applyDesk(id, state, entry.at_id) : true;
  }

  /** @param {string} id @returns {DeskState} as the page knows it */
  function stateOf(id) {
    const row = inbox.get(id);
    const read = logOf(id)?.state;
    if (read && read.desk_id > (row ? (row.desk_id ?? 0) : -1)) return read;
    const { assignee_id = null, tags = [], snoozed_until = null, desk_id = 0, links } = row ?? {};
    return { assignee_id, tags, snoozed_until, desk_id, links };
  }

  /**
   * An answer also has the conversation's row: one that was opened by a link may be in none of the lists that the page has loaded.
   * @param {string} id @param {{since_id: number, limit: number}} asked
   */
  async function read(id, asked) {
    const page = await call("POST", `${conversationPath(id)}/desk`, asked);
    inbox.applyPage({ conversations: [page.conversation] });
    return page;
  }

  /** Reads the state from the server. @param {string} id */
  async function refresh(id) {
    const log = logOf(id);
    if (log) await log.catchUp();
    const since_id = stateOf(id).desk_id;
    const state = log?.state ?? (await read(id, { since_id, limit: 1 })).state;
    inbox.applyDesk(id, state);
    changed();
    return state;
  }

  /**
   * @param {string} id
   * @param {(base: {client_id: string, after: number}) => Promise<DeskAnswer>} post
   * @returns {Promise<DeskAnswer>} rejects with ApiError
   */
  async function change(id, post) {
    const base = { client_id: newId(env), after: stateOf(id).desk_id };
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await post(base);
        if (answer.entry) applyEntry(id, answer.entry, answer.state);
        else inbox.applyDesk(id, answer.state);
        changed();
        return answer;
      } catch (caught) {
        const error = /** @type {ApiError} */ (caught);
        if (attempt === ATTEMPTS || !(error.transient || OTHER_BASE.has(error.code))) {
          // Somebody else was first: the page shows what is there now.
          if (error.status === 409) await refresh(id).catch(reload);
          throw error;
        }
        if (error.transient) await pause(error.retryAfter ?? attempt);
        else base.after = (await refresh(id)).desk_id;
      }
    }
  }

  /** @param {number} seconds */
  const pause = (seconds) => new Promise((resolve) => env.setTimeout(() => resolve(null), seconds * 1000));

  const changes = createDeskChanges({
    call,
    change,
    stateOf,
    now: env.now,
    atId: (id) => (logOf(id) ? openCursor() : undefined),
    reload,
  });

  /** @param {string | undefined} body @param {Pick<Entry, "target" | "kind" | "mentions" | "at_id">} more */
  const write = (body, more) =>
    current ? outbox.add(current.id, body, current.cursor, undefined, undefined, more) : undefined;

  return {
    outbox,
    /** Whether the open conversation's log is known to have more. */
    get behind() {
      return Boolean(current?.behind);
    },
    /** True while the open conversation's log is not all there. */
    get missing() {
      return current !== null && (current.behind || !current.loaded);
    },
    /** Of the open conversation; null if none is open. */
    get open() {
      return (
        current && {
          id: current.id,
          loaded: current.loaded,
          entries: current.views(),
          state: stateOf(current.id),
        }
      );
    },
    /** @param {string | null} id */
    openConversation(id) {
      current?.close();
      current =
        id === null
          ? null
          : createDeskLog({
              id,
              me,
              env,
              outbox,
              fetchPage: (since_id) => read(id, { since_id, limit: 100 }),
              changed,
              reload,
            });
      applyInbox();
      const row = id !== null && inbox.get(id);
      if (row && !row.desk_id) current?.setEmpty();
    },
    applyInbox,
    async catchUp() {
      await current?.catchUp().catch((/** @type {ApiError} */ error) => {
        if (error.status !== 404) throw error; // the conversation itself is reported as not found
        current?.setEmpty();
      });
      removeStored();
    },
    /** @param {DeskChanged} event @returns {boolean} whether the conversation is known */
    onEvent: ({ conversation_id, entry, state }) => {
      colleagues.learn(entry.author, entry.assignee);
      return applyEntry(conversation_id, entry, state);
    },
    /** Everything of this conversation was erased. @param {string} id */
    erased(id) {
      logOf(id)?.restart();
    },
    removeStored,
    stateOf,
    /** All admins of the site, loaded again after a minute, or once the team has changed. Rejects with ApiError. */
    colleagues: colleagues.load,
    /** See createColleagues. */
    get teamChanges() {
      return colleagues.changes;
    },
    renewTeam: colleagues.renew,
    /** Those that were loaded. */
    known: colleagues.known,
    /** The name of an admin; null while it is not known. @param {string} id */
    nameOf: colleagues.nameOf,
    // Each of these rejects with ApiError: `assigned_meanwhile` if a colleague was first, `newer_messages` if the visitor has
    // written since the open conversation was read.
    ...changes,
    /** Adds a note to the open conversation; returns its `client_id`. @param {string} body @param {string[]} [mentions] */
    note: (body, mentions) => write(body, { ...(mentions?.length && { mentions }), at_id: openCursor() }),
    /** @param {number} target @param {string} body */
    editNote: (target, body) => write(body, { target, kind: "edited" }),
    /** @param {number} target */
    deleteNote: (target) => write(undefined, { target, kind: "deleted" }),
    /** @param {string} clientId */
    retryNote(clientId) {
      removeStored();
      if (current) outbox.retry(clientId, { conversation_id: current.id, after: current.cursor });
    },
    discardNote: outbox.discard,
  };

  /** Another tab's notes may be in the log that was read here before. */
  function removeStored() {
    current?.removeStored();
  }

  /** What the inbox has received: how far the log reaches. */
  function applyInbox() {
    const row = current && inbox.get(current.id);
    if (row?.desk_id) current?.expect(row.desk_id);
  }
}
