/** @import {TextStorage} from "./tolerant_storage.js" */
import { parsed } from "../../client/delivery/api.js";

const DRAFTS = "porchlight.admin.drafts.";
const DEVICES = "porchlight.admin.devices";
const SINGLE_KEYS = "porchlight.admin.single_keys";
const MAX_DEVICES = 10; // the server accepts no more

/** @typedef {ReturnType<typeof createDrafts>} Drafts */
/** @typedef {ReturnType<typeof createKnownDevices>} KnownDevices */
/** @typedef {ReturnType<typeof createPreferences>} Preferences */

/**
 * An admin's unfinished replies, one per conversation. They survive a reload and an expired session, whoever signs in
 * meanwhile, and are shown to nobody else.
 * @param {TextStorage} storage of the tab @param {string} adminId
 */
export function createDrafts(storage, adminId) {
  const key = `${DRAFTS}${adminId}`;
  /** @returns {Record<string, string>} */
  const read = () => parsed(storage.getItem(key)) ?? {};
  return {
    /** @param {string} conversationId */
    read: (conversationId) => read()[conversationId] ?? "",
    /** The conversations that have one. */
    ids: () => Object.keys(read()),
    /** @param {string} conversationId @param {string} text "" deletes the draft */
    write(conversationId, text) {
      const { [conversationId]: _, ...others } = read();
      const drafts = text === "" ? others : { ...others, [conversationId]: text };
      storage.setItem(key, JSON.stringify(drafts));
    },
    clear() {
      storage.removeItem(key);
    },
  };
}

/**
 * Tokens of the accounts that have signed in with this browser. They prove at the next sign-in that the browser is
 * known, so that strangers who guess passwords cannot lock its admins out. They grant no access and survive signing out.
 * @param {TextStorage} storage of the browser, not of the tab
 */
export function createKnownDevices(storage) {
  /** @returns {[account: string, token: string][]} the newest first */
  function read() {
    const stored = parsed(storage.getItem(DEVICES));
    return Array.isArray(stored) ? stored.filter(isPairOfTexts) : [];
  }

  return {
    /** The tokens of all accounts: which one will sign in is not known yet. */
    tokens: () => read().map(([, token]) => token),
    /** @param {string} account @param {string} [token] */
    keep(account, token) {
      if (!token) return;
      const others = read().filter(([other]) => other !== account);
      storage.setItem(DEVICES, JSON.stringify([[account, token], ...others].slice(0, MAX_DEVICES)));
    },
  };
}

const isPairOfTexts = (/** @type {unknown} */ pair) =>
  Array.isArray(pair) && typeof pair[0] === "string" && typeof pair[1] === "string";

/** Choices that belong to the browser and not to a session. @param {TextStorage} storage of the browser */
export function createPreferences(storage) {
  return {
    singleKeys: () => storage.getItem(SINGLE_KEYS) !== "off",
    /** @param {boolean} on */
    setSingleKeys(on) {
      if (on) storage.removeItem(SINGLE_KEYS);
      else storage.setItem(SINGLE_KEYS, "off");
    },
  };
}
