/** @import {ConversationStatus} from "../../client/wire" */
/** @import {ApiError} from "../../client/delivery/types" */
/** @import {Props} from "./thread.js" */
import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { closingOf } from "../../client/ui/closings.js";
import { html } from "../../client/ui/html.js";
import { CheckIcon } from "../../client/ui/icons.js";
import { useActions } from "../controls/actions.js";
import { ReplyIcon } from "../controls/icons.js";
import { offerUndo } from "../controls/undo.js";

/**
 * Closes the conversation, or opens it again. One button does both, so that the focus stays on it.
 * @param {Pick<Props, "conversationId" | "row" | "open" | "admin">} props
 */
export function CloseButton({ conversationId, row, open, admin }) {
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const ready = Boolean(open?.loaded);
  // The inbox may not have loaded an old conversation: its log says the same.
  const closed = row ? row.status === "closed" : closingOf(open?.messages ?? []) !== null;
  /** @type {ConversationStatus} */
  const next = closed ? "open" : "closed";

  async function toggle() {
    if (busy || !ready) return;
    setBusy(true);
    setProblem("");
    const done = () =>
      offerUndo({
        text: t(next === "closed" ? "undo.closed" : "undo.reopened"),
        undo: () => admin.setStatus(next === "closed" ? "open" : "closed", conversationId),
      });
    await admin.setStatus(next).then(done, (/** @type {ApiError} */ { code }) => {
      setProblem(code === "newer_messages" ? "close.newer" : "close.failed");
    });
    setBusy(false);
  }
  useActions({ close: { run: toggle, possible: ready && !busy, text: `close_${next}` } });

  return html`
    <div class="close">
      <span class="header-state" role="status" data-failed=${problem !== ""}>${problem && t(problem)}</span>
      <button
        class="button block-button"
        type="button"
        aria-disabled=${busy || !ready}
        aria-keyshortcuts="E"
        title=${t("close.key")}
        onClick=${toggle}
      >
        <${closed ? ReplyIcon : CheckIcon} />
        <span>${t(`close.${next}`)}</span>
      </button>
    </div>
  `;
}
