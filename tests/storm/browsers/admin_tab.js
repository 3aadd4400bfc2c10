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
      if (!engine.state.inbox.conversations.some(({ id }) => id === conversation.id)) return false;
      shown = conversation;
      shows += 1;
      life = `${tab.life}:${shows}`;
      world.records.write("life", { life, conversation: conversation.key, side: "admin" });
      watched = world.records.watch(
        life,
        () => engine.state.open && { ...engine.state.open, behind: engine.state.behind },
      );
      engine.openConversation(conversation.id);
      engine.setVisible(conversation.looking);
      return true;
    },
    sees: (count) => tab.up && watched !== null && tab.engine.state.open?.cursor === count,
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
      (tab.engine.state.open?.messages ?? [])
        .filter(({ id, change }) => id === null || change)
        .map(({ key, change }) => change ?? key),
    backlog: () => browser.outbox().length,
    owes: (conversation) => browser.outbox().some((entry) => entry.conversation_id === conversation.id),
    final: () => world.records.write("final", { life }),
    /** Records the inbox at the end of the storm. */
    finalInbox() {
      for (const { id, last_id } of tab.engine.state.inbox.conversations)
        world.records.write("inbox", { tab: name, id, last_id });
    },
  });
}
