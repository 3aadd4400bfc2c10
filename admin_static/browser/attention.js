/** @import {AdminState} from "../admin/admin.js" */
/** @import {TextStorage} from "../storage/tolerant_storage.js" */
import { t } from "../../client/ui/catalogue.js";
import { shownName } from "../controls/visitor_names.js";
import { ring } from "./sound.js";

const SOUND = "porchlight.admin.sound";
const DESKTOP = "porchlight.admin.desktop";
const ASKED = "porchlight.admin.desktop_asked";
const LEADER = "porchlight.admin.attention"; // the name of the lock of the one tab that speaks
const PAUSE_MS = 600; // in which another tab that shows the conversation marks it as read

/** @typedef {ReturnType<typeof createAttentionSettings>} AttentionSettings */

/** What this browser does for a new message. @param {Pick<TextStorage, "getItem" | "setItem">} storage */
export function createAttentionSettings(storage = localStorage) {
  const choice = (/** @type {string} */ key) => ({
    get: () => storage.getItem(key) !== "off",
    set: (/** @type {boolean} */ on) => storage.setItem(key, on ? "on" : "off"),
  });
  /** Whether the question about notifications was answered in this browser. It is shown once. */
  const asked = {
    get: () => storage.getItem(ASKED) !== null,
    set: () => storage.setItem(ASKED, "yes"),
  };
  return { sound: choice(SOUND), desktop: choice(DESKTOP), asked };
}

/**
 * Calls the admin to a visitor's new message in an open tab: by a sound, a notification of the system and the badge of
 * the installed app. Several tabs have one voice. A conversation that is being looked at needs none.
 * @param {{
 *   open: (conversationId: string) => void, opened: () => string | null, invite?: () => void,
 *   settings?: AttentionSettings, view?: Window & typeof globalThis, locks?: Pick<LockManager, "request">, sound?: () => void,
 *   setTimer?: (job: () => void, ms: number) => unknown,
 * }} parts `opened`: the id of the conversation that this tab shows; `invite`: offers to turn notifications on
 */
export function createAttention({
  open,
  opened,
  invite = () => {},
  settings = createAttentionSettings(),
  view = window,
  locks = view.navigator.locks,
  sound = ring,
  setTimer = (job, ms) => setTimeout(job, ms),
}) {
  /** @type {Map<string, number>} when the last message of each conversation was sent; quiet entries do not change that */
  const known = new Map();
  /** @type {Map<string, Notification>} */
  const shown = new Map();
  /** @type {AdminState["inbox"]["conversations"]} */
  let rows = [];
  let newest = -1; // when the newest message was sent before; -1: the inbox is not loaded yet
  let missed = false; // a visitor has written while this page was hidden
  // Only a page without https has no locks. Browsers show it no notifications, so its tabs share nothing but the sound:
  // each of them makes it.
  let speaks = !locks;
  let release = () => {};
  const stopped = new Promise((resolve) => {
    release = () => resolve(undefined);
  });
  locks
    ?.request(LEADER, () => {
      speaks = true;
      return stopped;
    })
    .catch(() => {
      speaks = true;
    });

  const isLookedAt = (/** @type {string} */ id) =>
    opened() === id && view.document.visibilityState === "visible" && view.document.hasFocus();
  const waits = (/** @type {string} */ id) => {
    const row = rows.find((each) => each.id === id);
    return row && row.unread > 0 && !isLookedAt(id) ? row : null;
  };

  /** To be called with every state of the inbox. @param {AdminState["inbox"]} inbox */
  function update(inbox) {
    if (!inbox.loaded) return;
    const changed = inbox.conversations !== rows;
    rows = inbox.conversations;
    const fresh = rows.filter(
      ({ id, last_at, last_sender, unread }) =>
        newest >= 0 &&
        unread > 0 &&
        last_sender === "visitor" &&
        // An older page of the inbox brings conversations that are not new.
        (known.has(id) ? last_at !== known.get(id) : last_at > newest),
    );
    newest = Math.max(newest, 0);
    for (const { id, last_at } of changed ? rows : []) {
      known.set(id, last_at);
      newest = Math.max(newest, last_at);
    }
    for (const [id, notification] of shown) if (!waits(id)) clear(id, notification);
    badge(rows.filter(({ unread }) => unread > 0).length);
    if (changed) closePushed().catch(() => {}); // not supported, or the worker is being replaced
    if (fresh.length === 0) return;
    missed ||= view.document.visibilityState === "hidden";
    setTimer(() => speak(fresh.map(({ id }) => id)), PAUSE_MS);
  }

  /** Closes the service worker's notifications about conversations that have been read since. */
  async function closePushed() {
    const registration = await view.navigator.serviceWorker?.getRegistration();
    for (const notification of (await registration?.getNotifications()) ?? [])
      if (rows.some(({ id, unread }) => id === notification.tag && unread === 0)) notification.close();
  }

  /** An admin who comes back to a missed message sees what a notification is for. At sign-in nobody does. */
  function comeBack() {
    if (!missed || view.document.visibilityState === "hidden") return;
    missed = false;
    if (settings.desktop.get() && !settings.asked.get() && view.Notification?.permission === "default")
      invite();
  }

  /** @param {string[]} ids */
  function speak(ids) {
    const waiting = ids.flatMap((id) => waits(id) ?? []);
    if (!speaks || waiting.length === 0) return;
    if (settings.sound.get()) sound();
    if (settings.desktop.get() && view.Notification?.permission === "granted")
      for (const row of waiting) notify(row);
  }

  /**
   * A visitor has written to another site of the admin's.
   * @param {{id: string, name: string, preview: string, site: string}} message @param {() => void} openIt
   */
  function elsewhere({ site, ...message }, openIt) {
    if (!speaks) return;
    if (settings.sound.get()) sound();
    if (settings.desktop.get() && view.Notification?.permission === "granted")
      notify({ ...message, name: t("attention.at_site", { name: message.name, site }) }, openIt);
  }

  /** @param {{id: string, name: string, preview: string}} row @param {() => void} [openIt] */
  function notify({ id, name, preview }, openIt = () => open(id)) {
    try {
      const notification = new view.Notification(t("attention.title", { name: shownName(name) }), {
        body: preview,
        tag: `porchlight.${id}`,
      });
      notification.onclick = () => {
        view.focus();
        openIt();
        clear(id, notification);
      };
      shown.set(id, notification);
    } catch {
      // Android has notifications of service workers only: push brings them.
    }
  }

  /** @param {string} id @param {Notification} notification */
  function clear(id, notification) {
    shown.delete(id);
    notification.close();
  }

  /** @param {number} count */
  function badge(count) {
    const { navigator } = view;
    const set = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
    set?.catch(() => {}); // not an installed app
  }

  /** A page that is gone can neither open the conversation nor close its notifications later. */
  function clearAll() {
    for (const [id, notification] of shown) clear(id, notification);
  }

  view.document.addEventListener("visibilitychange", comeBack);
  view.addEventListener("pagehide", clearAll);

  return {
    update,
    elsewhere,
    stop() {
      view.document.removeEventListener("visibilitychange", comeBack);
      view.removeEventListener("pagehide", clearAll);
      release();
      speaks = false;
      clearAll();
      badge(0);
    },
  };
}
