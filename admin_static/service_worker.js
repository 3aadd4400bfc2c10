// Shows push notifications, and keeps the dashboard's own files for when there is no connection. It sees no call of the
// API: those go to another address, and to no file of this folder.

/** @import {NotificationContent, Worker as WorkerScope} from "./worker_types" */

const SHELL = "porchlight-shell";
const HASHED = /-[A-Z0-9]{8}\.\w+$/; // a file name that changes with the content
const worker = /** @type {WorkerScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  event.respondWith(HASHED.test(request.url) ? keptFirst(request) : networkFirst(request));
});

/** So a new version is seen at once. Of a page that is named with and without its file, one copy is kept. */
async function networkFirst(/** @type {Request} */ request) {
  const shell = await caches.open(SHELL);
  const key = request.mode === "navigate" ? scope : request.url;
  let answer;
  try {
    answer = await fetch(request);
  } catch (error) {
    const kept = await shell.match(key);
    if (kept) return kept;
    throw error;
  }
  if (answer.ok && !answer.redirected) {
    if (key === scope && (await isOther(answer, await shell.match(key)))) await caches.delete(SHELL);
    await (await caches.open(SHELL)).put(key, answer.clone());
  }
  return answer;
}

/** Whether this page is of another version than the kept one, whose files are of no more use. */
async function isOther(/** @type {Response} */ answer, /** @type {Response | undefined} */ kept) {
  return kept && (await answer.clone().text()) !== (await kept.text());
}

async function keptFirst(/** @type {Request} */ request) {
  const kept = await caches.match(request.url);
  return kept ?? networkFirst(request);
}

worker.addEventListener("push", (event) => {
  /** @type {Partial<NotificationContent>} */
  const { title, body = "", site = "", conversation_id = "" } = event.data?.json() ?? {};
  event.waitUntil(
    worker.registration.showNotification(title ?? "Porchlight", {
      body: [body, site].filter(Boolean).join("\n"),
      // A later one about the same conversation replaces this one, and is heard again.
      tag: conversation_id || "digest",
      renotify: true,
      icon: "icons/icon-192.png",
      badge: "icons/badge-96.png",
      data: { href: new URL(conversation_id ? `#/c/${conversation_id}` : "#/", scope).href },
    }),
  );
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data.href));
});

/** Shows the conversation in a tab that is open, else in a new one. */
async function show(/** @type {string} */ href) {
  const tabs = await worker.clients.matchAll({ type: "window" });
  const tab = tabs.find(({ focused }) => focused) ?? tabs[0];
  const shown = await tab
    ?.focus()
    .then(() => tab.navigate(href))
    .catch(() => null);
  if (!shown) await worker.clients.openWindow(href);
}

/** The push service has ended the subscription. An open page sends the new one to the server, or the next that opens. */
worker.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(resubscribe(event.oldSubscription?.options));
});

async function resubscribe(/** @type {PushSubscriptionOptions | undefined} */ options) {
  if (options) await worker.registration.pushManager.subscribe(options);
  for (const tab of await worker.clients.matchAll({ type: "window" })) tab.postMessage("resubscribed");
}
