// The session lives as long as its tab: a reload stays signed in, a closed tab does not (OWASP: never localStorage).
const KEY = "porchlight.admin.session";

/**
 * @param {{storage: Storage, now: () => number}} parts
 */
export function createSessionStore({ storage, now }) {
  return {
    read() {
      const session = parsed(storage.getItem(KEY));
      return session && session.expires_at > now() ? session : null;
    },
    write(session) {
      storage.setItem(KEY, JSON.stringify(session));
    },
    clear() {
      storage.removeItem(KEY);
    },
  };
}

function parsed(text) {
  try {
    const session = JSON.parse(text);
    return typeof session?.token === "string" ? session : null;
  } catch {
    return null;
  }
}
