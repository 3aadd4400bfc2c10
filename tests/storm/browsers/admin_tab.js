import { createAdmin } from "../../../admin_static/admin/admin.js";
import { createFiles } from "./files.js";
import { createTab } from "./tab.js";
import { isOwn } from "./visitor_tab.js";

/** A tab with the dashboard. Each time it opens a conversation is a view in the records. */
export function createAdminTab({ name, browser, site, session, world }) {
  let stored = session; // what a reload finds
  let shown = null;
  let shows = 0;
  let life = null;
  let watched = null;
  let watchedDesk = null;
  let files = null;

  const shared = {
    write(fresh) {
      stored = fresh;
    },
    newest: async () => null,
    onNews: () => () => {},
  };

  const tab = createTab({
    name,
    browser,
    origin: site.dashboard,
    world,
    begin(env) {
      const engine = createAdmin({ apiBase: world.apiBase, session: stored, env, shared });
      shown = null;
      files = createFiles({
        browser,
        engine,
        allow: ({ conversation_id: id }, file) =>
          engine.call("POST", `/admin/chatbot/${encodeURIComponent(id)}/uploads`, file),
      });
      engine.subscribe(() => {
        if (engine.state.open) watched?.look();
        watchedDesk?.look();
        if (engine.state.signedOut) world.records.write("gave_up", { life: tab.life, code: "signed_out" });
      });
      engine.start();
      return engine;
    },
  });

  return Object.assign(tab, {
    /** Opens a conversation that the inbox has. Returns whether it is open now. */
    show(conversation) {
      if (shown === conversation) return true;
      const { engine } = tab;
      // One that was closed or put aside is not on the first page of the inbox, but in another view, or a link leads to it.
      const isKnown = engine.state.inbox.conversations.some(({ id }) => id === conversation.id);
      if (!isKnown && !conversation.hidden) return false;
      shown = conversation;
      shows += 1;
      life = `${tab.life}:${shows}`;
      world.records.write("life", { life, conversation: conversation.key, side: "admin" });
      watched = world.records.watch(
        life,
        () => engine.state.open && { ...engine.state.open, behind: engine.state.behind },
      );
      const desk = `${life}:desk`;
      world.records.write("life", { life: desk, conversation: conversation.key, side: "desk" });
      watchedDesk = world.records.watch(desk, () => deskView(engine));
      engine.openConversation(conversation.id);
      engine.setVisible(conversation.looking);
      return true;
    },
    adminId: session.admin.id,
    shows: (conversation) => shown === conversation,
    sees: (count) => tab.up && watched !== null && tab.engine.state.open?.cursor === count,
    /** Whether it shows the desk log up to this number. */
    seesDesk: (count) =>
      tab.up && deskView(tab.engine) !== null && tab.engine.state.desk.state.desk_id === count,
    mayAttach: () => true,
    ready: () => tab.up && shown !== null && tab.engine.state.open.loaded,
    send(text, conversation, file) {
      if (shown !== conversation) throw new Error(`${name} writes to ${conversation.key}, which is not open`);
      return file ? files.send(text, file, tab.engine.send) : tab.engine.send(text);
    },
    /** The messages that it may change: not those of a colleague. */
    own: (conversation) =>
      shown === conversation
        ? tab.engine.state.open.messages.filter(
            (message) => isOwn(message) && message.sender_name === session.admin.name,
          )
        : [],
    change: (message, kind, text) => tab.engine.change(message.id, kind, text),
    /** Of the conversation that is open. */
    unsent: () =>
      [...(tab.engine.state.open?.messages ?? []), ...(tab.engine.state.desk?.entries ?? [])]
        .filter(({ id, change }) => id === null || change)
        .map(({ key, change }) => change ?? key),
    backlog: () => browser.outbox().length,
    owes: (conversation) => browser.outbox().some((entry) => entry.conversation_id === conversation.id),
    final() {
      for (const each of [life, `${life}:desk`]) world.records.write("final", { life: each });
    },
    /** Records the inbox at the end of the storm. */
    finalInbox() {
      for (const row of tab.engine.state.conversations)
        world.records.write("inbox", { tab: name, id: row.id, last_id: row.last_id, state: stateOf(row) });
    },
    /** The inbox's rows by the conversations' ids. */
    rows: () => new Map(tab.engine.state.conversations.map((row) => [row.id, row])),
  });
}

/** The desk log as the page draws it; null while entries are missing. */
function deskView(engine) {
  const { desk } = engine.state;
  if (!desk?.loaded || engine.desk.missing) return null;
  const messages = desk.entries.map((entry) => ({ ...entry, body: textOfEntry(entry) }));
  return { messages, cursor: Number.POSITIVE_INFINITY, behind: false, loaded: true };
}

/** tests/storm/log_reading.py makes the same of a stored entry. */
function textOfEntry({ kind, body, assignee, added, removed, until, other_id }) {
  if (kind === "assigned") return `assigned ${assignee?.id ?? ""}`;
  if (kind === "tagged") return `tagged +${added ?? ""} -${removed ?? ""}`;
  if (kind === "linked" || kind === "unlinked") return `${kind} ${other_id}`;
  if (kind === "snoozed") return `snoozed ${until ?? 0}`;
  return body;
}

/** What the inbox shows of the team's work. */
export const stateOf = ({
  status,
  assignee_id = "",
  tags = [],
  snoozed_until = 0,
  links = [],
  desk_id = 0,
}) => ({
  status,
  assignee: assignee_id,
  tags,
  snoozed_until,
  links,
  desk_id,
});
