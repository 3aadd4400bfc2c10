import { t } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";

/** What one sees before the first message: the site's own words under a lit lamp. */
export function Greeting({ text }) {
  return html`
    <div class="greeting">
      <svg class="greeting-lamp" viewBox="0 0 96 96" aria-hidden="true" focusable="false">
        <circle class="lamp-glow" cx="48" cy="52" r="44" />
        <circle class="lamp-glow" cx="48" cy="52" r="29" />
        <path d="M48 11v9" />
        <path class="lamp-glass" d="m38 37 3 30h14l3-30Z" />
        <path class="lamp-roof" d="M48 19 29 37h38Z" />
        <path class="lamp-flame" d="M48 43c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11Z" />
        <path d="M37 67h22M48 67v6" />
      </svg>
      <p class="greeting-text" dir="auto">${text || t("widget.greeting")}</p>
      <p class="greeting-note notice-text">${t("widget.greeting_note")}</p>
    </div>
  `;
}
