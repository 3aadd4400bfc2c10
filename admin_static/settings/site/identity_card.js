/** @import {SiteCardProps} from "./site_section.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { Tag } from "../../controls/tags.js";
import { Card, CardSwitch } from "../controls/card.js";
import { expiryText, ReplaceDialog, SecretDialog } from "../controls/secrets.js";

/** The secret with which the site's own server signs the ids of verified visitors. @param {SiteCardProps} props */
export function IdentityCard({ site, calls, change, onChanged }) {
  const [generating, setGenerating] = useState(false);
  const [secret, setSecret] = useState("");
  const { has_identity_secret: exists, previous_identity_secret_until: until } = site;
  const generate = async (/** @type {number} */ days, /** @type {string} */ password) => {
    const answer = await calls.replaceIdentitySecret(days, password);
    onChanged(answer.site);
    setGenerating(false);
    setSecret(answer.identity_secret);
  };

  return html`
    <${Card}
      title=${t("identity.title")}
      text=${t("identity.text")}
      aside=${html`<${Tag} tone=${exists ? "good" : "plain"}>${t(exists ? "identity.there" : "identity.none")}<//>`}
    >
      <${CardSwitch}
        label=${t("identity.require")}
        hint=${t(exists ? "identity.require_hint" : "identity.require_first")}
        on=${site.require_identity}
        disabled=${!exists}
        onChange=${(/** @type {boolean} */ require_identity) => change({ require_identity })}
      />
      <footer class="card-actions">
        <p class="form-status">
          ${until && until > Date.now() && t("identity.until", { until: expiryText(until) })}
        </p>
        <button class="button" type="button" onClick=${() => setGenerating(true)}>
          ${t(exists ? "identity.replace" : "identity.make")}
        </button>
      </footer>
      ${
        generating &&
        html`<${ReplaceDialog}
          title=${t(exists ? "identity.replace_title" : "identity.make_title")}
          text=${t(exists ? "identity.replace_text" : "identity.make_text")}
          submit=${t(exists ? "identity.replace" : "identity.make")}
          overlap=${exists}
          password
          onSubmit=${generate}
          onClose=${() => setGenerating(false)}
        />`
      }
      ${
        secret &&
        html`<${SecretDialog}
          title=${t("identity_secret.title")}
          text=${t("identity_secret.text")}
          label=${t("identity_secret.label")}
          secret=${secret}
          onClose=${() => setSecret("")}
        />`
      }
    <//>
  `;
}
