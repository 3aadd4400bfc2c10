/** @import {DeliveryLog, EventDelivery, EventWebhook} from "../../../client/wire" */
/** @import {createEventWebhooks} from "../../admin/event_webhook_calls.js" */
/** @typedef {ReturnType<typeof createEventWebhooks>} Calls */
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { Dialog } from "../controls/dialog.js";
import { ActionStatus, Loaded, useAction, useQuery } from "../controls/requests.js";
import { DeliveryRow } from "./delivery_row.js";

/**
 * What was sent to a webhook in the last days, the newest events first.
 * @param {{webhook: EventWebhook, calls: Calls, onClose: () => void}} props
 */
export function DeliveriesDialog({ webhook, calls, onClose }) {
  const query = useQuery(() => calls.deliveries(webhook.id));
  const page = query.data ?? { deliveries: [], older: null };
  const replace = (/** @type {EventDelivery} */ tried) => query.setData(withDelivery(page, tried));
  const testing = useAction(async () => {
    const tried = await calls.test(webhook.id);
    replace(tried);
    refuseFailure(tried);
  });
  const older = useAction(async () => {
    const next = await calls.deliveries(webhook.id, page.older);
    query.setData({ ...next, deliveries: [...page.deliveries, ...next.deliveries] });
  });

  return html`
    <${Dialog}
      title=${t("deliveries.title")}
      text=${t("deliveries.text", { address: webhook.address })}
      onClose=${onClose}
    >
      <div class="deliveries">
        <div class="deliveries-actions">
          <button class="button button-small" type="button" onClick=${query.reload}>${t("deliveries.reload")}</button>
          <button
            class="button button-small"
            type="button"
            aria-disabled=${testing.busy}
            onClick=${() => testing.run()}
          >
            ${t("deliveries.test")}
          </button>
        </div>
        <${ActionStatus} action=${testing} done=${t("deliveries.tested")} />
        <${Loaded} query=${query}>
          ${() =>
            page.deliveries.length > 0
              ? html`<ul class="list deliveries-list">
                  ${page.deliveries.map(
                    (delivery) => html`<${DeliveryRow}
                      key=${delivery.id}
                      webhookId=${webhook.id}
                      delivery=${delivery}
                      calls=${calls}
                      onChanged=${replace}
                    />`,
                  )}
                </ul>`
              : html`<p class="empty">${t("deliveries.none")}</p>`}
        <//>
        ${
          page.older &&
          html`<button
            class="button button-small"
            type="button"
            aria-disabled=${older.busy}
            onClick=${() => older.run()}
          >
            ${t("deliveries.older")}
          </button>`
        }
      </div>
    <//>
  `;
}

/** The page with this delivery in its place, or first. @param {DeliveryLog} page @param {EventDelivery} tried */
export function withDelivery(page, tried) {
  const known = page.deliveries.some(({ id }) => id === tried.id);
  const deliveries = known
    ? page.deliveries.map((each) => (each.id === tried.id ? tried : each))
    : [tried, ...page.deliveries];
  return { ...page, deliveries };
}

/**
 * Throws if the event was not accepted. The call itself succeeded, but the owner must see that the attempt failed.
 * @param {Pick<EventDelivery, "problem">} tried
 */
export function refuseFailure({ problem }) {
  if (problem) throw Object.assign(new Error("Not delivered"), { code: "not_delivered" });
}
