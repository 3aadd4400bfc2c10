/** @import {AdminState} from "../admin/admin.js" */
/** @import {DeskView} from "../admin/desk_log.js" */
/** @import {ViewMessage} from "../../client/delivery/types" */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { unformatted } from "../../client/ui/formatting.js";
import { html } from "../../client/ui/html.js";
import { withTexts } from "../language/part_texts.js";

/**
 * The messages, with what the team did shown after the message that was the last one then.
 * @param {ViewMessage[]} messages @param {DeskView[]} entries in the order of the desk log
 */
export function withDesk(messages, entries) {
  if (entries.length === 0) return messages;
  /** @type {ViewMessage[]} */
  const all = [];
  let next = 0;
  for (const message of messages) {
    for (; next < entries.length && isBefore(entries[next], message); next++)
      all.push(/** @type {ViewMessage} */ (/** @type {unknown} */ (entries[next])));
    all.push(message);
  }
  return [...all, .../** @type {ViewMessage[]} */ (/** @type {unknown} */ (entries.slice(next)))];
}

/** @param {DeskView} entry @param {ViewMessage} message of which those that are not stored have no number yet */
const isBefore = (entry, { id, sent_at }) => (id === null ? entry.sent_at < sent_at : entry.at_id < id);

/** @param {ViewMessage[] | undefined} messages @param {AdminState["desk"] | undefined} desk */
export const useMessagesWithDesk = (messages, desk) =>
  useMemo(() => messages && withDesk(messages, desk?.entries ?? []), [messages, desk?.entries]);

/**
 * What draws notes and the team's other entries, and helps to write notes: loaded after the conversation, which does not
 * wait for it.
 * @param {boolean} wanted
 * @returns {typeof import("../lazy/notes.js") | undefined}
 */
export function useNotesPart(wanted) {
  const [part, setPart] = useState(/** @type {typeof import("../lazy/notes.js") | undefined} */ (undefined));
  useEffect(() => {
    if (wanted && !part) withTexts("desk", () => import("../lazy/notes.js")).then(setPart, console.info);
  }, [wanted]);
  return part;
}

/** Announces a colleague's new note to screen readers. @param {{desk: AdminState["desk"]}} props */
export function NewNoteStatus({ desk }) {
  const known = useRef(/** @type {number | null} */ (null));
  const [text, setText] = useState("");
  const last = desk?.entries.findLast(({ kind, mine, deleted }) => kind === "note" && !mine && !deleted);
  useEffect(() => {
    if (!desk?.loaded) return;
    const number = last?.id ?? 0;
    if (last && known.current !== null && number > known.current)
      setText(t("note.arrived", { name: last.author.name, text: unformatted(last.body) }));
    known.current = number;
  }, [desk?.loaded, last?.id]);
  return html`<p class="pl-hidden-text" role="status">${text}</p>`;
}
