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
