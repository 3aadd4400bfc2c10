import { t } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";
import { Mark } from "./controls/mark.js";

/** Shown when config.json did not come: nothing else can work without it. */
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
