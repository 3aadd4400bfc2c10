/** The lines that put the widget on a page, with this server's own address in them. */
export function embedSnippet({ origin, token }) {
  return [
    "<script async",
    `  src="${origin}/widget/porchlight.js"`,
    `  data-token="${token}"`,
    "></script>",
  ].join("\n");
}
