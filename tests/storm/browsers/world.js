import { digest } from "./digest.js";
import { randomOf } from "./random.js";
import { createRecords } from "./records.js";

const LOOK_MS = 50;

/** What all parts of the storm share: how often faults happen, the network, the records, and how much is written. */
export function createWorld(options) {
  const { seed, proxy, records, think, longestAbsence, longTimerScale, patience } = options;
  const tried = new Set();
  const world = {
    randomOf: (name) => randomOf(seed, name),
    records: createRecords(records),
    apiBase: `${proxy}/api`,
    think,
    longestAbsence,
    weather: {},
    enough: false,
    written: 0,
    counts: {},
    requests: { sends: 0, retries: 0, found_stored: 0 },
    network: { proxy, longTimerScale, onRequest, onAnswer },
    onCommand({ weather, enough }) {
      if (weather) world.weather = weather;
      if (enough) world.enough = true;
    },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    /** @returns {Promise<boolean>} whether the condition became true in time */
    async until(condition) {
      for (let left = patience; left > 0; left -= LOOK_MS) {
        if (condition()) return true;
        await world.wait(LOOK_MS);
      }
      return false;
    },
    count(kind) {
      world.counts[kind] = (world.counts[kind] ?? 0) + 1;
    },
    sent(clientId, conversation, tab, body) {
      world.written += 1;
      const fields = { conversation: conversation.key, tab: tab.name, digest: digest(body) };
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
    if (status === 200 && /\/(message|reply)$/.test(url)) world.requests.found_stored += 1;
  }

  return world;
}
