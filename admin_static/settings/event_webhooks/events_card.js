/** @import {EventWebhook} from "../../../client/wire" */
/** @import {SiteCardProps} from "../site/site_section.js" */
import { useState } from "preact/hooks";
import { addTexts, t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { enEventWebhooks } from "../../catalogue/en_event_webhooks.js";
import { Tag } from "../../controls/tags.js";
import { Card, RowButton } from "../controls/card.js";
import { ConfirmDialog, PasswordDialog } from "../controls/dialog.js";
import { Loaded, useQuery } from "../controls/requests.js";
import { SecretDialog } from "../controls/secrets.js";
import { DeliveriesDialog } from "./deliveries_dialog.js";
import { EventWebhookDialog, TYPES } from "./webhook_dialog.js";

addTexts(enEventWebhooks);

const MOST = 5;
/** @typedef {"edit" | "secret" | "log" | "remove"} Task */
/** @type {Task[]} */
const TASKS = ["log", "edit", "secret", "remove"];

/** Where events are posted for the site's own programs. @param {SiteCardProps} props */
export function EventsCard({ calls: { eventWebhooks: calls } }) {
  const query = useQuery(calls.all);
  const [task, setTask] = useState(
    /** @type {{kind: Task | "add", webhook: EventWebhook | null} | null} */ (null),
  );
  const [secret, setSecret] = useState("");
  const all = query.data ?? [];
  const close = () => setTask(null);
  const saved = (/** @type {EventWebhook} */ webhook, newSecret = "") => {
    const known = all.some(({ id }) => id === webhook.id);
    query.setData(known ? all.map((each) => (each.id === webhook.id ? webhook : each)) : [...all, webhook]);
    close();
    setSecret(newSecret);
  };
  const webhook = task?.webhook ?? null;

  return html`
    <${Card} title=${t("event_webhooks.title")} text=${t("event_webhooks.text")}>
      <${Loaded} query=${query}>
        ${() =>
          all.length > 0 &&
          html`<ul class="list">
            ${all.map(
              (each) => html`<${EventWebhookRow}
                key=${each.id}
                webhook=${each}
                onTask=${(/** @type {Task} */ kind) => setTask({ kind, webhook: each })}
              />`,
            )}
          </ul>`}
      <//>
      <footer class="card-actions">
        <p class="form-status">${all.length >= MOST && t("event_webhooks.full")}</p>
        <button
          class="button"
          type="button"
          disabled=${query.data === null || all.length >= MOST}
          onClick=${() => setTask({ kind: "add", webhook: null })}
        >
          ${t("event_webhooks.add")}
        </button>
      </footer>
      ${
        (task?.kind === "add" || task?.kind === "edit") &&
        html`<${EventWebhookDialog} webhook=${webhook} calls=${calls} onSaved=${saved} onClose=${close} />`
      }
      ${
        secret &&
        html`<${SecretDialog}
          title=${t("event_webhooks.secret_title")}
          text=${t("event_webhooks.secret_text")}
          label=${t("event_webhooks.secret_label")}
          secret=${secret}
          onClose=${() => setSecret("")}
        />`
      }
      ${
        task?.kind === "log" &&
        webhook &&
        html`<${DeliveriesDialog} webhook=${webhook} calls=${calls} onClose=${close} />`
      }
      ${
        task?.kind === "secret" &&
        webhook &&
        html`<${PasswordDialog}
          title=${t("event_webhooks.roll_title")}
          text=${t("event_webhooks.roll_text")}
          submit=${t("event_webhooks.secret")}
          onSubmit=${async (/** @type {string} */ password) => {
            const answer = await calls.replaceSecret(webhook.id, password);
            saved(answer.event_webhook, answer.secret);
          }}
          onClose=${close}
        />`
      }
      ${
        task?.kind === "remove" &&
        webhook &&
        html`<${ConfirmDialog}
          title=${t("event_webhooks.remove_title")}
          text=${t("event_webhooks.remove_text", { name: webhook.address })}
          submit=${t("event_webhooks.remove")}
          onConfirm=${async () => {
            await calls.remove(webhook.id);
            query.setData(all.filter(({ id }) => id !== webhook.id));
            close();
          }}
          onClose=${close}
        />`
      }
    <//>
  `;
}

/** @param {{webhook: EventWebhook, onTask: (task: Task) => void}} props */
function EventWebhookRow({ webhook, onTask }) {
  const { address, types, enabled, switched_off } = webhook;
  return html`
    <li class="list-row">
      <div class="list-main">
        <p class="list-title">
          <span class="mono">${address}</span>
          ${
            !enabled &&
            html`<${Tag} tone=${switched_off ? "bad" : "plain"}>
              ${t(`event_webhook_state.${switched_off ? "switched_off" : "off"}`)}
            <//>`
          }
        </p>
        <p class="list-facts"><span>${typesText(types)}</span></p>
        ${switched_off && html`<p class="list-text">${t(`event_webhooks.${switched_off}`)}</p>`}
      </div>
      <div class="webhook-actions">
        ${TASKS.map(
          (task) => html`<${RowButton}
            label=${t(`event_webhooks.${task}_named`, { name: address })}
            text=${t(`event_webhooks.${task}`)}
            onClick=${() => onTask(task)}
          />`,
        )}
      </div>
    </li>
  `;
}

/** The events by name, as far as they are few. @param {EventWebhook["types"]} types */
export function typesText(types) {
  if (types.length === TYPES.length) return t("event_webhooks.all_types");
  if (types.length > 2) return t("event_webhooks.some_types", { count: types.length });
  return types.map((type) => t(`event_type.${type}`)).join(", ");
}
