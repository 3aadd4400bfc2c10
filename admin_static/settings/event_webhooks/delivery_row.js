/** @import {EventDelivery} from "../../../client/wire" */
/** @import {Calls} from "./deliveries_dialog.js" */
import { useId, useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { fullTime } from "../../../client/ui/time.js";
import { Tag } from "../../controls/tags.js";
import { relativeTime, untilTime } from "../../inbox/relative_time.js";
import { ActionStatus, Loaded, useAction, useQuery } from "../controls/requests.js";
import { refuseFailure } from "./deliveries_dialog.js";

const TONES = /** @type {const} */ ({ delivered: "good", waiting: "plain", failed: "bad" });

/**
 * One event, what the last attempt brought, and, opened, its body.
 * @param {{webhookId: string, delivery: EventDelivery, calls: Calls, onChanged: (tried: EventDelivery) => void}} props
 */
export function DeliveryRow({ webhookId, delivery, calls, onChanged }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { type, attempts, tried_at, status, problem, ms, next_at } = delivery;
  const state = stateOf(delivery);
  const now = Date.now();
  return html`
    <li class="delivery">
      <button
        class="delivery-head"
        type="button"
        aria-expanded=${open}
        aria-controls=${id}
        onClick=${() => setOpen(!open)}
      >
        <span class="delivery-title">
          <span>${t(`event_type.${type}`)}</span>
          <${Tag} tone=${TONES[state]}>${t(`delivery_state.${state}`)}<//>
        </span>
        <span class="list-facts">
          <time datetime=${new Date(tried_at).toISOString()} title=${fullTime(tried_at)}>
            ${relativeTime(tried_at, now)}
          </time>
          ${status > 0 && html`<span>${t("deliveries.status", { count: status })}</span>`}
          <span>${t("deliveries.attempts", { count: attempts })}</span>
          <span>${t("deliveries.took", { count: ms })}</span>
          ${
            next_at &&
            html`<time datetime=${new Date(next_at).toISOString()} title=${fullTime(next_at)}>
              ${t("deliveries.next", { time: untilTime(next_at, now) })}
            </time>`
          }
        </span>
        ${problem && html`<span class="list-text webhook-problem">${problem}</span>`}
      </button>
      <div class="delivery-body" id=${id} hidden=${!open}>
        ${
          open &&
          html`<${DeliveryBody}
            webhookId=${webhookId}
            delivery=${delivery}
            calls=${calls}
            onChanged=${onChanged}
          />`
        }
      </div>
    </li>
  `;
}

/** @param {Parameters<typeof DeliveryRow>[0]} props */
function DeliveryBody({ webhookId, delivery, calls, onChanged }) {
  const query = useQuery(() => calls.delivery(webhookId, delivery.id));
  const sending = useAction(async () => {
    const tried = await calls.sendAgain(webhookId, delivery.id);
    onChanged(tried);
    refuseFailure(tried);
  });
  return html`
    <${Loaded} query=${query}>
      ${(/** @type {{event: object | null}} */ { event }) =>
        event
          ? html`<pre class="delivery-event mono" tabindex="0" role="region" aria-label=${t("deliveries.body")}>
${JSON.stringify(event, null, 2)}</pre
            >`
          : html`<p class="list-text">${t("deliveries.gone")}</p>`}
    <//>
    <${ActionStatus} action=${sending} done=${t("deliveries.again_done")} />
    <div class="deliveries-actions">
      ${
        delivery.conversation_id &&
        html`<a class="link" href="#/c/${delivery.conversation_id}">${t("deliveries.open_conversation")}</a>`
      }
      <button
        class="button button-small"
        type="button"
        aria-disabled=${sending.busy || query.data?.event === null}
        onClick=${() => query.data?.event !== null && sending.run()}
      >
        ${t("deliveries.again")}
      </button>
    </div>
  `;
}

/** @param {Pick<EventDelivery, "problem" | "next_at">} delivery @returns {keyof typeof TONES} */
export function stateOf({ problem, next_at }) {
  if (!problem) return "delivered";
  return next_at ? "waiting" : "failed";
}
