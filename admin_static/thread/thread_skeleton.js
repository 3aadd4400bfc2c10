import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";

export function ThreadSkeleton() {
  return html`
    <div class="thread-bones" role="status">
      <span class="pl-hidden-text">${t("message.loading")}</span>
      <i /><i /><i /><i /><i />
    </div>
  `;
}
