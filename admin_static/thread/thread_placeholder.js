import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { InboxIcon } from "../controls/icons.js";
import { Notice } from "../controls/notice.js";
import { FirstSteps } from "../inbox/first_steps.js";

/** The right pane while no conversation is open. */
export function ThreadPlaceholder({ empty, widgetToken, apiBase }) {
  return html`
    <section class="thread" aria-label=${t("thread.region_none")}>
      ${empty ? html`<${FirstSteps} widgetToken=${widgetToken} apiBase=${apiBase} />` : html`<${PickOne} />`}
    </section>
  `;
}

function PickOne() {
  return html`<${Notice}
    picture=${html`<${InboxIcon} />`}
    title=${t("thread.pick_title")}
    text=${t("thread.pick_text")}
  />`;
}
