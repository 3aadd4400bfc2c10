/** @import {AdminSession, AuthorisedCall} from "../../client/wire" */
/** @import {TextStorage} from "../storage/tolerant_storage.js" */
import { registerWorker } from "./worker.js";

/**
 * `needs_install`: an iPhone or iPad, which has notifications for installed pages only. `not_set_up`: the server has no
 * key. `blocked`: the person has refused them in the browser.
 * @typedef {"unsupported" | "needs_install" | "not_set_up" | "blocked" | "off" | "on"} PushState
 * @typedef {ReturnType<typeof createPush>} Push
 */

const OWNER = "porchlight.admin.push"; // the admin who has turned notifications on in this browser

/** Why notifications are still off after an attempt to turn them on, with a text in the catalogue. */
export class PushRefused extends Error {
  /** @param {"push_blocked" | "push_service_failed"} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * Push notifications in this browser, for the signed-in admin. A subscription belongs to the browser, and the server
 * stores it with the session, so a new session sends it again.
 * @param {{
 *   call: AuthorisedCall, session: AdminSession, storage?: Pick<TextStorage, "getItem" | "setItem" | "removeItem">,
 *   view?: Window & typeof globalThis, register?: typeof registerWorker,
 * }} parts
 */
export function createPush({
  call,
  session,
  storage = localStorage,
  view = window,
  register = registerWorker,
}) {
  const { push_key: key, admin } = session;
  const isMine = () => storage.getItem(OWNER) === admin.id;

  async function present() {
    const registration = await register();
    return { registration, subscription: (await registration?.pushManager?.getSubscription()) ?? null };
  }

  /** @param {PushSubscription} subscription */
  async function send(subscription) {
    const { endpoint = "", keys = {} } = subscription.toJSON();
    const { p256dh, auth } = keys;
    await call("POST", "/admin/session/push", { endpoint, p256dh, auth, key: key ?? "" });
  }

  /** Subscribes, or takes the subscription that there is, unless it is another admin's or made with another key. */
  async function subscribe() {
    const { registration, subscription } = await present();
    if (!registration) throw new PushRefused("push_service_failed");
    if (subscription && isMine() && keyOf(subscription) === key) return subscription;
    await subscription?.unsubscribe();
    const options = { userVisibleOnly: true, applicationServerKey: key };
    return registration.pushManager.subscribe(options).catch(() => {
      throw new PushRefused(
        view.Notification.permission === "denied" ? "push_blocked" : "push_service_failed",
      );
    });
  }

  return {
    /** The state as the browser knows it: makes no request and shows no prompt. @returns {Promise<PushState>} */
    async state() {
      if (!("PushManager" in view && "Notification" in view && "serviceWorker" in view.navigator))
        return "standalone" in view.navigator ? "needs_install" : "unsupported";
      if (!key) return "not_set_up";
      if (view.Notification.permission === "denied") return "blocked";
      if (view.Notification.permission !== "granted" || !isMine()) return "off";
      const { subscription } = await present();
      return subscription && keyOf(subscription) === key ? "on" : "off";
    },
    /** Call it from a click: browsers ask for permission then only. Rejects with ApiError or PushRefused. */
    async turnOn() {
      if ((await view.Notification.requestPermission()) !== "granted") throw new PushRefused("push_blocked");
      const subscription = await subscribe();
      await send(subscription);
      storage.setItem(OWNER, admin.id);
    },
    /** The server first: it must not send to a browser that believes that notifications are off. */
    async turnOff() {
      await call("DELETE", "/admin/session/push");
      storage.removeItem(OWNER);
      await (await present()).subscription?.unsubscribe();
    },
    /** Sends the subscription to the server for a new session, and replaces one of an earlier key. */
    async keep() {
      if (!key || !isMine() || view.Notification?.permission !== "granted") return;
      await send(await subscribe());
    },
    test: () => call("POST", "/admin/session/push/test"),
  };
}

/** @param {PushSubscription} subscription the server's key with which it was made, in base64url */
function keyOf({ options }) {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
