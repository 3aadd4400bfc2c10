/** @import {Found, FoundMessage} from "../../client/wire" */
/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {InboxRow} from "../admin/inbox.js" */
/** @import {Group, Item} from "./items.js" */
import { useEffect, useState } from "preact/hooks";
import { unformatted } from "../../client/ui/formatting.js";
import { nameOf } from "../admin/inbox.js";
import { shownName } from "../controls/visitor_names.js";
import { conversationHref, messageHref } from "../route.js";
import { MOST } from "./items.js";

/** @typedef {{found: Pick<Found, "conversations" | "messages"> | null, waiting: boolean}} ServerAnswer */

const PAUSE = 200; // after the last key, in milliseconds

/**
 * What the server finds beyond the loaded conversations. A failed search leaves the rest of the palette as it is.
 * @param {AdminEngine} admin @param {string} typed
 * @returns {ServerAnswer}
 */
export function useServerSearch(admin, typed) {
  const query = typed.trim();
  const [answer, setAnswer] = useState(
    /** @type {{query: string, found: Found | null}} */ ({ query: "", found: null }),
  );
  useEffect(() => {
    if (!query) return;
    let over = false;
    const timer = setTimeout(() => {
      const show = (/** @type {Found | null} */ found) => over || setAnswer({ query, found });
      admin.search(query).then(show, () => show(null));
    }, PAUSE);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [query]);
  const current = answer.query === query;
  return { found: current ? answer.found : null, waiting: !current };
}

/**
 * Adds what the server found and the page had not loaded, after what the page found itself.
 * @param {Group[]} groups @param {ServerAnswer} answer @param {InboxRow[]} rows
 * @returns {Group[]}
 */
export function withServer(groups, { found }, rows) {
  if (!found) return groups;
  const listed = new Set(groups.flatMap(({ items }) => items.map(({ key }) => key)));
  const known = new Map(rows.map((row) => [row.id, row.name]));
  const conversations = found.conversations
    .filter(({ id }) => !listed.has(`conversation ${id}`))
    .map(
      ({ id, visitor, preview, last_at }) =>
        /** @type {Item} */ ({
          key: `conversation ${id}`,
          kind: "conversation",
          text: shownName(nameOf(visitor)),
          detail: preview,
          at: last_at,
          href: conversationHref(id),
          texts: [],
        }),
    );
  const shown = new Map(
    groups.flatMap(({ items }) => items.map(({ key, detail = "" }) => [key, unformatted(detail)])),
  );
  // The last message of a conversation is listed with it.
  const isListed = (/** @type {FoundMessage} */ { conversation_id, snippet }) =>
    shown.get(`conversation ${conversation_id}`)?.includes(textOf(snippet)) ?? false;
  const others = found.messages.filter((message) => !isListed(message));
  const messages = others.slice(0, MOST.message).map(
    ({ conversation_id, visitor_name, id, sent_at, snippet }) =>
      /** @type {Item} */ ({
        key: `message ${conversation_id} ${id}`,
        kind: "message",
        text: shownName(known.get(conversation_id) ?? visitor_name),
        detail: textOf(snippet),
        at: sent_at,
        href: messageHref(conversation_id, id),
        texts: [],
      }),
  );
  const own = groups.find(({ kind }) => kind === "conversation");
  const all = [...(own?.items ?? []), ...conversations].slice(0, MOST.conversation);
  const rest = groups.map((group) => (group === own ? { ...group, items: all } : group));
  if (!own && all.length > 0) rest.push({ kind: "conversation", items: all });
  return messages.length > 0 ? [...rest, { kind: "message", items: messages }] : rest;
}

/** @param {FoundMessage["snippet"]} snippet */
const textOf = (snippet) => snippet.map(({ text }) => text).join("");
