/** @import {Conversation} from "../../client/wire" */
/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {InboxRow} from "../admin/inbox.js" */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Avatar } from "../../client/ui/avatar.js";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { briefTime } from "../../client/ui/time.js";
import { nameOf } from "../admin/inbox.js";
import { enLinked } from "../catalogue/en_linked.js";
import { offerUndo } from "../controls/undo.js";
import { shownName } from "../controls/visitor_names.js";
import { matches, Options } from "../desk_menus/options.js";
import { Dialog } from "../settings/controls/dialog.js";

addTexts(enLinked);

const MOST = 8;
const PAUSE_MS = 200; // after the last key

/**
 * @typedef {Pick<InboxRow, "id" | "name" | "email" | "contact" | "preview" | "last_at">} Candidate
 */

/**
 * Chooses the conversation that is with the same person. Those with the same address or name are offered first.
 * @param {{conversationId: string, row?: InboxRow, rows: InboxRow[], admin: AdminEngine, onClose: () => void}} props
 *   `rows`: the conversations that are loaded. The server searches the others
 */
export function LinkDialog({ conversationId, row, rows, admin, onClose }) {
  const [query, setQuery] = useState("");
  const [failed, setFailed] = useState(false);
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const found = useFound(admin, query);
  // The dialog gives the focus to its first button.
  useLayoutEffect(() => {
    const input = place.current?.querySelector("input");
    input?.focus();
  }, []);
  const without = new Set([conversationId, ...(row?.links ?? [])]);
  const offered = candidates(row, [...rows, ...found], query, without);

  /** @param {string} otherId */
  async function pick(otherId) {
    setFailed(false);
    try {
      const undo = await admin.desk.link(conversationId, otherId, true);
      onClose();
      if (undo) offerUndo({ text: t("undo.linked"), undo });
    } catch {
      setFailed(true);
    }
  }

  return html`
    <${Dialog} title=${t("link_dialog.title")} text=${t("link_dialog.text")} onClose=${onClose}>
      <div class="link-options" ref=${place}>
        <${Options}
          label=${t("link_dialog.label")}
          placeholder=${t("link_dialog.search")}
          options=${offered.map((each) => optionOf(each, row))}
          query=${query}
          onSearch=${setQuery}
          empty=${t("link_dialog.none")}
          onPick=${pick}
        />
      </div>
      <p class="dialog-problem" role="alert">${failed && t("link_dialog.failed")}</p>
    <//>
  `;
}

/** @param {Candidate} candidate @param {InboxRow} [row] */
const optionOf = (candidate, row) => ({
  key: candidate.id,
  text: [shownName(candidate.name), addressOf(candidate) || candidate.preview].filter(Boolean).join(" · "),
  hint: isSame(row, candidate) ? t("link_dialog.same") : briefTime(candidate.last_at, Date.now()),
  picture: html`<${Avatar} name=${shownName(candidate.name)} seed=${candidate.id} />`,
});

/**
 * @param {InboxRow | undefined} row @param {Candidate[]} all @param {string} query @param {ReadonlySet<string>} without
 * @returns {Candidate[]} those that are probably the same person first
 */
export function candidates(row, all, query, without) {
  const typed = query.trim().toLowerCase();
  const fits = (/** @type {string} */ text) => text.toLowerCase().includes(typed) || matches(text, query);
  const unique = [...new Map(all.map((each) => [each.id, each])).values()];
  const fitting = unique.filter(
    (each) => !without.has(each.id) && fits(`${shownName(each.name)} ${addressOf(each)} ${each.preview}`),
  );
  const same = fitting.filter((each) => isSame(row, each));
  return [...same, ...fitting.filter((each) => !same.includes(each))].slice(0, MOST);
}

/** @param {Pick<Candidate, "email" | "contact">} candidate */
const addressOf = ({ email, contact }) => email ?? contact?.email ?? "";

/** @param {InboxRow | undefined} row @param {Candidate} other */
function isSame(row, other) {
  if (!row) return false;
  const address = addressOf(row).toLowerCase();
  return address !== "" && address === addressOf(other).toLowerCase();
}

/** What the server finds by name, address or tag. @param {AdminEngine} admin @param {string} typed @returns {Candidate[]} */
function useFound(admin, typed) {
  const [found, setFound] = useState(/** @type {Candidate[]} */ ([]));
  const query = typed.trim();
  useEffect(() => {
    if (!query) return undefined;
    let over = false;
    const timer = setTimeout(() => {
      admin.search(query).then(
        ({ conversations }) => over || setFound(conversations.map(candidateOf)),
        () => {}, // the loaded ones can still be chosen
      );
    }, PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [admin, query]);
  return found;
}

/** @param {Conversation} conversation @returns {Candidate} */
const candidateOf = ({ id, visitor, preview, last_at }) => ({
  id,
  name: nameOf(visitor),
  email: visitor.email,
  contact: visitor.contact,
  preview,
  last_at,
});
