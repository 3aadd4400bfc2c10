import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { FirstSteps } from "./first_steps.js";

/** Where there is one pane only, it has to say how the first conversation comes about as well. */
export function InboxEmpty({ widgetToken, apiBase }) {
  return html`
    <div class="inbox-empty">
      <p class="inbox-empty-title">${t("inbox.empty_title")}</p>
      <p>${t("inbox.empty_text")}</p>
    </div>
    <div class="inbox-first"><${FirstSteps} widgetToken=${widgetToken} apiBase=${apiBase} /></div>
  `;
}
