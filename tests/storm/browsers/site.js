import { signIn } from "../../../admin_static/admin/session.js";
import { ALL, wholeView } from "../../../admin_static/admin/views.js";
import { createAdminTab, stateOf } from "./admin_tab.js";
import { createBrowser } from "./browser.js";
import { createConversation } from "./conversation.js";
import { disturb } from "./disturbances.js";
import { createMachine } from "./machine.js";

const LISTS = [ALL, wholeView("snoozed"), wholeView("closed")];

/**
 * Runs a site: its admins answer a few conversations at a time, and open each one again after its end.
 * @param {{site: object, quotas: [string, number][], atOnce: number, tabs: number, world: object}} parts
 */
export async function runSite({ site, quotas, atOnce, tabs, world }) {
  const waiting = [...quotas];
  // The server limits the uploads of one address, which all visitors share.
  site.visitorFiles = 15;
  const active = new Set();
  /** The conversations in which people go on writing. */
  site.active = () => [...active].filter(({ complete }) => !complete);
  const finished = [];
  let over = false;

  const admins = await Promise.all(site.admins.map((account, index) => startAdmin(account, index)));
  site.tabs = admins;
  const work = admins.map((admin) =>
    Promise.all([serve(admin), disturb(admin, { world, burst: () => burst(admin), over: () => over })]),
  );
  await Promise.all(Array.from({ length: atOnce }, slot));
  await Promise.all(work);
  for (const admin of admins) await world.until(() => admin.up && hasEverything(admin));
  // No event says that time has gone on, and a repair may be due: they agree in the end.
  await world.until(() => new Set(admins.map(statesIn)).size === 1);
  for (const admin of admins) {
    admin.finalInbox();
    admin.close();
  }

  async function startAdmin(account, index) {
    const name = `${site.site_id}a${index + 1}`;
    const session = await retrySignIn(account, name);
    const tab = createAdminTab({
      name,
      browser: createBrowser(name, world.records.write),
      site,
      session,
      world,
    });
    tab.open();
    return Object.assign(tab, { visits: [], current: null, lists: { life: "", loaded: 0 } });
  }

  async function retrySignIn(account, name) {
    const random = world.randomOf(`${name}/sign-in`);
    const storage = createBrowser(name, () => {}).storageOf(null);
    const { env } = createMachine({
      ...world.network,
      origin: site.dashboard,
      tab: name,
      storage,
      random: random.next,
    });
    for (;;) {
      try {
        return await signIn({ apiBase: world.apiBase, env }, account);
      } catch (error) {
        if (!error.transient) throw error;
        await world.wait(500);
      }
    }
  }

  async function slot() {
    while (waiting.length > 0 && !world.stopped) {
      const [key, quota] = waiting.shift();
      const conversation = createConversation({ key, quota, tabs, site, world });
      active.add(conversation);
      await conversation.run(() => admins.some((admin) => admin.owes(conversation)), lengths);
      active.delete(conversation);
      finished.push(conversation);
      for (const admin of admins) admin.visits.push(conversation);
    }
    if (active.size === 0 && (waiting.length === 0 || world.stopped)) over = true;
  }

  async function serve(admin) {
    while (!over || admin.visits.length > 0) {
      await world.wait(admin.random.waiting(world.think / atOnce));
      if (!admin.up) continue;
      if (admin.visits.length > 0) await visit(admin);
      else reply(admin);
    }
  }

  function reply(admin) {
    const open = [...active].filter((conversation) => conversation.id);
    if (open.length === 0) return;
    const stays = open.includes(admin.current) && !admin.random.chance(0.05);
    const wanted = stays ? admin.current : admin.random.pick(open);
    // Until the inbox has the conversation, the previous one stays open and receives the replies.
    if (!admin.show(wanted)) return;
    admin.current = wanted;
    if (admin.ready() || admin.random.chance(0.02)) admin.current.serve(admin);
  }

  /** The last numbers of a conversation's logs, once nothing is on its way to them. */
  async function lengths({ id, written }) {
    const path = `/admin/chatbot/${encodeURIComponent(id)}`;
    for (;;) {
      const admin = admins.find(({ up }) => up);
      const answers = [
        admin?.engine.call("POST", `${path}/messages`, { since_id: written, limit: 200 }),
        admin?.engine.call("POST", `${path}/desk`, { since_id: 0, limit: 1 }),
      ];
      // A page that crashes meanwhile never answers.
      const answered = await Promise.race([Promise.all(answers).catch(() => null), world.wait(20_000)]);
      if (admin && answered) {
        const [page, desk] = answered;
        if (!page.has_more) return { length: page.last_id, deskLength: desk.state.desk_id };
      }
      await world.wait(200);
    }
  }

  /** Opens a finished conversation again, and verifies that it shows every message. */
  async function visit(admin) {
    const conversation = admin.visits[0];
    admin.current = null;
    const { length, deskLength } = conversation;
    const complete = () =>
      admin.up && admin.show(conversation) && admin.sees(length) && admin.seesDesk(deskLength);
    if (!(await world.until(complete)))
      world.records.write("stuck", { who: admin.name, conversation: conversation.key });
    else admin.final();
    admin.visits.shift();
  }

  function burst(admin) {
    if (admin.current && admin.ready()) admin.current.burst(admin);
  }

  /**
   * Whether the inbox has all of the conversations, up to the end of their logs. Loads each view with its older pages, since
   * an inbox that was just opened has only the newest page of the open ones.
   */
  function hasEverything(admin) {
    if (admin.lists.life !== admin.life) admin.lists = { life: admin.life, loaded: 0 };
    const list = LISTS[admin.lists.loaded];
    if (list) {
      const { engine } = admin;
      engine.showList(list);
      const shown = engine.state.list;
      if (shown.hasOlder) engine.loadOlder();
      else if (shown.loaded) admin.lists.loaded += 1;
      return false;
    }
    const rows = admin.rows();
    return finished.every(({ id, length, deskLength }) => {
      const row = rows.get(id);
      return row?.last_id === length && (row.desk_id ?? 0) === deskLength;
    });
  }

  function statesIn(admin) {
    if (!admin.up) return admin.name;
    const rows = admin.rows();
    return JSON.stringify(finished.map(({ id }) => rows.has(id) && stateOf(rows.get(id))));
  }
}
