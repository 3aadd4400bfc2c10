/** @import {EventType, EventWebhook} from "../../../client/wire" */
/** @import {createEventWebhooks} from "../../admin/event_webhook_calls.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { Field, PasswordField } from "../../controls/fields.js";
import { Dialog } from "../controls/dialog.js";
import { Form } from "../controls/form.js";

/** @type {EventType[]} in the order of the documentation */
export const TYPES = [
  "conversation.created",
  "message.created",
  "message.edited",
  "message.deleted",
  "conversation.closed",
  "conversation.reopened",
  "conversation.rated",
];

/**
 * Adds a webhook for events, or changes one. A new address needs the password: events go there from then on.
 * @param {{
 *   webhook: EventWebhook | null, calls: ReturnType<typeof createEventWebhooks>,
 *   onSaved: (webhook: EventWebhook, secret?: string) => void, onClose: () => void,
 * }} props `webhook`: null for a new one
 */
export function EventWebhookDialog({ webhook, calls, onSaved, onClose }) {
  const [address, setAddress] = useState(webhook?.address ?? "");
  const moved = address.trim() !== (webhook?.address ?? "");
  const save = async (/** @type {Record<string, string>} */ values, /** @type {HTMLFormElement} */ form) => {
    const types = TYPES.filter((type) => new FormData(form).getAll("types").includes(type));
    if (!webhook) {
      const answer = await calls.add({ address: address.trim(), types, password: values.password });
      return onSaved(answer.event_webhook, answer.secret);
    }
    const there = moved ? { address: address.trim(), password: values.password } : {};
    return onSaved(await calls.change(webhook.id, { types, enabled: values.enabled === "on", ...there }));
  };

  return html`
    <${Dialog}
      title=${t(webhook ? "event_webhooks.edit_title" : "event_webhooks.add_title")}
      text=${webhook ? undefined : t("event_webhooks.add_text")}
      onClose=${onClose}
    >
      <${Form} onSubmit=${save} submit=${t(webhook ? "settings.save" : "event_webhooks.add")}>
        ${
          webhook &&
          html`<label class="switch card-switch">
            <input type="checkbox" role="switch" name="enabled" defaultChecked=${webhook.enabled} />
            <span>${t("event_webhooks.enabled")}</span>
          </label>`
        }
        <${Field}
          label=${t("event_webhooks.address")}
          hint=${t("event_webhooks.address_hint")}
          name="address"
          type="text"
          inputmode="url"
          autocapitalize="none"
          spellcheck=${false}
          maxlength="2048"
          required
          autofocus=${!webhook}
          defaultValue=${webhook?.address}
          onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) =>
            setAddress(currentTarget.value)}
        />
        <fieldset class="choices">
          <legend>${t("event_webhooks.types")}</legend>
          ${TYPES.map(
            (type) => html`<label class="choice">
              <input
                type="checkbox"
                name="types"
                value=${type}
                defaultChecked=${webhook ? webhook.types.includes(type) : true}
              />
              <span>${t(`event_type.${type}`)}</span>
            </label>`,
          )}
        </fieldset>
        ${(!webhook || moved) && html`<${PasswordField} />`}
      <//>
    <//>
  `;
}
