/** @import {Webhook} from "../../../client/wire" */
/** @import {SiteCardProps} from "./site_section.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { fullTime } from "../../../client/ui/time.js";
import { Tag } from "../../controls/tags.js";
import { relativeTime } from "../../inbox/relative_time.js";
import { Card, RowButton } from "../controls/card.js";
import { ConfirmDialog } from "../controls/dialog.js";
import { ActionStatus, Loaded, useAction, useQuery } from "../controls/requests.js";
import { WebhookDialog } from "./webhook_dialog.js";

const MOST = 5;

/** Where alerts are posted besides push and mail. @param {SiteCardProps} props */
export function WebhooksCard({ calls }) {
  const query = useQuery(calls.webhooks);
  const [edited, setEdited] = useState(/** @type {Webhook | "new" | null} */ (null));
  const [removed, setRemoved] = useState(/** @type {Webhook | null} */ (null));
  const all = query.data ?? [];
  const replace = (/** @type {Webhook} */ webhook) => {
    const known = all.some(({ id }) => id === webhook.id);
    query.setData(known ? all.map((each) => (each.id === webhook.id ? webhook : each)) : [...all, webhook]);
  };
  const testing = useAction(async (/** @type {string} */ id) => {
    const tested = await calls.testWebhook(id);
    replace(tested);
    refuseFailure(tested);
  });

  return html`
    <${Card} title=${t("webhooks.title")} text=${t("webhooks.text")}>
      <${Loaded} query=${query}>
        ${() =>
          all.length > 0 &&
          html`<ul class="list">
            ${all.map(
              (webhook) => html`<${WebhookRow}
                key=${webhook.id}
                webhook=${webhook}
                onTest=${() => testing.run(webhook.id)}
                onEdit=${() => setEdited(webhook)}
                onRemove=${() => setRemoved(webhook)}
              />`,
            )}
          </ul>`}
      <//>
      <${ActionStatus} action=${testing} done=${t("webhooks.tested")} />
      <footer class="card-actions">
        <p class="form-status">${all.length >= MOST && t("webhooks.full")}</p>
        <button
          class="button"
          type="button"
          disabled=${query.data === null || all.length >= MOST}
          onClick=${() => setEdited("new")}
        >
          ${t("webhooks.add")}
        </button>
      </footer>
      ${
        edited &&
        html`<${WebhookDialog}
          webhook=${edited === "new" ? null : edited}
          calls=${calls}
          onSaved=${(/** @type {Webhook} */ webhook) => {
            replace(webhook);
            setEdited(null);
          }}
          onClose=${() => setEdited(null)}
        />`
      }
      ${
        removed &&
        html`<${ConfirmDialog}
          title=${t("webhooks.remove_title", { name: removed.name })}
          text=${t("webhooks.remove_text")}
          submit=${t("webhooks.remove")}
          onConfirm=${async () => {
            await calls.removeWebhook(removed.id);
            query.setData(all.filter(({ id }) => id !== removed.id));
            setRemoved(null);
          }}
          onClose=${() => setRemoved(null)}
        />`
      }
    <//>
  `;
}

/** @param {{webhook: Webhook, onTest: () => void, onEdit: () => void, onRemove: () => void}} props */
function WebhookRow({ webhook, onTest, onEdit, onRemove }) {
  const { kind, name, address, last } = webhook;
  const state = stateOf(webhook);
  return html`
    <li class="list-row">
      <div class="list-main">
        <p class="list-title">
          <span dir="auto">${name}</span>
          <${Tag}>${t(`webhook_kind.${kind}`)}<//>
          ${state && html`<${Tag} tone=${state === "off" ? "plain" : "bad"}>${t(`webhook_state.${state}`)}<//>`}
        </p>
        <p class="list-facts">
          <span class="mono">${address}</span>
          ${
            last &&
            html`<time datetime=${new Date(last.at).toISOString()} title=${fullTime(last.at)}>
              ${t(last.problem ? "webhooks.failed" : "webhooks.delivered", {
                time: relativeTime(last.at, Date.now()),
              })}
            </time>`
          }
        </p>
        ${last?.problem && html`<p class="list-text webhook-problem" dir="auto">${problemText(last)}</p>`}
        ${state === "switched_off" && html`<p class="list-text">${t("webhooks.switched_off")}</p>`}
      </div>
      <div class="webhook-actions">
        <${RowButton} label=${t("webhooks.test_named", { name })} text=${t("webhooks.test")} onClick=${onTest} />
        <${RowButton} label=${t("webhooks.edit_named", { name })} text=${t("webhooks.edit")} onClick=${onEdit} />
        <${RowButton} label=${t("webhooks.remove_named", { name })} text=${t("webhooks.remove")} onClick=${onRemove} />
      </div>
    </li>
  `;
}

/** The server accepts a test whose delivery failed; to the owner it has failed. @param {Pick<Webhook, "last">} webhook */
export function refuseFailure({ last }) {
  if (last?.problem) throw Object.assign(new Error("The test failed"), { code: "webhook_test_failed" });
}

/** What is not as it should be; null if nothing. @param {Webhook} webhook */
export function stateOf({ enabled, switched_off, last }) {
  if (switched_off) return "switched_off";
  if (!enabled) return "off";
  return last?.problem ? "failing" : null;
}

/** @param {NonNullable<Webhook["last"]>} last */
export const problemText = ({ status, problem }) =>
  status ? t("webhooks.problem", { status, problem: problem ?? "" }) : (problem ?? "");
