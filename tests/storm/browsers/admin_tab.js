import { createAdmin } from "../../../admin_static/admin/admin.js";
import { createTab } from "./tab.js";

/** One tab with the dashboard. Each conversation that it opens has its own `life` in the records. */
export function createAdminTab({ name, browser, site, session, world }) {
  let kept = session; // for the next reload
  let shown = null;
  let shows = 0;
  let life = null;
  let watched = null;

  const shared = {
    write(fresh) {
      kept = fresh;
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
      const engine = createAdmin({ apiBase: world.apiBase, session: kept, env, shared });
      shown = null;
      engine.subscribe(() => {
        if (engine.state.open) watched?.record();
        if (engine.state.signedOut) world.records.write("gave_up", { life: tab.life, code: "signed_out" });
      });
      engine.start();
      return engine;
    },
  });

  return Object.assign(tab, {
    /** Opens a conversation, if it is not the open one and the inbox has it. */
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
      engine.looking(conversation.looking);
      return true;
    },
    sees: (count) => tab.up && watched !== null && watched.length() === count,
    ready: () => tab.up && shown !== null && tab.engine.state.open.loaded,
    send(text, conversation) {
      if (shown !== conversation) throw new Error(`${name} writes to ${conversation.key}, which is not open`);
      return tab.engine.send(text);
    },
    backlog: () => browser.outbox().length,
    owes: (conversation) => browser.outbox().some((entry) => entry.conversation_id === conversation.id),
    final: () => world.records.write("final", { life }),
    /** Records the inbox at the end. */
    finalInbox() {
      for (const { id, last_id } of tab.engine.state.inbox.conversations)
        world.records.write("inbox", { tab: name, id, last_id });
    },
  });
}
