import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Mark, Notice } from "../controls/notice.js";

/**
 * Shown while the inbox is empty: how to add the widget to the site.
 * @param {{widgetToken: string, apiBase: string}} props
 */
export function FirstSteps({ widgetToken, apiBase }) {
  const code = embedSnippet({ origin: location.origin, api: apiBase, token: widgetToken });
  return html`
    <${Notice} picture=${html`<${Mark} />`} title=${t("embed.title")} text=${t("embed.text")}>
      <pre class="embed"><code>${code}</code></pre>
    <//>
  `;
}

/**
 * The lines that add the widget to a page. The widget calls the API on the origin of its script; if the API is
 * elsewhere, as with a dashboard on S3, `data-api` names it.
 * @param {{origin: string, api: string, token: string}} parts
 */
export function embedSnippet({ origin, api, token }) {
  return [
    "<script async",
    `  src="${origin}/widget/porchlight.js"`,
    `  data-token="${token}"`,
    ...(api === `${origin}/api` ? [] : [`  data-api="${api}"`]),
    "></script>",
  ].join("\n");
}
