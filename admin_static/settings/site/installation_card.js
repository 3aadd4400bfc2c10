/** @import {SiteCardProps} from "./site_section.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { CopyButton } from "../../controls/copy_button.js";
import { embedSnippet } from "../../first_steps/snippet.js";
import { Card } from "../controls/card.js";
import { expiryText, ReplaceDialog } from "../controls/secrets.js";

/** The code that puts the widget on the site's pages, and the widget token in it. @param {SiteCardProps} props */
export function InstallationCard({ site, calls, apiBase, onChanged }) {
  const [replacing, setReplacing] = useState(false);
  const { widget_token: token, previous_widget_token_until: until } = site;
  const code = embedSnippet({ origin: location.origin, api: apiBase, token });
  const replace = async (/** @type {number} */ days) => {
    onChanged(await calls.replaceWidgetToken(days));
    setReplacing(false);
  };

  return html`
    <${Card} title=${t("snippet.title")} text=${t("snippet.text")}>
      <pre class="embed"><code>${code}</code></pre>
      <footer class="card-actions">
        <p class="form-status">
          ${until && until > Date.now() && t("snippet.until", { until: expiryText(until) })}
        </p>
        <button class="button button-small" type="button" onClick=${() => setReplacing(true)}>
          ${t("snippet.replace")}
        </button>
        <${CopyButton} text=${code} label=${t("snippet.copy")} />
      </footer>
      ${
        replacing &&
        html`<${ReplaceDialog}
          title=${t("snippet.replace_title")}
          text=${t("snippet.replace_text")}
          submit=${t("snippet.replace")}
          onSubmit=${replace}
          onClose=${() => setReplacing(false)}
        />`
      }
    <//>
  `;
}
