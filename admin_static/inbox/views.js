/** @import {Counts} from "../../client/wire" */
/** @import {List} from "../admin/views.js" */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { language } from "../../client/ui/translate.js";
import { VIEWS, wholeView } from "../admin/views.js";
import { useActions } from "../controls/actions.js";
import { conversationHref } from "../route.js";

/**
 * The views with their counts: a column on a wide screen, else a strip that scrolls sideways. Links, so that Back returns
 * to the view before.
 * @param {{
 *   list: List, counts: Counts | null, conversationId: string | null, onGo: (href: string) => void,
 * }} props
 */
export function Views({ list, counts, conversationId, onGo }) {
  const href = (/** @type {List["view"]} */ view) => conversationHref(conversationId, wholeView(view));
  const current = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    current.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [list.view]);
  useActions({
    view_mine: () => onGo(href("mine")),
    view_unassigned: () => onGo(href("unassigned")),
    view_all: () => onGo(href("all")),
    view_snoozed: () => onGo(href("snoozed")),
    view_closed: () => onGo(href("closed")),
    view_blocked: () => onGo(href("blocked")),
  });

  return html`
    <nav class="views" aria-label=${t("views.label")}>
      ${VIEWS.map(
        (view) => html`
          <a
            class="view"
            key=${view}
            href=${href(view)}
            ref=${view === list.view ? current : undefined}
            aria-current=${view === list.view ? "page" : undefined}
          >
            <span class="view-name">${t(`view.${view}`)}</span>
            <${Count} view=${view} counts=${counts} />
          </a>
        `,
      )}
    </nav>
  `;
}

/** Closed conversations are not counted: there is no end to them. @param {{view: List["view"], counts: Counts | null}} props */
function Count({ view, counts }) {
  const count = counts && view !== "closed" ? counts.views[view] : null;
  if (!count) return null;
  return html`<span class="view-count">${countText(count, counts?.most ?? count)}</span>`;
}

/** @param {number} count @param {number} most the server counts no further */
export const countText = (count, most) =>
  count >= most ? t("views.most", { count: most }) : count.toLocaleString(language.locale);
