/** @import {AuthorisedCall, DeskAnswer, DeskState} from "../../client/wire" */
import { conversationPath } from "./calls.js";

/**
 * Undoes a change. null: nothing has changed.
 * @typedef {(() => Promise<unknown>) | null} Undo
 * @typedef {(base: {client_id: string, after: number}) => Promise<DeskAnswer>} Post
 */

/**
 * What moves a conversation at the desk. Each change resolves to what undoes it, and rejects with ApiError.
 * @param {{
 *   call: AuthorisedCall, change: (id: string, post: Post) => Promise<DeskAnswer>, stateOf: (id: string) => DeskState,
 *   now: () => number, atId: (id: string) => number | undefined, reload: () => void,
 * }} parts `change` posts one until its outcome is known; `atId`: the last message that the page has, if it is open
 */
export function createDeskChanges({ call, change, stateOf, now, atId, reload }) {
  /** @param {string} id @param {string | null} assignee_id @returns {Promise<Undo>} */
  async function assign(id, assignee_id) {
    const before = stateOf(id).assignee_id;
    const { entry } = await change(id, (base) =>
      call("POST", `${conversationPath(id)}/assignee`, { ...base, assignee_id }),
    );
    return entry ? () => assign(id, before) : null;
  }

  /** @param {string} id @param {{add?: string[], remove?: string[]}} tags @returns {Promise<Undo>} */
  async function tag(id, { add = [], remove = [] }) {
    const { entry } = await change(id, (base) =>
      call("POST", `${conversationPath(id)}/tags`, { ...base, add, remove }),
    );
    return entry ? () => tag(id, { add: entry.removed, remove: entry.added }) : null;
  }

  /** @param {string} id @param {number | null} until @returns {Promise<Undo>} */
  async function snooze(id, until) {
    const before = stateOf(id).snoozed_until;
    const at_id = until === null ? undefined : atId(id);
    const { entry } = await change(id, (base) =>
      call("POST", `${conversationPath(id)}/snooze`, {
        ...base,
        until,
        ...(at_id !== undefined && { at_id }),
      }),
    );
    return entry ? () => snooze(id, before && before > now() ? before : null) : null;
  }

  /**
   * Says that two conversations are with the same person, or takes that back.
   * @param {string} id @param {string} other_id @param {boolean} linked @returns {Promise<Undo>}
   */
  async function link(id, other_id, linked) {
    const { entry } = await change(id, (base) =>
      call("POST", `${conversationPath(id)}/links`, { ...base, other_id, linked }),
    );
    reload(); // the other conversation has changed too
    return entry ? () => link(id, other_id, !linked) : null;
  }

  return { assign, tag, snooze, link };
}
