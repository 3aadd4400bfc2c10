/** @import {TextStorage} from "../storage/tolerant_storage.js" */
import { parsed } from "../../client/delivery/api.js";

const RECENT = "porchlight.admin.recent";
const MOST = 12;

/** What was chosen in the palette, by key, in this tab. No names and no texts are stored. @param {TextStorage} storage of the tab */
export function createRecent(storage) {
  /** @returns {string[]} the last one first */
  const read = () => {
    const stored = parsed(storage.getItem(RECENT));
    return Array.isArray(stored) ? stored.filter((each) => typeof each === "string") : [];
  };
  return {
    read,
    /** @param {string} key */
    add(key) {
      const others = read().filter((each) => each !== key);
      storage.setItem(RECENT, JSON.stringify([key, ...others].slice(0, MOST)));
    },
  };
}
