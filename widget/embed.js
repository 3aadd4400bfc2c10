/**
 * What the script tag says.
 * `<script async src="https://HOST/widget/porchlight.js" data-token="pl_…" data-api="…"></script>`
 *
 * @param {{ src: string, dataset: { token?: string, api?: string } }} script
 * @param {string} pageUrl
 */
export function readEmbed({ src, dataset }, pageUrl) {
  const script = new URL(src, pageUrl);
  return {
    token: dataset.token?.trim() ?? "",
    api: new URL(dataset.api?.trim() || "/api", dataset.api ? pageUrl : script).href.replace(/\/$/, ""),
    panelUrl: new URL("panel.js", script).href,
  };
}
