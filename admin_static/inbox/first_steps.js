import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Mark, Notice } from "../controls/notice.js";
import { embedSnippet } from "./embed_snippet.js";

/** For an inbox that never had a conversation: how to put the widget on the site. */
export function FirstSteps({ widgetToken, apiBase }) {
  const code = embedSnippet({ origin: location.origin, api: apiBase, token: widgetToken });
  return html`
    <${Notice} picture=${html`<${Mark} />`} title=${t("embed.title")} text=${t("embed.text")}>
      <pre class="embed"><code>${code}</code></pre>
    <//>
  `;
}
