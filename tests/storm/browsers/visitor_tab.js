import { createVisitor } from "../../../widget/visitor/visitor.js";
import { createTab } from "./tab.js";

/** A tab with the widget. Each opening is a view of the conversation in the records. */
export function createVisitorTab({ name, conversation, site, world }) {
  let watched = null;

  const tab = createTab({
    name,
    browser: conversation.browser,
    origin: site.shop,
    world,
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
      engine.setVisible(conversation.looking);
      engine.start();
      return engine;
    },
  });

  return Object.assign(tab, {
    sees: (count) => tab.up && watched.length() === count,
    ready: () => tab.up && tab.engine.state.loaded,
    send: (text) => tab.engine.send(text),
    backlog: () => conversation.browser.outbox().length,
    final: () => world.records.write("final", { life: tab.life }),
  });
}
