import { digest, shownText } from "./digest.js";
import { randomOf } from "./random.js";
import { createRecords } from "./records.js";

const CHECK_MS = 50;

/** The state that all parts of the storm share: fault rates, network, records, and the number of messages sent. */
export function createWorld(options) {
  const { seed, proxy, records, think, longestAbsence, longTimerScale, patience } = options;
  const tried = new Set();
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

  function onRequest(_url, { body }) {
    const clientId = body && JSON.parse(body).client_id;
    if (!clientId) return;
    world.requests.sends += 1;
    if (tried.has(clientId)) world.requests.retries += 1;
    tried.add(clientId);
  }

  function onAnswer(url, status) {
    if (status === 200 && /\/(message|reply|edit|delete)$/.test(url)) world.requests.found_stored += 1;
  }

  return world;
}
