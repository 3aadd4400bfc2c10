import { createBrowser } from "./browser.js";
import { workAtDesk } from "./desk_work.js";
import { digest } from "./digest.js";
import { disturb } from "./disturbances.js";
import { text } from "./texts.js";
import { createVisitorTab } from "./visitor_tab.js";

const BACKLOG = 3; // people stop writing when nothing is sent
const BURST = 5;
const CHECK_MS = 100;
const CHANGES = 0.2; // of what people write
const DELETIONS = 0.5; // of the changes of messages that may be deleted
const FILES = 0.1; // of the messages
const RECENT = 8; // people change what they wrote lately
const WORK = 0.6; // for each message of an admin
const LATE_MS = 4_000; // a request whose page has crashed may reach the server after this time, hardly later

/** A visitor's conversation: several tabs of one browser. Both sides send messages until the quota is reached. */
export function createConversation({ key, quota, tabs, site, world }) {
  const random = world.randomOf(key);
  /** Of each message: the tab that wrote it, and the names of its files. */
  const authors = new Map();
  const conversation = {
    key,
    site,
    random,
    browser: createBrowser(key, world.records.write),
    looking: random.chance(0.1),
    tabs: [],
    quota,
    written: 0,
    over: false,
    /** The last numbers of its logs when everything was stored. */
    length: 0,
    deskLength: 0,
    /** Whether an admin has closed it or put it aside, so that it may not be on the first page of an inbox. */
    hidden: false,
    /** Until then its visitor writes nothing, having said that this was all. */
    quietUntil: 0,
    /** For each change at the desk that a page tries: whether that page still waits for its outcome. */
    waiting: new Set(),
    get id() {
      return conversation.browser.visit()?.conversation_id ?? null;
    },
    /** True when all messages have been sent. */
    get complete() {
      return conversation.written > 0 && (conversation.quota <= conversation.written || world.stopped);
    },
    /** Sends a message from a tab, unless the conversation is complete or the tab's backlog is full. */
    write(tab, backlog = BACKLOG) {
      if (conversation.complete || tab.backlog() >= backlog) return false;
      const body = text(random, `${key} ${tab.name} ${conversation.written + 1}`);
      if (!(random.chance(CHANGES) && change(tab, body))) send(tab, body);
      conversation.written += 1;
      return true;
    },
    /** An admin answers, and does something else at the desk now and then. */
    serve(admin) {
      if (conversation.write(admin) && random.chance(WORK)) workAtDesk(admin, conversation, world);
    },
    burst(tab) {
      for (let count = 0; count < BURST; count++) conversation.write(tab, BURST);
    },
  };

  function send(tab, body) {
    const file =
      random.chance(FILES) && tab.mayAttach() ? `${key} ${conversation.written + 1}.txt` : undefined;
    const clientId = tab.send(body, conversation, file);
    authors.set(clientId, { tab, names: file ? [file] : [] });
    world.sent(clientId, conversation, tab, { body, names: file ? [file] : [] });
  }

  /**
   * Edits or deletes a message. Every tab of a side edits its messages. Some messages only their own tab changes, and it
   * may delete them: a change of a message that another tab has deleted would be refused, as it should be.
   * @returns {boolean} false: there is nothing to change
   */
  function change(tab, body) {
    const own = tab
      .own(conversation)
      .filter(({ key: id }) => authors.has(id) && (!isExclusive(id) || authors.get(id).tab === tab));
    if (own.length === 0) return false;
    const message = random.pick(own.slice(-RECENT));
    const kind = isExclusive(message.key) && random.chance(DELETIONS) ? "deleted" : "edited";
    const { names } = authors.get(message.key);
    const clientId = tab.change(message, kind, kind === "edited" ? body : undefined);
    const becomes = kind === "edited" ? { body, names } : { body: "", names: [] };
    world.sent(clientId, conversation, tab, { ...becomes, change: kind, of: message.key });
    return true;
  }

  async function writer(tab) {
    while (!conversation.complete) {
      await world.wait(tab.random.waiting(world.think));
      // People rarely write before the messages have loaded, but it must work too.
      if (Date.now() < conversation.quietUntil) continue;
      if (tab.up && (tab.ready() || tab.random.chance(0.02))) conversation.write(tab);
    }
  }

  function join(number) {
    const tab = createVisitorTab({ name: `${key}v${number}`, conversation, site, world });
    conversation.tabs.push(tab);
    tab.open();
    const disturbances = disturb(tab, {
      world,
      burst: () => conversation.burst(tab),
      over: () => conversation.over,
    });
    return Promise.all([writer(tab), disturbances]);
  }

  /** Waits until all tabs show all messages and nothing remains to be sent. Records a failure after a time-out. */
  async function settle(pendingReply, lengths) {
    const sent = () =>
      conversation.browser.outbox().length === 0 &&
      !pendingReply() &&
      ![...conversation.waiting].some((waits) => waits()) &&
      world.sinceUnanswered(conversation.id) > LATE_MS;
    const isSent = await world.until(sent);
    // Closings and openings are entries of the log too, and whether one was stored only the server knows.
    if (isSent) Object.assign(conversation, await lengths(conversation));
    const settled = () => conversation.tabs.every((tab) => tab.sees(conversation.length));
    if (!(isSent && (await world.until(settled)))) world.records.write("stuck", { who: key });
  }

  return Object.assign(conversation, {
    /**
     * @param {() => boolean} pendingReply whether an admin still has a reply or a note to send
     * @param {(conversation: object) => Promise<{length: number, deskLength: number}>} lengths the server's numbers
     */
    async run(pendingReply, lengths) {
      const together = random.chance(0.3);
      const lives = [join(1)];
      for (let number = 2; number <= tabs; number++) {
        while (!together && !conversation.id && !world.stopped) await world.wait(CHECK_MS);
        lives.push(join(number));
      }
      while (!conversation.complete) await world.wait(CHECK_MS);
      await settle(pendingReply, lengths);
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

/** A third of the messages. @param {string} clientId */
const isExclusive = (clientId) => Number.parseInt(digest(clientId).slice(0, 6), 16) % 3 === 0;
