/**
 * What the script tag says.
 * `<script async src="https://HOST/widget/porchlight.js" data-token="pl_…" data-api="…"></script>`
 *
 * @param {{ src: string, dataset: { token?: string, api?: string } }} script
 * @param {string} pageUrl
 * @returns `site`: what a token names before its random end; things are kept under it, as the engine does
 */
export function readEmbed({ src, dataset }, pageUrl) {
  const script = new URL(src, pageUrl);
  const token = dataset.token?.trim() ?? "";
  return {
    token,
    site: token.split("_", 2).join("_"),
    api: new URL(dataset.api?.trim() || "/api", dataset.api ? pageUrl : script).href.replace(/\/$/, ""),
    panelUrl: new URL("panel.js", script).href,
  };
}
