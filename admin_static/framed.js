import { t } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";
import { Mark } from "./controls/mark.js";

/** Shown inside another page, which could lay something over it and have an admin press what is under that. */
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
