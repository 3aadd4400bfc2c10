/**
 * @import {Frame, OwnConversation} from "../../client/wire"
 * @import {Visitor} from "../extras/extras.js"
 * @typedef {{id: string, preview: string, at: number, mine: boolean, unread: boolean, unsent: boolean, current: boolean}} Row
 */

/**
 * What the list shows: the conversations that the server has listed, with what was pushed since, and those of which this
 * browser has unsent messages only. Also counts the unread messages of all conversations but the one on screen.
 * @param {{
 *   visitor: Visitor, onLoaded: (listed: OwnConversation[]) => void, changed: () => void,
 * }} parts
 */
export function createRows({ visitor, onLoaded, changed }) {
  /** @type {OwnConversation[] | null} */
  let listed = null;
  let hasMore = false;
  /** @type {Promise<void> | null} */
  let loading = null;
  let again = false;

  /** @param {OwnConversation} row */
  const unreadOf = ({ last_id, read }) => Math.max(0, last_id - read.visitor);

  function count() {
    if (!listed) return;
    const others = listed.filter(({ id }) => id !== visitor.id);
    visitor.unreadElsewhere = others.reduce((sum, row) => sum + unreadOf(row), 0);
  }

  async function read() {
    do {
      again = false;
      const answer = await visitor.call("POST", "/chatbot/conversations");
      listed = answer.conversations;
      hasMore = answer.has_more;
    } while (again);
    onLoaded(listed);
    count();
  }

  function load() {
    if (loading) again = true;
    loading ??= read().finally(() => {
      loading = null;
    });
    return loading;
  }

  visitor.onFrame = (/** @type {Frame} */ frame) => {
    if (!("conversation_id" in frame) || !frame.conversation_id || frame.type === "Typing") return;
    const row = listed?.find(({ id }) => id === frame.conversation_id);
    if (frame.type === "ChatMessageReceived" && row) {
      const { message, id, read: marks } = frame;
      if (id > row.last_id) {
        row.last_id = id;
        if (!message.kind) {
          row.last_at = message.sent_at;
          row.last_sender = message.sender_type;
          row.preview = message.body || row.preview;
        }
      }
      row.read.visitor = Math.max(row.read.visitor, marks.visitor);
    } else if (frame.type === "MessagesRead" && row) {
      if (frame.reader === "visitor") row.read.visitor = Math.max(row.read.visitor, frame.id);
    } else if (frame.conversation_id !== visitor.id) load().then(changed, () => {});
    count();
    changed();
  };

  /** @returns {Row[]} */
  function all() {
    const known = new Set(listed?.map(({ id }) => id));
    const rows = (listed ?? []).map((row) => ({
      id: row.id,
      preview: row.preview,
      at: row.last_at,
      mine: row.last_sender === "visitor",
      unread: row.id !== visitor.id && unreadOf(row) > 0,
      unsent: false,
      current: row.id === visitor.id,
    }));
    for (const { conversation_id: id, body, made_at: at } of visitor.unsent) {
      if (!id) continue;
      const row = rows.find((each) => each.id === id);
      if (row) row.unsent ||= !row.current;
      else if (!known.has(id))
        rows.push({
          id,
          preview: body ?? "",
          at,
          mine: true,
          unread: false,
          unsent: true,
          current: id === visitor.id,
        });
    }
    return rows.sort((a, b) => b.at - a.at);
  }

  return {
    load,
    /** Whether there are conversations besides the one on screen. */
    several: () => all().some(({ current }) => !current),
    state: () => ({ rows: listed && all(), hasMore, here: visitor.id }),
  };
}
