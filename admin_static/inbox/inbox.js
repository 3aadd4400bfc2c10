/** @import {ComponentChildren} from "preact" */
/** @import {Admin, AdminSession} from "../../client/wire" */
/** @import {AdminEngine, AdminState} from "../admin/admin.js" */
/** @import {List} from "../admin/views.js" */
/** @import {Drafts} from "../storage/local_state.js" */
import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { isFiltered, listKey, wholeView } from "../admin/views.js";
import { BulkBar } from "../bulk/lazy_bar.js";
import { NOTHING, remaining } from "../bulk/selection.js";
import { ACTIONS, actions } from "../controls/actions.js";
import { IconButton } from "../controls/buttons.js";
import { CommandIcon, FilterIcon } from "../controls/icons.js";
import { Mark } from "../controls/notice.js";
import { isApple, keyTexts } from "../controls/shortcuts.js";
import { conversationHref } from "../route.js";
import { Empty } from "./empty.js";
import { Filters } from "./filters.js";
import { InboxList } from "./inbox_list.js";
import { SearchField, SearchResults } from "./lazy_search.js";
import { unreadLabel, unreadTotal } from "./unread.js";
import { Views } from "./views.js";

/**
 * @typedef {object} Props
 * @property {AdminState} state
 * @property {AdminSession} session
 * @property {Admin} me
 * @property {string} apiBase
 * @property {string | null} conversationId
 * @property {AdminEngine} admin
 * @property {Drafts} drafts
 * @property {boolean} isNew there never was a conversation
 * @property {ComponentChildren} account
 * @property {(href: string) => void} onGo
 */

/** The left pane: the views, the list of conversations, the state of the connection, and the signed-in admin. @param {Props} props */
export function Inbox(props) {
  const { state, admin, conversationId, isNew, account, me, onGo } = props;
  const { inbox, list: shown, connection, behind, conversations, counts } = state;
  const { list } = shown;
  const [filtering, setFiltering] = useState(false);
  const [text, setText] = useState("");
  const [selection, setSelection] = useState(NOTHING);
  const ids = useMemo(() => shown.conversations.map(({ id }) => id), [shown.conversations]);
  const selected = remaining(selection, ids);
  const drafts = useMemo(() => new Set(props.drafts.ids()), [conversationId, props.drafts]);
  const unread = unreadTotal(inbox.conversations);
  const key = listKey(list);
  const filtersShown = filtering || isFiltered(list);
  useLayoutEffect(() => setSelection(NOTHING), [key]);
  const onList = (/** @type {List} */ next) => onGo(conversationHref(conversationId, next));

  return html`
    <section class="inbox" aria-labelledby="inbox-title">
      <header class="inbox-header">
        <${Mark} />
        <h2 class="inbox-title" id="inbox-title" tabindex="-1">${t("inbox.title")}</h2>
        ${
          unread > 0 &&
          html`<span class="inbox-total">
            <span aria-hidden="true">${unreadLabel(unread)}</span>
            <span class="pl-hidden-text">${t("inbox.unread", { count: unread })}</span>
          </span>`
        }
        <${ConnectionBadge} connection=${connection} behind=${behind} />
        ${
          inbox.loaded &&
          !isNew &&
          html`<${IconButton}
            class="inbox-filter"
            label=${t("filter.label")}
            icon=${FilterIcon}
            aria-expanded=${filtersShown}
            onClick=${() => (isFiltered(list) ? onList(wholeView(list.view)) : setFiltering(!filtering))}
          />`
        }
        <${PaletteButton} />
      </header>
      ${inbox.loaded && !isNew && html`<div class="search-place"><${SearchField} text=${text} onText=${setText} /></div>`}
      ${
        text.trim()
          ? html`<${SearchResults} ...${{ text, admin, me, conversationId }} />`
          : html`<div class="inbox-body">
            ${
              inbox.loaded &&
              !isNew &&
              html`<${Views} list=${list} counts=${counts} conversationId=${conversationId} onGo=${onGo} />`
            }
            <div class="inbox-main">
              ${
                filtersShown &&
                html`<${Filters} list=${list} conversations=${conversations} admin=${admin} onList=${onList} />`
              }
              ${
                selected.ids.size > 0 &&
                html`<${BulkBar} ...${{ admin, me, presence: state.presence, rows: shown.conversations, conversations, selection: selected, onSelect: setSelection }} />`
              }
              ${
                shown.conversations.length > 0
                  ? html`<${InboxList}
                      key=${key}
                      shown=${shown}
                      ids=${ids}
                      presence=${state.presence}
                      admin=${admin}
                      conversationId=${conversationId}
                      drafts=${drafts}
                      selection=${selected}
                      onSelect=${setSelection}
                    />`
                  : shown.loaded && inbox.loaded && !shown.loadingOlder
                    ? html`<${Empty} ...${props} shown=${shown} onList=${onList} />`
                    : shown.failed
                      ? html`<${Failed} onLoad=${admin.loadOlder} />`
                      : html`<${Skeleton} />`
              }
            </div>
          </div>`
      }
      ${account}
    </section>
  `;
}

/** Always shown; the banner appears only when a problem lasts. @param {Pick<AdminState, "connection" | "behind">} props */
function ConnectionBadge({ connection, behind }) {
  const state = connection === "live" && behind ? "behind" : connection;
  return html`
    <span class="badge" data-state=${state} title=${t(`badge.${state}_hint`)}>
      ${t(`badge.${state}`)}
    </span>
  `;
}

/** @param {{onLoad: () => void}} props */
function Failed({ onLoad }) {
  return html`
    <div class="inbox-empty" role="alert">
      <p class="inbox-empty-title">${t("inbox.failed_title")}</p>
      <p>${t("inbox.failed_text")}</p>
      <button class="button" type="button" onClick=${onLoad}>${t("inbox.again")}</button>
    </div>
  `;
}

function Skeleton() {
  return html`
    <div class="inbox-scroll" role="status">
      <span class="pl-hidden-text">${t("inbox.loading")}</span>
      <div aria-hidden="true">
        ${Array.from({ length: 8 }, () => html`<div class="row bones"><i /><i /><i /></div>`)}
      </div>
    </div>
  `;
}

/** Opens the palette: the only way to it on a phone. */
function PaletteButton() {
  const keys = keyTexts(ACTIONS.palette.key ?? "", isApple()).join(" ");
  return html`<${IconButton}
    label=${t("palette.open", { keys })}
    aria-haspopup="dialog"
    icon=${CommandIcon}
    onClick=${() => actions.find("palette")?.run()}
  />`;
}
