import { parsed } from "../../../client/delivery/api.js";
import { digest, shownText } from "./digest.js";
import { randomOf } from "./random.js";
import { createRecords } from "./records.js";

const CHECK_MS = 50;
/** Calls that change a conversation at once, and not through an outbox. */
const WORK = /\/admin\/chatbot\/([^/]+)\/(assignee|tags|snooze|status|links)$/;

/** The state that all parts of the storm share: fault rates, network, records, and the number of messages sent. */
export function createWorld(options) {
  const { seed, proxy, records, think, longestAbsence, longTimerScale, patience } = options;
  const tried = new Set();
  /** When a request was sent whose answer has not come, by its client_id. */
  const unanswered = new Map();
  const world = {
    randomOf: (name) => randomOf(seed, name),
    records: createRecords(records),
    apiBase: `${proxy}/api`,
    think,
    longestAbsence,
    rates: {},
    stopped: false,
    written: 0,
    counts: {},
    requests: { sends: 0, retries: 0, found_stored: 0 },
    network: { proxy, longTimerScale, onRequest, onAnswer },
    receive({ rates, stop }) {
      if (rates) world.rates = rates;
      if (stop) world.stopped = true;
    },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    /** @returns {Promise<boolean>} whether the condition became true in time */
    async until(condition) {
      for (let left = patience; left > 0; left -= CHECK_MS) {
        if (condition()) return true;
        await world.wait(CHECK_MS);
      }
      return false;
    },
    /** @returns {number} ms since such a request about the conversation was sent, of those without an answer */
    sinceUnanswered(conversationId) {
      const times = [...unanswered.values()]
        .filter(({ ids }) => ids.includes(conversationId))
        .map(({ at }) => at);
      return Date.now() - Math.max(0, ...times);
    },
    /** Counts a change that an admin makes at once. */
    worked(name) {
      world.requests[name] = (world.requests[name] ?? 0) + 1;
    },
    /** A note was written, changed or deleted. */
    noted(clientId, conversation, tab, { body, change = "", of = "" }) {
      const fields = { conversation: conversation.key, tab: tab.name, change, of };
      const made = { digest: digest(body), entry: digest(body) };
      world.records.write("note", { client_id: clientId, ...fields, ...made });
    },
    count(kind) {
      world.counts[kind] = (world.counts[kind] ?? 0) + 1;
    },
    /** `change` and `of`: of an edit or a deletion, with the client_id of its message; `body` and `names` are the result. */
    sent(clientId, conversation, tab, { change = "", of = "", ...written }) {
      world.written += 1;
      const fields = {
        conversation: conversation.key,
        tab: tab.name,
        digest: digest(shownText(written)),
        entry: digest(written.body),
        change,
        of,
      };
      world.records.write("send", { client_id: clientId, ...fields });
    },
  };

  function onRequest(url, { body }) {
    const sent = body && JSON.parse(body);
    const clientId = sent?.client_id;
    if (!clientId) return;
    const [, id, what] = WORK.exec(url) ?? [];
    if (what) {
      unanswered.set(clientId, { ids: [id, sent.other_id], at: Date.now() });
      const link = sent.other_id && `${sent.linked ? "linked" : "unlinked"} ${sent.other_id}`;
      const value = String(sent.assignee_id ?? sent.until ?? sent.status ?? link ?? "");
      world.records.write("work", { client_id: clientId, id, what, value, after: sent.after });
      return;
    }
    world.requests.sends += 1;
    if (tried.has(clientId)) world.requests.retries += 1;
    tried.add(clientId);
  }

  function onAnswer(url, status, text, { body }) {
    const clientId = body && JSON.parse(body).client_id;
    if (clientId && !WORK.test(url)) {
      const { code = "" } = parsed(text)?.error ?? {};
      world.records.write("answered", { client_id: clientId, status, code });
    }
    if (WORK.test(url) && status < 500) {
      if (status !== 429) unanswered.delete(clientId); // the page repeats that
      if (status < 300) {
        const { entry, message } = JSON.parse(text);
        const stored = entry ?? message;
        if (stored) world.records.write("acknowledged", { client_id: clientId, number: stored.id });
      }
    }
    if (status === 200 && /\/(message|reply|edit|delete)$/.test(url)) world.requests.found_stored += 1;
  }

  return world;
}
