/** @import {ContextData} from "../../client/wire" */

// The same limits as the server's: chalicelib/model/contexts.py.
const MOST = 20;
const NAME_CHARACTERS = 40;
const TEXT_CHARACTERS = 200;
const MOST_BYTES = 2000;
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/**
 * Takes what the page has given with `setContext`, and checks at once what it gives from now on. What cannot be used is
 * reported, and the data before it stays.
 * @param {{data: unknown[]}} embed where the page's calls leave it, also for the next panel
 * @param {(problem: string) => void} onProblem
 * @returns the data that is valid now
 */
export function takeData(embed, onProblem) {
  const given = embed.data;
  const queued = given.splice(0);

  /** @param {unknown} value */
  function take(value) {
    const { data, problem } = checked(value);
    if (problem) onProblem(problem);
    else given.splice(0, given.length, data);
    return given.length;
  }
  given.push = take;
  queued.forEach(take);
  return () => /** @type {ContextData | null | undefined} */ (given[0]);
}

/**
 * A copy of the data, so that the page may change its object later; null removes the data.
 * @param {unknown} value
 * @returns {{data?: ContextData | null, problem?: string}}
 */
export function checked(value) {
  if (value === null) return { data: null };
  try {
    if (typeof value !== "object" || Array.isArray(value)) return { problem: "it is not an object" };
    const data = Object.fromEntries(Object.entries(/** @type {object} */ (value)));
    const names = Object.keys(data);
    if (names.length > MOST) return { problem: `it has more than ${MOST} names` };
    const wrong = names.find((name) => !isName(name) || !isValue(data[name]));
    if (wrong !== undefined) return { problem: `"${wrong.slice(0, NAME_CHARACTERS)}" cannot be sent` };
    const bytes = new TextEncoder().encode(JSON.stringify(data)).length;
    return bytes > MOST_BYTES ? { problem: `it has more than ${MOST_BYTES} bytes` } : { data };
  } catch {
    return { problem: "it cannot be read" }; // a getter of the page's object
  }
}

/** @param {string} name */
const isName = (name) => name.trim() && [...name].length <= NAME_CHARACTERS && !UNPRINTABLE.test(name);

/** @param {unknown} value */
const isValue = (value) =>
  typeof value === "string"
    ? [...value].length <= TEXT_CHARACTERS && !UNPRINTABLE.test(value)
    : typeof value === "boolean" ||
      (Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value)));
