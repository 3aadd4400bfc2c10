/**
 * The lines that put the widget on a page, with this server's own address in them. The widget takes the API to be
 * next to its script; where that is not so, as with a dashboard on S3, the lines name it.
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
