import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { embedSnippet } from "../inbox/first_steps.js";
import { Card } from "./card.js";
import { CopyButton } from "./copy_button.js";
import { OverlapDialog } from "./overlap_dialog.js";
import { untilText } from "./until_text.js";

/** The lines for the site's pages, and the token that is in them. */
export function EmbedCard({ site, calls, apiBase, become }) {
  const [replacing, setReplacing] = useState(false);
  const { widget_token: token, previous_widget_token_until: until } = site;
  const code = embedSnippet({ origin: location.origin, api: apiBase, token });
  const replace = async (days) => {
    become(await calls.replaceWidgetToken(days));
    setReplacing(false);
  };

  return html`
    <${Card} title=${t("snippet.title")} text=${t("snippet.text")}>
      <pre class="embed"><code>${code}</code></pre>
      <footer class="card-actions">
        <p class="form-said">${until > Date.now() && t("snippet.until", { until: untilText(until) })}</p>
        <button class="button button-small" type="button" onClick=${() => setReplacing(true)}>
          ${t("snippet.replace")}
        </button>
        <${CopyButton} text=${code} label=${t("snippet.copy")} />
      </footer>
      ${
        replacing &&
        html`<${OverlapDialog}
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
