// The service worker of the dashboard: it shows notifications, and keeps the page for when there is no connection.

const FILE = "service_worker.js";
const POLICY = "porchlight-worker"; // the one name that the content security policy allows

/**
 * Browsers with Trusted Types accept no plain text as the address of a script. The policy lets this one address pass.
 * @typedef {{createPolicy: (name: string, rules: {createScriptURL: (url: string) => string}) => {createScriptURL: (url: string) => string}}} TrustedTypes
 */

/** @type {string | undefined} */
let address;

/** @param {{trustedTypes?: TrustedTypes}} [view] */
export function workerAddress(view = /** @type {{trustedTypes?: TrustedTypes}} */ (globalThis)) {
  address ??= view.trustedTypes
    ? view.trustedTypes.createPolicy(POLICY, { createScriptURL: onlyTheWorker }).createScriptURL(FILE)
    : FILE;
  return address;
}

/** @param {string} url */
export function onlyTheWorker(url) {
  if (url !== FILE) throw new TypeError(`${url} is not the dashboard's service worker`);
  return url;
}

/**
 * Resolves once the worker is active: before that, a browser refuses to subscribe. Null where there are no service
 * workers: in private windows of some browsers, or without https.
 */
export async function registerWorker({ serviceWorker } = navigator) {
  if (!serviceWorker) return null;
  await serviceWorker.register(workerAddress());
  return serviceWorker.ready;
}
