// What a signed-in admin's browser does besides the inbox. Loaded after the inbox, which never waits for it.

/** @import {AdminSession, AuthorisedCall} from "../../client/wire" */
/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {Route} from "../route.js" */
import { createAttention } from "../browser/attention.js";
import { createPush } from "../browser/push.js";
import { registerWorker } from "../browser/worker.js";
import { conversationHref } from "../route.js";

/**
 * Nothing here is needed to answer visitors, so a failure is only noted.
 * @param {{session: AdminSession, call: AuthorisedCall, admin: AdminEngine, route: Route}} parts
 */
export async function startBackground(parts) {
  try {
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

/** @param {{admin: AdminEngine, route: Route}} parts */
function callAttention({ admin, route }) {
  const attention = createAttention({
    open: (id) => route.go(conversationHref(id)),
    opened: () => admin.state.open?.id ?? null,
  });
  const update = () => (admin.state.signedOut ? attention.stop() : attention.update(admin.state.inbox));
  admin.subscribe(update);
  update();
}
