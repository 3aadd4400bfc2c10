import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";

export function InboxSkeleton() {
  return html`
    <div class="inbox-scroll" role="status">
      <span class="pl-hidden-text">${t("inbox.loading")}</span>
      <div class="inbox-list" aria-hidden="true">
        ${Array.from({ length: 8 }, () => html`<div class="row bones"><i /><i /><i /></div>`)}
      </div>
    </div>
  `;
}
