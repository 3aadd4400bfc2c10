/** @import {CannedReply} from "../../../client/wire" */
/** @import {SectionProps} from "../settings.js" */
/** @import {CannedStore} from "../../canned/store.js" */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { addTexts, t } from "../../../client/ui/catalogue.js";
import { unformatted } from "../../../client/ui/formatting.js";
import { html } from "../../../client/ui/html.js";
import { briefTime, fullTime } from "../../../client/ui/time.js";
import { storeOf } from "../../canned/store.js";
import { enCannedSettings } from "../../catalogue/en_canned_settings.js";
import { Card, RowButton } from "../controls/card.js";
import { errorText, Loaded, useAction, useQuery } from "../controls/requests.js";
import { MOST_REPLIES } from "./draft.js";
import { ReplyDialog } from "./reply_dialog.js";

addTexts(enCannedSettings);

const SEARCH_FROM = 5; // replies, below which the search would only be in the way

/** The team's canned replies. @param {SectionProps} props */
export function CannedSection({ admin, session }) {
  const store = storeOf(admin);
  const query = useQuery(async () => {
    await store.load(true);
    return store;
  });
  const names = { admin: session.admin.name, site: session.site.name };
  return html`
    <${Loaded} query=${query}>
      ${(/** @type {CannedStore} */ loaded) => html`<${RepliesCard} store=${loaded} names=${names} />`}
    <//>
  `;
}

/** @param {{store: CannedStore, names: {admin: string, site: string}}} props */
function RepliesCard({ store, names }) {
  const [typed, setTyped] = useState("");
  const [edited, setEdited] = useState(/** @type {CannedReply | "new" | null} */ (null));
  const [removed, setRemoved] = useState(/** @type {CannedReply | null} */ (null));
  const count = store.replies?.length ?? 0;
  const found = store.find(typed);
  const full = count >= MOST_REPLIES;

  return html`
    <${Card} title=${t("canned.title")} text=${t("canned.text")}>
      ${
        count >= SEARCH_FROM &&
        html`<div class="canned-search">
          <input
            class="input"
            type="search"
            aria-label=${t("canned.search")}
            placeholder=${t("canned.search")}
            value=${typed}
            onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) => setTyped(currentTarget.value)}
          />
        </div>`
      }
      <p class="pl-hidden-text" role="status">${typed && t("canned.matches", { count: found.length })}</p>
      ${
        found.length > 0
          ? html`<ul class="list">
              ${found.map(
                (reply) => html`<${ReplyRow}
                  key=${reply.id}
                  reply=${reply}
                  store=${store}
                  onEdit=${() => setEdited(reply)}
                  onRemoved=${() => setRemoved(reply)}
                />`,
              )}
            </ul>`
          : html`<p class="empty">${t(count ? "canned.no_match" : "canned.empty")}</p>`
      }
      <${Removed} key=${removed?.id} reply=${removed} store=${store} onBack=${() => setRemoved(null)} />
      <footer class="card-actions">
        <p class="form-status">${full ? t("canned.full") : t("canned.count", { count, most: MOST_REPLIES })}</p>
        <button class="button button-primary" type="button" disabled=${full} onClick=${() => setEdited("new")}>
          ${t("canned.add")}
        </button>
      </footer>
      ${
        edited &&
        html`<${ReplyDialog}
          reply=${edited === "new" ? null : edited}
          store=${store}
          names=${names}
          onClose=${() => setEdited(null)}
        />`
      }
    <//>
  `;
}

/** @param {{reply: CannedReply, store: CannedStore, onEdit: () => void, onRemoved: () => void}} props */
function ReplyRow({ reply, store, onEdit, onRemoved }) {
  const { name, title, text, changed_at, changed_by } = reply;
  const removing = useAction(async () => {
    // What somebody else wrote meanwhile is shown first, and not deleted unseen.
    await store.remove(reply).catch(async (error) => {
      if (error.code === "canned_reply_changed") await store.load(true);
      throw error;
    });
    onRemoved();
  });
  return html`
    <li class="list-row">
      <div class="list-main">
        <p class="list-title">
          <span dir="auto">${title}</span>
          <span class="canned-row-name">/${name}</span>
        </p>
        <p class="list-text canned-row-text" dir="auto">${text
          .split(/\s*\n\s*/)
          .map(unformatted)
          .join(" ")}</p>
        <p class="list-facts" title=${fullTime(changed_at)}>
          <span>${t("canned.changed", { name: changed_by, time: briefTime(changed_at, Date.now()) })}</span>
        </p>
        ${removing.error && html`<p class="field-problem" role="alert">${errorText(removing.error)}</p>`}
      </div>
      <div class="webhook-actions">
        <${RowButton} label=${t("canned.edit_named", { title })} text=${t("canned.edit")} onClick=${onEdit} />
        <${RowButton} label=${t("canned.remove_named", { title })} text=${t("canned.remove")} onClick=${() => removing.run()} />
      </div>
    </li>
  `;
}

/**
 * Says that a reply was deleted, and brings it back. The button of the row is gone, so the focus moves here.
 * @param {{reply: CannedReply | null, store: CannedStore, onBack: () => void}} props
 */
function Removed({ reply, store, onBack }) {
  const undo = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const adding = useAction(async () => {
    if (reply) await store.add(reply);
    onBack();
  });
  useLayoutEffect(() => undo.current?.focus(), [reply]);
  return html`
    <div class="canned-removed" role="status">
      ${
        reply &&
        html`
          <span>${t("canned.removed", { title: reply.title })}</span>
          <button class="button button-small" type="button" ref=${undo} aria-disabled=${adding.busy} onClick=${() => adding.run()}>
            ${t("canned.undo")}
          </button>
          ${adding.error && html`<span class="field-problem">${errorText(adding.error)}</span>`}
        `
      }
    </div>
  `;
}
