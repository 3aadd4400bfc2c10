import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Tag } from "../controls/tag.js";
import { Card } from "./card.js";
import { OverlapDialog } from "./overlap_dialog.js";
import { PasswordDialog } from "./password_dialog.js";
import { SecretDialog } from "./secret_dialog.js";
import { Switch } from "./switch.js";
import { untilText } from "./until_text.js";

/** The secret with which the site's own server signs who a visitor is. */
export function IdentityCard({ site, calls, change, become }) {
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState(null);
  const { has_identity_secret: there, previous_identity_secret_until: until } = site;
  const make = async (days, password) => {
    const made = await calls.replaceIdentitySecret(days, password);
    become(made.site);
    setMaking(false);
    setSecret(made.identity_secret);
  };

  return html`
    <${Card}
      title=${t("identity.title")}
      text=${t("identity.text")}
      aside=${html`<${Tag} tone=${there ? "good" : "plain"}>${t(there ? "identity.there" : "identity.none")}<//>`}
    >
      <${Switch}
        label=${t("identity.require")}
        hint=${t(there ? "identity.require_hint" : "identity.require_first")}
        on=${site.require_identity}
        able=${there}
        onChange=${(require_identity) => change({ require_identity })}
      />
      <footer class="card-actions">
        <p class="form-said">${until > Date.now() && t("identity.until", { until: untilText(until) })}</p>
        <button class="button" type="button" onClick=${() => setMaking(true)}>
          ${t(there ? "identity.replace" : "identity.make")}
        </button>
      </footer>
      ${
        making &&
        !there &&
        html`<${PasswordDialog}
          title=${t("identity.make_title")}
          text=${t("identity.make_text")}
          submit=${t("identity.make")}
          onSubmit=${(password) => make(0, password)}
          onClose=${() => setMaking(false)}
        />`
      }
      ${
        making &&
        there &&
        html`<${OverlapDialog}
          title=${t("identity.replace_title")}
          text=${t("identity.replace_text")}
          submit=${t("identity.replace")}
          password
          onSubmit=${make}
          onClose=${() => setMaking(false)}
        />`
      }
      ${
        secret &&
        html`<${SecretDialog}
          title=${t("identity_secret.title")}
          text=${t("identity_secret.text")}
          label=${t("identity_secret.label")}
          secret=${secret}
          onClose=${() => setSecret(null)}
        />`
      }
    <//>
  `;
}
