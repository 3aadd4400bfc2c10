import { createBrowser } from "./browser.js";
import { runMishaps } from "./mishaps.js";
import { text } from "./texts.js";
import { createVisitorTab } from "./visitor_tab.js";

const BACKLOG = 3; // a person who sees that nothing is sent stops writing
const BURST = 5;
const LOOK_MS = 100;

/** One visitor's conversation: several tabs of one browser, and `quota` messages that both sides write. */
export function createConversation({ key, quota, tabs, site, world }) {
  const random = world.randomOf(key);
  const conversation = {
    key,
    site,
    random,
    browser: createBrowser(),
    looking: random.chance(0.1),
    tabs: [],
    quota,
    written: 0,
    over: false,
    get id() {
      return conversation.browser.visit()?.conversation_id ?? null;
    },
    /** Whether everything has been written. */
    get complete() {
      return conversation.written > 0 && (conversation.quota <= conversation.written || world.enough);
    },
    /** Writes one message in a tab, unless enough was written or too many messages wait. */
    write(tab, backlog = BACKLOG) {
      if (conversation.complete || tab.backlog() >= backlog) return;
      const body = text(random, `${key} ${tab.name} ${conversation.written + 1}`);
      const clientId = tab.send(body, conversation);
      conversation.written += 1;
      world.sent(clientId, conversation, tab, body);
    },
    burst(tab) {
      for (let count = 0; count < BURST; count++) conversation.write(tab, BURST);
    },
  };

  async function writer(tab) {
    while (!conversation.complete) {
      await world.wait(tab.random.waiting(world.think));
      // A few people write before the messages are loaded.
      if (tab.up && (tab.ready() || tab.random.chance(0.02))) conversation.write(tab);
    }
  }

  function join(number) {
    const tab = createVisitorTab({ name: `${key}v${number}`, conversation, site, world });
    conversation.tabs.push(tab);
    tab.open();
    const mishaps = runMishaps(tab, {
      world,
      burst: () => conversation.burst(tab),
      over: () => conversation.over,
    });
    return Promise.all([writer(tab), mishaps]);
  }

  /** Waits until every tab shows everything and nothing is left to send, or until that takes too long. */
  async function settle(owed) {
    const settled = () =>
      conversation.browser.outbox().length === 0 &&
      !owed() &&
      conversation.tabs.every((tab) => tab.sees(conversation.written));
    if (!(await world.until(settled))) world.records.write("stuck", { who: key });
  }

  return Object.assign(conversation, {
    /** @param {() => boolean} owed whether an admin has something left to send */
    async run(owed) {
      const together = random.chance(0.3);
      const lives = [join(1)];
      for (let number = 2; number <= tabs; number++) {
        while (!together && !conversation.id && !world.enough) await world.wait(LOOK_MS);
        lives.push(join(number));
      }
      while (!conversation.complete) await world.wait(LOOK_MS);
      await settle(owed);
      conversation.over = true;
      await Promise.all(lives);
      world.records.write("conversation", { conversation: key, id: conversation.id });
      for (const tab of conversation.tabs) {
        if (tab.up) tab.final();
        tab.close();
      }
    },
  });
}
