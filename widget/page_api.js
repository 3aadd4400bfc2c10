/**
 * What the developer of the site's page has to do with: `window.Porchlight`, and warnings on the console. The types for
 * the page are in porchlight.d.ts.
 * @typedef {Record<string, (...given: any[]) => void>} Calls
 */

/**
 * Makes `window.Porchlight`. A page may call before this script has loaded, with `(window.Porchlight ??= []).push("open")`,
 * or `.push(["setUser", { id, hash }])` where there are arguments. Those calls are made now; `push` still works later.
 *
 * No call throws: a mistake of the page is reported on its console.
 * @param {{Porchlight?: unknown}} page `window`
 * @param {Calls} calls
 * @param {AbortSignal} signal ends it: the calls do nothing any more, and what the page pushes waits for the next script
 */
export function createPageApi(page, calls, signal) {
  const early = page.Porchlight;
  /** @type {Calls} */
  const api = /** @type {any} */ ([]);
  /** @param {any} call a name, or an array of a name and arguments */
  const push = (call) => {
    const [name, ...given] = [call].flat();
    try {
      if (Object.hasOwn(calls, name)) calls[name](...given);
    } catch (error) {
      reportError(error);
    }
  };
  for (const name in calls) api[name] = (...given) => push([name, ...given]);
  page.Porchlight = api;
  api.push = push;
  signal.onabort = () => {
    calls = {};
    delete api.push;
  };
  if (Array.isArray(early)) early.splice(0).forEach(push);
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
