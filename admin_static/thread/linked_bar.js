/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {InboxRow} from "../admin/inbox.js" */
/** @import {Linked} from "./together.js" */
import { useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CloseIcon } from "../../client/ui/icons.js";
import { enLinked } from "../catalogue/en_linked.js";
import { LinkIcon } from "../controls/icons.js";
import { offerUndo } from "../controls/undo.js";
import { shownName } from "../controls/visitor_names.js";
import { conversationHref } from "../route.js";

addTexts(enLinked);

/**
 * The other conversations with the same person, and whether their messages are shown with those of this one.
 * @param {{
 *   conversationId: string, links: readonly string[], linked: Linked[], known: InboxRow[], failed: boolean, shown: boolean,
 *   admin: AdminEngine, onShown: (shown: boolean) => void,
 * }} props `linked`: those that are loaded
 */
export function LinkedBar({ conversationId, links, linked, known, failed, shown, admin, onShown }) {
  const [problem, setProblem] = useState(false);
  if (links.length === 0) return null;

  /** @param {string} otherId */
  async function unlink(otherId) {
    setProblem(false);
    try {
      const undo = await admin.desk.link(conversationId, otherId, false);
      if (undo) offerUndo({ text: t("undo.unlinked"), undo });
      document.getElementById("thread-name")?.focus();
    } catch {
      setProblem(true);
    }
  }
  const others = links.map((id) => {
    const row = known.find((each) => each.id === id);
    return { id, row, name: row ? shownName(row.name) : linked.find((each) => each.id === id)?.name };
  });
  return html`
    <div class="linked-bar" role="group" aria-label=${t("linked.label")}>
      <span class="linked-title"><${LinkIcon} />${t("linked.same")}</span>
      <ul class="linked-list">
        ${others.map(
          ({ id, row, name = t("linked.gone") }) => html`
            <li class="linked-one" key=${id}>
              <a href=${conversationHref(id)} title=${t("linked.open", { name })}>
                <bdi>${name}</bdi>
                ${row?.status === "closed" && html`<small>${t("linked.closed")}</small>`}
              </a>
              <button
                class="linked-remove"
                type="button"
                aria-label=${t("linked.unlink", { name })}
                title=${t("linked.unlink", { name })}
                onClick=${() => unlink(id)}
              >
                <${CloseIcon} />
              </button>
            </li>
          `,
        )}
      </ul>
      <button class="linked-toggle" type="button" aria-pressed=${shown} onClick=${() => onShown(!shown)}>
        ${t(shown ? "linked.alone" : "linked.together")}
      </button>
      <span class="header-state" role="status" data-failed=${problem || failed}>
        ${problem ? t("linked.failed") : failed && t("linked.not_loaded")}
      </span>
    </div>
  `;
}

/**
 * Where an answer goes while several conversations are shown; and where to answer instead, if the person has written last
 * in another one that is open.
 * @param {{row?: InboxRow, links: readonly string[], known: InboxRow[]}} props
 */
export function AnswersGo({ row, links, known }) {
  const newer = newestOpen(
    row,
    known.filter(({ id }) => links.includes(id)),
  );
  return html`
    <p class="answers-go" role="status">
      ${
        newer
          ? html`<span dir="auto">${t("linked.newer", { name: shownName(newer.name) })}</span>
            <a href=${conversationHref(newer.id)}>${t("linked.answer_there")}</a>`
          : html`<span>${t("linked.answers")}</span>`
      }
    </p>
  `;
}

/**
 * The conversation in which to answer, if it is not the open one.
 * @param {Pick<InboxRow, "status" | "last_at"> | undefined} row @param {InboxRow[]} others
 */
export function newestOpen(row, others) {
  const [newest] = others
    .filter(({ status }) => status === "open")
    .sort((one, other) => other.last_at - one.last_at);
  if (!newest || !row) return null;
  return row.status === "closed" || newest.last_at > row.last_at ? newest : null;
}
