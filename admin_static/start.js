import { t } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";
import { Mark } from "./controls/notice.js";

/**
 * Reads config.json: the address of the API, and whether this deployment sends mail. The file lies next to the page so that one build serves every site.
 * @param {(url: URL, init: RequestInit) => Promise<Response>} fetch
 * @param {string} pageUrl
 * @returns {Promise<{api: string, mail: boolean}>}
 */
export async function loadConfig(fetch, pageUrl) {
  const answer = await fetch(new URL("config.json", pageUrl), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`config.json: ${answer.status}`);
  const { api, mail } = await answer.json();
  return { api: new URL(api, pageUrl).href.replace(/\/$/, ""), mail: mail === true };
}

/** Shown when config.json could not be loaded. */
export function StartFailed() {
  return html`
    <main class="start-failed" role="alert">
      <${Mark} />
      <h1>${t("start.failed_title")}</h1>
      <p>${t("start.failed_text")}</p>
      <button class="button button-primary" type="button" onClick=${() => location.reload()}>
        ${t("start.again")}
      </button>
    </main>
  `;
}

/** Shown instead of the dashboard inside a frame, whose page could trick an admin into a click (clickjacking). */
export function Framed() {
  return html`
    <main class="start-failed">
      <${Mark} />
      <h1>${t("framed.title")}</h1>
      <p>${t("framed.text")}</p>
      <a class="button button-primary" href=${location.href} target="_blank" rel="noopener">
        ${t("framed.open")}
      </a>
    </main>
  `;
}
