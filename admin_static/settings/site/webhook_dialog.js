/** @import {Webhook, WebhookKind} from "../../../client/wire" */
/** @import {SiteCardProps} from "./site_section.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { Field } from "../../controls/fields.js";
import { Dialog } from "../controls/dialog.js";
import { Form } from "../controls/form.js";

/** @type {WebhookKind[]} */
export const KINDS = ["slack", "discord", "teams", "telegram", "json"];

/**
 * Adds a webhook, or changes one. The stored address is never shown: an empty field keeps it.
 * @param {{
 *   webhook: Webhook | null, calls: SiteCardProps["calls"], onSaved: (webhook: Webhook) => void, onClose: () => void,
 * }} props `webhook`: null for a new one
 */
export function WebhookDialog({ webhook, calls, onSaved, onClose }) {
  const [kind, setKind] = useState(/** @type {WebhookKind} */ (webhook?.kind ?? "slack"));
  const save = async (/** @type {Record<string, string>} */ values) => {
    const name = values.name.split(/\s+/).join(" ").trim() || t(`webhook_kind.${kind}`);
    const address = values.address.trim();
    const chat = kind === "telegram" ? { chat_id: values.chat_id.trim() } : {};
    if (!webhook) return onSaved(await calls.addWebhook({ kind, name, address, ...chat }));
    const changes = { name, enabled: values.enabled === "on", ...chat, ...(address && { address }) };
    return onSaved(await calls.changeWebhook(webhook.id, changes));
  };

  return html`
    <${Dialog} title=${t(webhook ? "webhooks.edit_title" : "webhooks.add_title")} onClose=${onClose}>
      <${Form} onSubmit=${save} submit=${t(webhook ? "settings.save" : "webhooks.add")}>
        ${
          webhook
            ? html`<label class="switch card-switch">
                <input type="checkbox" role="switch" name="enabled" defaultChecked=${webhook.enabled} />
                <span>${t("webhooks.enabled")}</span>
              </label>`
            : html`<${Field}
                as="select"
                label=${t("webhooks.kind")}
                name="kind"
                value=${kind}
                onChange=${(/** @type {{currentTarget: HTMLSelectElement}} */ { currentTarget }) =>
                  setKind(/** @type {WebhookKind} */ (currentTarget.value))}
              >
                ${KINDS.map((each) => html`<option value=${each}>${t(`webhook_kind.${each}`)}</option>`)}
              <//>`
        }
        <${Field}
          label=${t("webhooks.name")}
          name="name"
          maxlength="80"
          placeholder=${t(`webhook_kind.${kind}`)}
          defaultValue=${webhook?.name}
        />
        <${Field}
          key=${kind}
          label=${t(kind === "telegram" ? "webhooks.token" : "webhooks.address")}
          hint=${t(`webhook_hint.${kind}`)}
          name="address"
          type="text"
          inputmode="url"
          autocapitalize="none"
          spellcheck=${false}
          maxlength="2048"
          placeholder=${webhook ? t("webhooks.keep", { address: webhook.address }) : undefined}
        />
        ${
          kind === "telegram" &&
          html`<${Field}
            label=${t("webhooks.chat")}
            hint=${t("webhooks.chat_hint")}
            name="chat_id"
            maxlength="40"
            autocapitalize="none"
            spellcheck=${false}
            defaultValue=${webhook?.chat_id}
          />`
        }
      <//>
    <//>
  `;
}
