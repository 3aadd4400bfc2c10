// What a signed-in admin's browser does besides the inbox. Loaded after the inbox, which never waits for it.

/** @import {AdminSession, AuthorisedCall} from "../../client/wire" */
import { createPush } from "../browser/push.js";
import { registerWorker } from "../browser/worker.js";

/**
 * Nothing here is needed to answer visitors, so a failure is only noted.
 * @param {{session: AdminSession, call: AuthorisedCall}} parts
 */
export async function startBackground(parts) {
  try {
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
