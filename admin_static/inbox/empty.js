/** @import {AdminState} from "../admin/admin.js" */
/** @import {List} from "../admin/views.js" */
/** @import {Props} from "./inbox.js" */
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { isFiltered, wholeView } from "../admin/views.js";
import { FirstSteps } from "../first_steps/lazy_steps.js";

/**
 * A list without conversations: what it is for, and what to do. The first steps are in the other pane too; a phone shows
 * only this one.
 * @param {Pick<Props, "session" | "apiBase" | "isNew" | "admin"> & {shown: AdminState["list"], onList: (list: List) => void}} props
 */
export function Empty({ session, apiBase, isNew, admin, shown, onList }) {
  const { list, hasOlder } = shown;
  if (isNew) {
    return html`
      <div class="inbox-empty">
        <p class="inbox-empty-title">${t("inbox.empty_title")}</p>
        <p>${t("inbox.empty_text")}</p>
      </div>
      <div class="inbox-first">
        <${FirstSteps} ...${{ session, apiBase, admin }} />
      </div>
    `;
  }
  if (!isFiltered(list)) {
    return html`
      <div class="inbox-empty" data-always>
        <p class="inbox-empty-title">${t(`none.${list.view}`)}</p>
        <p>${t(`none_hint.${list.view}`)}</p>
      </div>
    `;
  }
  return html`
    <div class="inbox-empty" data-always>
      <p class="inbox-empty-title">${t(hasOlder ? "inbox.none_yet" : "inbox.none_filtered")}</p>
      ${hasOlder && html`<p>${t("inbox.not_all")}</p>`}
      <p class="inbox-empty-actions">
        ${hasOlder && html`<button class="button" type="button" onClick=${admin.loadOlder}>${t("inbox.search_older")}</button>`}
        <button class="button" type="button" onClick=${() => onList(wholeView(list.view))}>${t("filter.clear")}</button>
      </p>
    </div>
  `;
}
