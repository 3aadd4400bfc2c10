/** @import {Admin} from "../../client/wire" */
/** @import {AdminEngine, AdminState} from "../admin/admin.js" */
/** @import {InboxRow} from "../admin/inbox.js" */
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CloseIcon } from "../../client/ui/icons.js";
import { fullTime } from "../../client/ui/time.js";
import { enDetails } from "../catalogue/en_details.js";
import { IconButton } from "../controls/buttons.js";
import { languageName } from "../controls/language_name.js";
import { Contact } from "./contact.js";
import { isWide } from "./details_shown.js";
import { EarlierConversations } from "./earlier_conversations.js";
import { Part } from "./part.js";
import { Facts, Visit } from "./visit.js";

addTexts(enDetails);

/**
 * Who the visitor is, and what their page said about the visit. Beside the log on a wide screen; over it on others, where
 * the browser keeps the focus inside.
 * @param {{
 *   conversationId: string, name: string, row?: InboxRow, open: AdminState["open"], admin: AdminEngine, me: Admin,
 *   earlierId: string | null, earlierProblem: string, onEarlier: (id: string | null) => void, links: readonly string[],
 *   onLink: () => void, onClose: () => void,
 * }} props `earlierId`: another conversation that is shown above the present one
 */
export function Details(props) {
  const {
    conversationId,
    name,
    row,
    open,
    admin,
    me,
    earlierId,
    earlierProblem,
    onEarlier,
    links,
    onLink,
    onClose,
  } = props;
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const before = useRef(document.activeElement);
  const id = useId();
  useLayoutEffect(() => {
    const { current } = dialog;
    if (!current) return;
    // `show` would take the focus, also when another conversation is opened beside it.
    if (isWide()) current.open = true;
    else current.showModal();
    return () => current.close();
  }, []);
  const close = () => {
    const inside = dialog.current?.contains(document.activeElement);
    dialog.current?.close();
    if (inside && before.current instanceof HTMLElement) before.current.focus();
    onClose();
  };
  // Only a modal dialog closes on Esc by itself. Keys pressed here are not the dashboard's shortcuts.
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
  };

  return html`
    <dialog class="details" ref=${dialog} aria-labelledby=${id} onKeyDown=${onKeyDown} onCancel=${close}>
      <header class="details-header">
        <h2 id=${id} dir="auto">${name}</h2>
        <${IconButton} label=${t("details.close")} icon=${CloseIcon} onClick=${close} />
      </header>
      <${Part} title=${t("details.visitor")}>
        <${Facts}
          facts=${[
            ["verified", row && (row.verified_id ? null : t("details.not_verified"))],
            ["verified_id", row?.verified_id],
            ["email", row?.email],
            ["language", row?.language && languageName(row.language)],
            ["started", row && fullTime(row.created_at)],
            ["conversation", conversationId],
          ]}
        />
      <//>
      ${
        row &&
        html`<${Part} title=${t("details.reached")}>
          <${Contact} key=${conversationId} ...${{ conversationId, row, admin }} />
        <//>`
      }
      <${EarlierConversations} ...${{ conversationId, row, admin, earlierId, earlierProblem, onEarlier, links, onLink }} />
      <${Visit}
        conversationId=${conversationId}
        upTo=${open?.messages.findLast(({ mine, id }) => !mine && id)?.id ?? 0}
        admin=${admin}
        me=${me}
      />
    </dialog>
  `;
}
