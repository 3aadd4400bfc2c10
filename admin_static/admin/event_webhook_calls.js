/** @import {AuthorisedCall, EventWebhookChanges, NewEventWebhook} from "../../client/wire" */
/** @import {ApiError} from "../../client/delivery/types" */

const PAGE = 25;

/** An owner's calls about webhooks for programs. Each rejects with ApiError. @param {AuthorisedCall} call */
export function createEventWebhooks(call) {
  /** @param {string} id @returns {`/admin/event-webhooks/${string}`} */
  const pathOf = (id) => `/admin/event-webhooks/${encodeURIComponent(id)}`;
  /** @param {string} id @param {string} deliveryId @returns {`/admin/event-webhooks/${string}/deliveries/${string}`} */
  const pathOfDelivery = (id, deliveryId) => `${pathOf(id)}/deliveries/${encodeURIComponent(deliveryId)}`;

  return {
    /** The oldest first. */
    all: async () => (await call("GET", "/admin/event-webhooks")).event_webhooks,
    /** The secret is returned only once. @param {NewEventWebhook} webhook */
    add: (webhook) => call("POST", "/admin/event-webhooks", webhook),
    /** @param {string} id @param {EventWebhookChanges} changes */
    change: async (id, changes) => (await call("PATCH", pathOf(id), changes)).event_webhook,
    /** @param {string} id */
    async remove(id) {
      // Somebody else has removed it: the outcome is the same.
      await call("DELETE", pathOf(id)).catch((/** @type {ApiError} */ error) => {
        if (error.code !== "webhook_not_found") throw error;
      });
    },
    /** The secret is returned only once. @param {string} id @param {string} [password] */
    replaceSecret: (id, password) => call("POST", `${pathOf(id)}/secret`, { password }),
    /** Sends at once; the delivery says what happened. @param {string} id */
    test: async (id) => (await call("POST", `${pathOf(id)}/test`)).delivery,
    /** The newest events first. @param {string} id @param {string | null} [before] the `older` of the page before */
    deliveries: (id, before) =>
      call("GET", `${pathOf(id)}/deliveries?limit=${PAGE}${before ? `&before=${before}` : ""}`),
    /** With the event as it would be sent now. @param {string} id @param {string} deliveryId */
    delivery: (id, deliveryId) => call("GET", pathOfDelivery(id, deliveryId)),
    /** Sends at once, as a test. @param {string} id @param {string} deliveryId */
    sendAgain: async (id, deliveryId) =>
      (await call("POST", `${pathOfDelivery(id, deliveryId)}/replay`)).delivery,
  };
}
