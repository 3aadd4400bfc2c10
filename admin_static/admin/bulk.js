/** @import {ConversationStatus} from "../../client/wire" */
/** @import {ApiError, Env} from "../../client/delivery/types" */
/** @import {createDesk} from "./desk.js" */
/** @import {Undo} from "./desk_changes.js" */
import { newId } from "../../client/delivery/new_id.js";

const AT_ONCE = 4;
const ATTEMPTS = 4;

/**
 * What is done to each of several conversations.
 * @typedef {{kind: "close"} | {kind: "reopen"} | {kind: "assign", assignee: string | null}
 *   | {kind: "tag", add: string[], remove: string[]} | {kind: "snooze", until: number | null}} BulkAction
 * @typedef {{id: string, code: string}} BulkFailure
 * @typedef {{total: number, done: number, failed: BulkFailure[], stopped: boolean}} BulkProgress `done`: failed ones included
 * @typedef {{progress: BulkProgress, undo: (() => Promise<BulkFailure[]>) | null}} BulkResult `undo`: null if nothing has
 *   changed; resolves to what could not be undone
 */

/**
 * Does the same to several conversations, a few at a time. Each call is the one for a single conversation, made exactly once
 * by its client_id, so any number of them may fail without the others.
 * @param {{
 *   env: Env, desk: Pick<ReturnType<typeof createDesk>, "assign" | "tag" | "snooze">,
 *   setStatus: (id: string, status: ConversationStatus, clientId: string, after: number) => Promise<unknown>,
 *   lastId: (id: string) => number, finished: () => void,
 * }} parts `lastId`: the last number of a conversation's log that the page knows; `finished` is called at the end
 */
export function createBulk({ env, desk, setStatus, lastId, finished }) {
  /**
   * Rejects with ApiError: `newer_messages` if the visitor has written meanwhile.
   * @param {string} id @param {ConversationStatus} status
   * @returns {Promise<Undo>}
   */
  async function changeStatus(id, status) {
    const clientId = newId(env);
    const after = lastId(id);
    for (let attempt = 1; ; attempt++) {
      try {
        await setStatus(id, status, clientId, after);
        return () => changeStatus(id, status === "closed" ? "open" : "closed");
      } catch (caught) {
        const error = /** @type {ApiError} */ (caught);
        if (!error.transient || attempt === ATTEMPTS) throw error;
        const ms = (error.retryAfter ?? attempt) * 1_000;
        await new Promise((resolve) => env.setTimeout(() => resolve(null), ms));
      }
    }
  }

  /** @param {string} id @param {BulkAction} action @returns {Promise<Undo>} */
  function one(id, action) {
    if (action.kind === "assign") return desk.assign(id, action.assignee);
    if (action.kind === "tag") return desk.tag(id, action);
    if (action.kind === "snooze") return desk.snooze(id, action.until);
    return changeStatus(id, action.kind === "close" ? "closed" : "open");
  }

  /**
   * @param {[string, () => Promise<unknown>][]} jobs with the ids of their conversations
   * @param {(progress: BulkProgress) => void} onProgress @param {AbortSignal} [stop]
   */
  async function runAll(jobs, onProgress, stop) {
    const waiting = [...jobs];
    /** @type {BulkProgress} */
    let progress = { total: jobs.length, done: 0, failed: [], stopped: false };
    async function work() {
      for (let job = waiting.shift(); job && !stop?.aborted; job = waiting.shift()) {
        const [id, run] = job;
        const code = await run().then(
          () => null,
          (/** @type {Partial<ApiError>} */ error) => error?.code ?? "network",
        );
        const failed = code ? [...progress.failed, { id, code }] : progress.failed;
        progress = { ...progress, done: progress.done + 1, failed };
        onProgress(progress);
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    finished();
    return { ...progress, stopped: progress.done < progress.total };
  }

  /**
   * @param {string[]} ids @param {BulkAction} action @param {(progress: BulkProgress) => void} [onProgress]
   * @param {AbortSignal} [stop] leaves out what was not begun
   * @returns {Promise<BulkResult>}
   */
  return async function run(ids, action, onProgress = () => {}, stop) {
    /** @type {[string, () => Promise<unknown>][]} */
    const undos = [];
    const progress = await runAll(
      ids.map((id) => [
        id,
        async () => {
          const undo = await one(id, action);
          if (undo) undos.push([id, undo]);
        },
      ]),
      onProgress,
      stop,
    );
    const undo = undos.length > 0 ? async () => (await runAll(undos, () => {})).failed : null;
    return { progress, undo };
  };
}
