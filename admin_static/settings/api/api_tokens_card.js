/** @import {ApiScope, ApiToken} from "../../../client/wire" */
/** @import {SiteCardProps} from "../site/site_section.js" */
import { useState } from "preact/hooks";
import { addTexts, t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { fullTime } from "../../../client/ui/time.js";
import { enApiTokens } from "../../catalogue/en_api_tokens.js";
import { Field, PasswordField } from "../../controls/fields.js";
import { Tag } from "../../controls/tags.js";
import { relativeTime } from "../../inbox/relative_time.js";
import { Card, RowButton } from "../controls/card.js";
import { ConfirmDialog, Dialog } from "../controls/dialog.js";
import { Form } from "../controls/form.js";
import { Loaded, useQuery } from "../controls/requests.js";
import { SecretDialog } from "../controls/secrets.js";

addTexts(enApiTokens);

const MOST = 20;
/** @type {ApiScope[]} */
const SCOPES = ["conversations:read", "conversations:write"];

/** The tokens of the site's own programs. @param {SiteCardProps} props */
export function ApiTokensCard({ calls }) {
  const query = useQuery(calls.apiTokens);
  const [creating, setCreating] = useState(false);
  const [secret, setSecret] = useState("");
  const [revoked, setRevoked] = useState(/** @type {ApiToken | null} */ (null));
  const all = query.data ?? [];
  const create = async (
    /** @type {Record<string, string>} */ { name, password },
    /** @type {HTMLFormElement} */ form,
  ) => {
    const scopes = SCOPES.filter((scope) => new FormData(form).getAll("scopes").includes(scope));
    const answer = await calls.createApiToken(name.split(/\s+/).join(" ").trim(), scopes, password);
    query.setData([answer.api_token, ...all]);
    setCreating(false);
    setSecret(answer.token);
  };

  return html`
    <${Card} title=${t("api_tokens.title")} text=${t("api_tokens.text")}>
      <${Loaded} query=${query}>
        ${() =>
          all.length > 0 &&
          html`<ul class="list">
            ${all.map(
              (token) =>
                html`<${TokenRow} key=${token.id} token=${token} onRevoke=${() => setRevoked(token)} />`,
            )}
          </ul>`}
      <//>
      <footer class="card-actions">
        <p class="form-status">${all.length >= MOST && t("api_tokens.full")}</p>
        <button
          class="button"
          type="button"
          disabled=${query.data === null || all.length >= MOST}
          onClick=${() => setCreating(true)}
        >
          ${t("api_tokens.create")}
        </button>
      </footer>
      ${creating && html`<${CreateDialog} onSubmit=${create} onClose=${() => setCreating(false)} />`}
      ${
        secret &&
        html`<${SecretDialog}
          title=${t("api_tokens.secret_title")}
          text=${t("api_tokens.secret_text")}
          label=${t("api_tokens.secret_label")}
          secret=${secret}
          onClose=${() => setSecret("")}
        />`
      }
      ${
        revoked &&
        html`<${ConfirmDialog}
          title=${t("api_tokens.revoke_title", { name: revoked.name })}
          text=${t("api_tokens.revoke_text")}
          submit=${t("api_tokens.revoke")}
          danger
          onConfirm=${async () => {
            await calls.revokeApiToken(revoked.id);
            query.setData(all.filter(({ id }) => id !== revoked.id));
            setRevoked(null);
          }}
          onClose=${() => setRevoked(null)}
        />`
      }
    <//>
  `;
}

/**
 * @param {{
 *   onSubmit: (values: Record<string, string>, form: HTMLFormElement) => Promise<void>, onClose: () => void,
 * }} props
 */
function CreateDialog({ onSubmit, onClose }) {
  return html`
    <${Dialog} title=${t("api_tokens.create_title")} text=${t("api_tokens.create_text")} onClose=${onClose}>
      <${Form} onSubmit=${onSubmit} submit=${t("api_tokens.create")} always>
        <${Field}
          label=${t("api_tokens.name")}
          hint=${t("api_tokens.name_hint")}
          name="name"
          maxlength="80"
          required
          autofocus
        />
        <fieldset class="choices">
          <legend>${t("api_tokens.scopes")}</legend>
          ${SCOPES.map(
            (scope) => html`<label class="choice">
              <input type="checkbox" name="scopes" value=${scope} defaultChecked=${scope === "conversations:read"} />
              <span>${t(`api_scope.${scope}`)}</span>
            </label>`,
          )}
        </fieldset>
        <${PasswordField} />
      <//>
    <//>
  `;
}

/** @param {{token: ApiToken, onRevoke: () => void}} props */
function TokenRow({ token: { name, scopes, used_at }, onRevoke }) {
  return html`
    <li class="list-row">
      <div class="list-main">
        <p class="list-title">
          <span dir="auto">${name}</span>
          ${scopes.map((scope) => html`<${Tag}>${t(`api_scope.${scope}`)}<//>`)}
        </p>
        <p class="list-facts">
          ${
            used_at
              ? html`<time datetime=${new Date(used_at).toISOString()} title=${fullTime(used_at)}>
                  ${t("api_tokens.used", { time: relativeTime(used_at, Date.now()) })}
                </time>`
              : html`<span>${t("api_tokens.unused")}</span>`
          }
        </p>
      </div>
      <${RowButton}
        label=${t("api_tokens.revoke_named", { name })}
        text=${t("api_tokens.revoke")}
        onClick=${onRevoke}
      />
    </li>
  `;
}
