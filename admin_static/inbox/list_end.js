/** @import {AdminState} from "../admin/admin.js" */
/** @import {useWindow} from "./window.js" */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { isFiltered } from "../admin/views.js";

/**
 * The end of the list: loads older conversations when the reader comes near it, and says so when not all of them were
 * searched for a filter.
 * @param {{shown: AdminState["list"], view: ReturnType<typeof useWindow>, onLoad: () => void}} props
 */
export function ListEnd({ shown, view, onLoad }) {
  const { list, conversations, hasOlder, loadingOlder, failed } = shown;
  // Each length of the list asks once: a filter that finds nothing more must not search without end.
  const askedAt = useRef(-1);
  const { length } = conversations;
  useEffect(() => {
    if (!hasOlder || loadingOlder || failed || askedAt.current === length || !view.isNearEnd()) return;
    askedAt.current = length;
    setTimeout(onLoad); // a task of its own: this one may have drawn the list
  });
  if (!hasOlder && !failed) return null;
  const text = loadingOlder ? "inbox.loading_older" : isFiltered(list) ? "inbox.search_older" : "inbox.older";
  return html`
    <div class="inbox-end">
      ${failed && html`<p class="inbox-problem" role="alert">${t("inbox.failed_older")}</p>`}
      ${!failed && isFiltered(list) && html`<p class="inbox-more">${t("inbox.not_all")}</p>`}
      <button class="inbox-older" type="button" aria-disabled=${loadingOlder} onClick=${onLoad}>
        ${t(failed ? "inbox.again" : text)}
      </button>
    </div>
  `;
}
