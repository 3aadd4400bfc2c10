// What a signed-in admin's browser does besides the inbox. Loaded after the inbox, which never waits for it.

/** @import {ComponentChildren} from "preact" */
/** @import {AdminSession, AuthorisedCall} from "../../client/wire" */
/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {Route} from "../route.js" */
import { html } from "../../client/ui/html.js";
import { createAttention, createAttentionSettings } from "../browser/attention.js";
import { makeRoomForKeyboard } from "../browser/keyboard.js";
import { watchVersion } from "../browser/new_version.js";
import { NewVersionBar } from "../browser/new_version_bar.js";
import { NotificationBar } from "../browser/notification_bar.js";
import { createPush } from "../browser/push.js";
import { registerWorker } from "../browser/worker.js";
import { conversationHref } from "../route.js";

/** @typedef {(bar: {view?: () => ComponentChildren}) => void} ShowBar puts a bar above the page, or takes it away with {} */

/**
 * Nothing here is needed to answer visitors, so a failure is only noted.
 * @param {{
 *   session: AdminSession, call: AuthorisedCall, admin: AdminEngine, route: Route, showBar: ShowBar,
 *   onSite: (siteId: string) => Promise<void>,
 * }} parts
 */
export async function startBackground(parts) {
  try {
    makeRoomForKeyboard(window, document.documentElement);
    offerNewVersion(parts);
    callAttention(parts);
    await registerWorker();
    const push = createPush(parts);
    navigator.serviceWorker?.addEventListener(
      "message",
      ({ data }) => data === "resubscribed" && push.keep(),
    );
    await push.keep();
  } catch (error) {
    console.info("No notifications for now:", error);
  }
}

/** @param {{route: Route, showBar: ShowBar}} parts */
function offerNewVersion({ route, showBar }) {
  const reload = () => route.leave(() => location.reload());
  watchVersion({
    fetch: (url, how) => fetch(url, how),
    url: new URL("app.js", document.baseURI).href,
    now: Date.now,
    page: document,
    setInterval: (run, ms) => window.setInterval(run, ms),
    clearInterval: (timer) => clearInterval(timer),
    onNew: () =>
      showBar({ view: () => html`<${NewVersionBar} onReload=${reload} onClose=${() => showBar({})} />` }),
  });
}

/** @param {Parameters<typeof startBackground>[0]} parts */
function callAttention({ session, admin, route, showBar, onSite }) {
  const settings = createAttentionSettings();
  const close = () => showBar({});
  const attention = createAttention({
    open: (id) => route.go(conversationHref(id)),
    opened: () => admin.state.open?.id ?? null,
    invite: () => showBar({ view: () => html`<${NotificationBar} settings=${settings} onClose=${close} />` }),
    settings,
  });
  const update = () => (admin.state.signedOut ? attention.stop() : attention.update(admin.state.inbox));
  admin.onElsewhere((event) => {
    if (event.type !== "ChatMessageReceived" || event.message.sender_type !== "visitor") return;
    const site = session.sites?.find(({ id }) => id === event.site_id);
    const { conversation_id: id, message } = event;
    if (!site || admin.state.signedOut) return;
    attention.elsewhere({ id, name: message.sender_name, preview: message.body, site: site.name }, () =>
      onSite(site.id).then(() => route.go(conversationHref(id))),
    );
  });
  admin.subscribe(update);
  update();
}
