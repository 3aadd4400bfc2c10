const KEY = "porchlight.admin.devices";
const MOST = 10; // the server takes no more

/**
 * What tells the server at the next sign-in that an admin has signed in here before, so that strangers who guess at the
 * account's password keep nobody out of this browser. It opens nothing, and it stays when one signs out.
 * @param {Storage} storage of the browser, not of the tab
 */
export function createKnownDevices(storage) {
  /** @returns {[string, string][]} account id and token, the newest first */
  function read() {
    try {
      const kept = JSON.parse(storage.getItem(KEY));
      return kept.filter(([account, token]) => typeof account === "string" && typeof token === "string");
    } catch {
      return [];
    }
  }

  return {
    /** @returns {string[]} of every account that has signed in here: which one it will be is not known yet */
    tokens: () => read().map(([, token]) => token),
    keep(account, token) {
      if (!token) return;
      const others = read().filter(([other]) => other !== account);
      storage.setItem(KEY, JSON.stringify([[account, token], ...others].slice(0, MOST)));
    },
  };
}
