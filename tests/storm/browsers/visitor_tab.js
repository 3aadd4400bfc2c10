import { createVisitor } from "../../../widget/visitor/visitor.js";
import { PRIVATE } from "./desk_work.js";
import { createFiles } from "./files.js";
import { createTab } from "./tab.js";

/** A tab with the widget. Each opening is a view of the conversation in the records. */
export function createVisitorTab({ name, conversation, site, world }) {
  let watched = null;
  let files = null;

  const tab = createTab({
    name,
    browser: conversation.browser,
    origin: site.shop,
    world,
    onText(received) {
      if (PRIVATE.test(received)) world.records.write("leaked", { life: tab.life, received });
    },
    begin(env) {
      const engine = createVisitor({ apiBase: world.apiBase, widgetToken: site.widget_token, env });
      const { life } = tab;
      world.records.write("life", { life, conversation: conversation.key, side: "visitor" });
      watched = world.records.watch(life, () => engine.state);
      const { look } = watched;
      engine.subscribe(() => {
        look();
        if (engine.state.phase === "refused")
          world.records.write("gave_up", { life, ...engine.state.refusal });
      });
      files = createFiles({
        browser: conversation.browser,
        engine,
        allow: (_, file) => engine.call("POST", "/chatbot/uploads", file),
      });
      engine.setVisible(conversation.looking);
      engine.start();
      return engine;
    },
  });

  return Object.assign(tab, {
    sees: (count) => tab.up && tab.engine.state.loaded && tab.engine.state.cursor === count,
    ready: () => tab.up && tab.engine.state.loaded,
    mayAttach: () => site.visitorFiles-- > 0,
    send: (text, _, file) => (file ? files.send(text, file, tab.engine.send) : tab.engine.send(text)),
    /** The messages that it may change. */
    own: () => tab.engine.state.messages.filter(isOwn),
    change: (message, kind, text) => tab.engine.change(message.id, kind, text),
    unsent: () => tab.engine.unsent.map(({ client_id }) => client_id),
    backlog: () => conversation.browser.outbox().length,
    final: () => world.records.write("final", { life: tab.life }),
  });
}

/** Stored, not deleted, and without a change on its way. */
export const isOwn = ({ mine, id, deleted, change }) => mine && id !== null && !deleted && !change;
