// The address says what is open: #/c/<id> a conversation, #/settings/<section>, #/invitation/<secret> and
// #/reset/<secret> what an owner has passed on; anything else is the inbox alone.
const PATTERNS = {
  conversationId: /^#\/c\/([A-Za-z0-9_-]{1,64})$/,
  section: /^#\/settings(?:\/([a-z]{1,20}))?$/,
  invitation: /^#\/invitation\/([A-Za-z0-9_.-]{1,200})$/,
  reset: /^#\/reset\/([A-Za-z0-9_.-]{1,200})$/,
};

/**
 * @returns {{
 *   conversationId: string | null, section: string | null, invitation: string | null, reset: string | null,
 * }} `section` is "" for the settings as such; of an invitation and a reset it is the secret
 */
export function parseRoute(hash) {
  const found = Object.entries(PATTERNS).map(([name, pattern]) => {
    const match = pattern.exec(hash);
    return [name, match && (match[1] ?? "")];
  });
  return Object.fromEntries(found);
}

export function conversationHref(conversationId) {
  return conversationId === null ? "#/" : `#/c/${conversationId}`;
}

export function settingsHref(section = "") {
  return section ? `#/settings/${section}` : "#/settings";
}

/**
 * A link to pass on. The secret is in the fragment, which is sent to no server.
 * @param {"invitation" | "reset"} kind
 */
export function secretHref(pageUrl, kind, secret) {
  return new URL(`#/${kind}/${secret}`, pageUrl).href;
}

/**
 * The address of a browser window, as something to read, to change and to listen to.
 * @param {Window} view
 */
export function createRoute(view) {
  return {
    current: () => parseRoute(view.location.hash),
    /** @param {string} href one of the above */
    go(href) {
      view.location.hash = href;
    },
    /** The address that is left does not stay in the history. */
    replace(href) {
      view.location.replace(href);
    },
    listen(fn) {
      view.addEventListener("hashchange", fn);
      return () => view.removeEventListener("hashchange", fn);
    },
  };
}
