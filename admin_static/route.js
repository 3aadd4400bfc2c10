/** @import {List} from "./admin/views.js" */
import { useEffect, useState } from "preact/hooks";
import { VIEWS } from "./admin/views.js";

// The fragment says what is open: #/c/<id> a conversation, #/c/<id>/<number> a message of it, #/settings/<section>,
// #/reports, #/invitation/<secret> or #/reset/<secret>, #/forgot a forgotten password. Anything else is the inbox. A query
// says which list of the inbox is shown, alone or beside a conversation: #/?view=mine&tag=refund.
const PATTERNS = {
  conversationId: /^#\/c\/([A-Za-z0-9_-]{1,64})(?:\/\d{1,9})?$/,
  messageId: /^#\/c\/[A-Za-z0-9_-]{1,64}\/(\d{1,9})$/,
  section: /^#\/settings(?:\/([a-z]{1,20}))?$/,
  reports: /^#\/(reports)$/,
  invitation: /^#\/invitation\/([A-Za-z0-9_.-]{1,200})$/,
  reset: /^#\/reset\/([A-Za-z0-9_.-]{1,200})$/,
  forgot: /^#\/(forgot)$/,
};

/**
 * `section` is "" for the settings without a section; `invitation` and `reset` are the link's secret; `list` is null if
 * the address names none.
 * @typedef {Record<keyof typeof PATTERNS, string | null> & {list: List | null}} Place
 * @typedef {ReturnType<typeof createRoute>} Route
 */

/** @param {string} hash @returns {Place} */
export function parseRoute(hash) {
  const [path, query = ""] = hash.split("?");
  const part = (/** @type {RegExp} */ pattern) => {
    const match = pattern.exec(path);
    return match && (match[1] ?? "");
  };
  return {
    conversationId: part(PATTERNS.conversationId),
    messageId: part(PATTERNS.messageId),
    section: part(PATTERNS.section),
    reports: part(PATTERNS.reports),
    invitation: part(PATTERNS.invitation),
    reset: part(PATTERNS.reset),
    forgot: part(PATTERNS.forgot),
    list: listOf(query),
  };
}

/** @param {string} query @returns {List | null} */
function listOf(query) {
  const fields = new URLSearchParams(query);
  const view = VIEWS.find((each) => each === fields.get("view"));
  if (!view) return null;
  return {
    view,
    tag: fields.get("tag") || null,
    assignee: fields.get("assignee") || null,
    unread: fields.has("unread"),
    language: /^[a-z]{2,3}$/.exec(fields.get("language") ?? "")?.[0] ?? null,
  };
}

/**
 * Without a list, the one that is shown stays.
 * @param {string | null} conversationId null: the inbox
 * @param {List} [list]
 */
export function conversationHref(conversationId, list) {
  const path = conversationId === null ? "#/" : `#/c/${conversationId}`;
  if (!list) return path;
  const { view, tag, assignee, unread, language } = list;
  const fields = new URLSearchParams({
    view,
    ...(tag && { tag }),
    ...(assignee && { assignee }),
    ...(unread && { unread: "1" }),
    ...(language && { language }),
  });
  return `${path}?${fields}`;
}

/** @param {string} conversationId @param {number} messageId */
export const messageHref = (conversationId, messageId) => `${conversationHref(conversationId)}/${messageId}`;

export const FORGOT_HREF = "#/forgot";
export const REPORTS_HREF = "#/reports";

export function settingsHref(section = "") {
  return section ? `#/settings/${section}` : "#/settings";
}

/**
 * A link to share with a person. The secret is in the fragment, which browsers send to no server.
 * @param {string} pageUrl
 * @param {"invitation" | "reset"} kind
 * @param {string} secret
 */
export function secretHref(pageUrl, kind, secret) {
  return new URL(`#/${kind}/${secret}`, pageUrl).href;
}

/** The inbox, alone or beside a conversation. */
const INBOX = /^(#\/(c\/[^?]+)?)?$/;

/** @param {string} hash */
const queryIn = (hash) => (parseRoute(hash).list ? hash.split("?")[1] : "");

/**
 * Reads, changes and watches the fragment of a window's address.
 *
 * Each entry of the browser's history has its place among the others, so that a page with unsaved changes goes back to
 * exactly the entry from which a link or the browser's own buttons led away.
 * @param {Window} view
 */
export function createRoute(view) {
  const { history, location } = view;
  let shown = location.hash;
  /** The query of the list that is shown. */
  let query = queryIn(shown);
  /** @type {number} */
  let place = history.state?.place ?? 0;
  let replacing = false;
  /** @type {((leave: () => void) => void) | null} */
  let ask = null;
  mark();

  function mark() {
    history.replaceState({ ...history.state, place }, "", shown);
  }

  /** @param {string} href */
  function go(href) {
    location.hash = href;
  }

  /** @param {() => void} act */
  function leave(act) {
    if (!ask) return act();
    ask(() => {
      ask = null;
      act();
    });
  }

  // The first listener: the others hear of no address that the guarded page has not been left for.
  view.addEventListener("hashchange", (event) => {
    const wanted = location.hash;
    /** @type {number | undefined} of an entry that was there before */
    const known = history.state?.place;
    if (ask && wanted !== shown) {
      event.stopImmediatePropagation();
      const steps = (known ?? (replacing ? place : place + 1)) - place;
      replacing = false;
      if (steps) history.go(-steps);
      else history.replaceState(history.state, "", shown);
      return leave(() => (known === undefined ? go(wanted) : history.go(steps)));
    }
    place = known ?? (replacing ? place : place + 1);
    replacing = false;
    // The address always names the list, so that it is the same after a reload.
    const named = queryIn(wanted);
    shown = query && !named && INBOX.test(wanted) ? `${wanted || "#/"}?${query}` : wanted;
    query = named || query;
    mark();
  });

  return {
    current: () => parseRoute(location.hash),
    go,
    /** Leaves the page, such as for signing out. A page with unsaved changes can refuse. */
    leave,
    /**
     * From now on the page is left only if `asked` calls what it gets, whoever changes the address.
     * @param {(leave: () => void) => void} asked
     * @returns {() => void} ends that
     */
    guard(asked) {
      ask = asked;
      return () => {
        if (ask === asked) ask = null;
      };
    },
    /** Like `go`, but leaves no entry in the history. @param {string} href */
    replace(href) {
      replacing = location.hash !== href;
      location.replace(href);
    },
    /** @param {() => void} fn */
    listen(fn) {
      view.addEventListener("hashchange", fn);
      return () => view.removeEventListener("hashchange", fn);
    },
  };
}

/** The current place, kept up to date. @param {Route} route */
export function useRoute(route) {
  const [place, setPlace] = useState(route.current);
  useEffect(() => {
    const update = () => setPlace(route.current());
    const stop = route.listen(update);
    update(); // the fragment may have changed between the first render and this effect
    return stop;
  }, [route]);
  return place;
}
