/** @import {ViewMessage} from "../../client/delivery/types" */
/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {InboxRow} from "../admin/inbox.js" */
/** @import {EarlierView} from "./earlier.js" */
import { useEffect, useMemo, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { NAMELESS } from "../admin/inbox.js";
import { shownName } from "../controls/visitor_names.js";
import { conversationHref } from "../route.js";
import { messagesOf } from "./earlier.js";

/**
 * A conversation with the same person, as it is shown among the messages of the open one.
 * @typedef {{id: string, name: string, messages: EarlierView[]}} Linked
 */

/**
 * The linked conversations, loaded again when the inbox shows that one of them has grown.
 * @param {AdminEngine} admin @param {readonly string[]} ids none: nothing is loaded @param {InboxRow[]} known
 */
export function useLinked(admin, ids, known) {
  const [loaded, setLoaded] = useState(/** @type {Record<string, EarlierView[]>} */ ({}));
  const [failed, setFailed] = useState(false);
  const rows = ids.map((id) => known.find((row) => row.id === id));
  const states = ids.map((id, at) => `${id} ${rows[at]?.last_id ?? ""}`);
  useEffect(() => {
    let over = false;
    setFailed(false);
    for (const id of ids)
      messagesOf(admin, id).then(
        (messages) => over || setLoaded((before) => ({ ...before, [id]: messages })),
        // Nothing is left of it, or its messages can be read by opening it.
        ({ status }) => over || (status !== 404 && setFailed(true)),
      );
    return () => {
      over = true;
    };
  }, [admin, states.join()]);

  const linked = useMemo(
    () => ids.flatMap((id, at) => (loaded[id] ? [linkedOf(id, rows[at], loaded[id])] : [])),
    [loaded, ids.join(), rows.map((row) => row?.name).join()],
  );
  return { linked, failed };
}

/** @param {string} id @param {InboxRow | undefined} row @param {EarlierView[]} messages @returns {Linked} */
function linkedOf(id, row, messages) {
  const name = nameIn(row, messages);
  const shown = (/** @type {EarlierView} */ message) =>
    message.sender_type === "visitor"
      ? { ...message, linked: true, sender_name: name }
      : { ...message, linked: true };
  return { id, name, messages: messages.map(shown) };
}

/** @param {InboxRow | undefined} row @param {EarlierView[]} messages */
export const nameIn = (row, messages) =>
  shownName(
    row?.name ?? messages.findLast(({ sender_type }) => sender_type === "visitor")?.sender_name ?? NAMELESS,
  );

/**
 * The messages of all in the order of time, with a line wherever the conversation changes. The order within each stays.
 * @param {ViewMessage[]} own of the open conversation, with what the team did @param {Linked[]} linked
 */
export function together(own, linked) {
  const logs = [
    { of: /** @type {Linked | null} */ (null), messages: own },
    ...linked.map((of) => ({ of, messages: of.messages })),
  ];
  const next = logs.map(() => 0);
  /** @type {ViewMessage[]} */
  const all = [];
  /** @type {Linked | null | undefined} */
  let last;
  for (;;) {
    let first = -1;
    for (const [at, { messages }] of logs.entries())
      if (
        next[at] < messages.length &&
        (first < 0 || isEarlier(messages[next[at]], logs[first].messages[next[first]]))
      )
        first = at;
    if (first < 0) return all;
    const { of, messages } = logs[first];
    const message = messages[next[first]++];
    if (of !== last) all.push(changeTo(of, message));
    last = of;
    all.push(message);
  }
}

/** What is not stored yet is the last. @param {ViewMessage} one @param {ViewMessage} other */
const isEarlier = (one, other) =>
  (one.id === null) === (other.id === null) ? one.sent_at < other.sent_at : one.id !== null;

/** @param {Linked | null} of null: the open conversation @param {ViewMessage} before the message that follows */
const changeTo = (of, before) =>
  /** @type {ViewMessage} */ (
    /** @type {unknown} */ ({
      key: `change ${before.key}`,
      id: null,
      kind: "change",
      of,
      sender_type: "system",
      sender_name: "",
      body: "",
      sent_at: before.sent_at,
      mine: false,
      status: null,
      failure: null,
    })
  );

/** @param {ViewMessage[] | undefined} own @param {Linked[]} linked */
export const useTogether = (own, linked) =>
  useMemo(() => (own && linked.length > 0 ? together(own, linked) : own), [own, linked]);

/** Which conversation the messages below it are of. @param {{of: Linked | null}} props null: the open one */
export function ChangeLine({ of }) {
  const text = of ? t("linked.there", { name: of.name }) : t("linked.here");
  return html`
    <p class="change-line" data-open=${of === null}>
      ${of ? html`<a href=${conversationHref(of.id)} dir="auto">${text}</a>` : html`<span>${text}</span>`}
    </p>
  `;
}
