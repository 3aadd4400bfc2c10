/**
 * What the developer of the site's page has to do with: `window.Porchlight`, and warnings on the console.
 * @typedef {"open" | "close" | "toggle" | "reset"} PlainCall
 * @typedef {Record<PlainCall, () => void> & {
 *   setUser: (user: unknown) => void, setLocale: (tag: unknown) => void,
 * }} Control
 */

/** @type {PlainCall[]} */
const PLAIN = ["open", "close", "toggle", "reset"];

/**
 * Makes `window.Porchlight`. A page may call before this script has loaded, with `(window.Porchlight ??= []).push("open")`,
 * or `.push(["setUser", { id, hash }])` where there is an argument. Those calls are made now; `push` still works later.
 * @param {unknown} early what the page has put into `window.Porchlight`
 * @param {Control} control
 */
export function createPageApi(early, control) {
  /** @type {Record<string, (argument?: unknown) => void>} */
  const api = Object.fromEntries(PLAIN.map((name) => [name, () => void control[name]()]));
  api.setUser = (user) => void control.setUser(user);
  api.setLocale = (tag) => void control.setLocale(tag);
  /** @param {unknown} call a name, or an array of a name and an argument */
  const push = (call) => {
    const [name, argument] = Array.isArray(call) ? call : [call];
    if (Object.hasOwn(api, name)) api[name](argument);
  };
  if (Array.isArray(early)) early.forEach(push);
  return Object.freeze({ ...api, push });
}

/** @type {Set<string>} */
const warned = new Set();

/**
 * Warns the page's developer, once of each text.
 * @param {string} text
 */
export function warn(text) {
  if (!warned.has(text)) console.warn(`Porchlight: ${text}`);
  warned.add(text);
}

/** @param {string} name of an attribute that the widget or the server ignores */
export const warnOfUser = (name) => warn(`the visitor's ${name} cannot be used and is ignored.`);
