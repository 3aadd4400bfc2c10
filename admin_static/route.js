// The address is the one place that says which conversation is open: #/c/<id>, or nothing for the inbox alone.
const OPEN = /^#\/c\/([A-Za-z0-9_-]{1,64})$/;

/** @returns {{conversationId: string | null}} */
export function parseRoute(hash) {
  return { conversationId: OPEN.exec(hash)?.[1] ?? null };
}

export function conversationHref(conversationId) {
  return conversationId === null ? "#/" : `#/c/${conversationId}`;
}

/**
 * The address of a browser window, as something to read, to change and to listen to.
 * @param {Window} view
 */
export function createRoute(view) {
  return {
    current: () => parseRoute(view.location.hash),
    go(conversationId) {
      view.location.hash = conversationHref(conversationId);
    },
    listen(fn) {
      view.addEventListener("hashchange", fn);
      return () => view.removeEventListener("hashchange", fn);
    },
  };
}
