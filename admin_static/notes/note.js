/** @import {ViewMessage} from "../../client/delivery/types" */
/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {DeskView} from "../admin/desk_log.js" */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { isComposing } from "../../client/ui/composer.js";
import { formattedBody } from "../../client/ui/formatted_body.js";
import { html } from "../../client/ui/html.js";
import { TrashIcon } from "../../client/ui/icons.js";
import { linkedText } from "../../client/ui/message.js";
import { measure } from "../../client/ui/message_text.js";
import { clockTime, fullTime } from "../../client/ui/time.js";
import { IconButton } from "../controls/buttons.js";
import { NoteIcon, PenIcon } from "../controls/icons.js";
import { withMentions } from "./mentioned.js";

/** @typedef {AdminEngine["desk"]} Desk */

/** A note, which only the team sees. Its author can edit and delete it. @param {{note: DeskView, desk: Desk}} props */
export function Note({ note, desk }) {
  const [doing, setDoing] = useState(/** @type {"edit" | "delete" | null} */ (null));
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const back = useRef("");
  const { author, sent_at, deleted, edited, status, mine, id } = note;
  const label = t(mine ? "note.own_label" : "note.label", { name: author.name });
  useLayoutEffect(() => {
    // The focus returns to the button that began it.
    if (doing || !back.current) return;
    const button = place.current?.querySelector(`[data-doing="${back.current}"]`);
    back.current = "";
    if (button instanceof HTMLElement) button.focus({ preventScroll: true });
  }, [doing]);
  const begin = (/** @type {"edit" | "delete"} */ what) => {
    back.current = what;
    setDoing(what);
  };

  return html`
    <div class="note" role="group" aria-label=${label} data-status=${status} data-deleted=${Boolean(deleted)} ref=${place}>
      <p class="note-head">
        <${NoteIcon} />
        <bdi class="note-author">${mine ? t("message.you") : author.name}</bdi>
        <span class="note-private">${t("note.private")}</span>
        <time datetime=${new Date(sent_at).toISOString()} title=${fullTime(sent_at)}>${clockTime(sent_at)}</time>
      </p>
      ${
        doing === "edit" && !deleted
          ? html`<${EditNote}
              note=${note}
              onCancel=${() => setDoing(null)}
              onSave=${(/** @type {string} */ body) => {
                setDoing(null);
                if (id && body !== note.body) desk.editNote(id, body);
              }}
            />`
          : html`<div class="note-body" dir="auto">
              ${deleted ? html`<em>${t("note.deleted")}</em>` : bodyOf(note, desk)}
              ${edited && !deleted && html`<small class="note-edited"> ${t("note.edited")}</small>`}
            </div>`
      }
      ${status && html`<p class="note-state" role="status">${t(status === "failed" ? "note.failed" : "message.sending")}</p>`}
      ${status === "failed" && html`<${Failed} note=${note} desk=${desk} />`}
      ${
        doing === "delete" &&
        !deleted &&
        html`<div class="note-confirm" role="group" aria-label=${t("note.confirm")}>
          <span>${t("note.confirm")}</span>
          <button
            class="button button-danger button-small"
            type="button"
            ref=${focusOnce}
            onClick=${() => {
              back.current = "";
              setDoing(null);
              if (id) desk.deleteNote(id);
              focusOnce(document.querySelector(".thread .pl-log"));
            }}
          >
            ${t("note.delete")}
          </button>
          <button class="button button-small" type="button" onClick=${() => setDoing(null)}>${t("note.cancel")}</button>
        </div>`
      }
      ${
        mine &&
        id !== null &&
        status !== "failed" &&
        !deleted &&
        !doing &&
        html`<div class="note-actions">
          <${IconButton} label=${t("note.edit")} icon=${PenIcon} data-doing="edit" onClick=${() => begin("edit")} />
          <${IconButton} label=${t("note.delete")} icon=${TrashIcon} data-doing="delete" onClick=${() => begin("delete")} />
        </div>`
      }
    </div>
  `;
}

/** @param {Element | null} element */
function focusOnce(element) {
  if (element instanceof HTMLElement) element.focus({ preventScroll: true });
}

/** The text as the team's messages are drawn, with the mentions marked. @param {DeskView} note @param {Desk} desk */
function bodyOf(note, desk) {
  const names = (note.mentions ?? []).flatMap((id) => desk.nameOf(id) ?? []);
  const linked = (/** @type {string} */ text) =>
    withMentions(text, names).map((part) =>
      part.mention ? html`<span class="mention">${part.text}</span>` : linkedText(part.text),
    );
  return formattedBody(
    /** @type {ViewMessage} */ (/** @type {unknown} */ (note)),
    /** @type {typeof linkedText} */ (linked),
  );
}

/** A note, or a change of one, that was refused. @param {{note: DeskView, desk: Desk}} props */
function Failed({ note: { key, failure, change }, desk }) {
  const entry = change ?? key;
  return html`
    <div class="note-confirm">
      ${
        failure?.retryable &&
        html`<button class="button button-small" type="button" onClick=${() => desk.retryNote(entry)}>
          ${t("note.retry")}
        </button>`
      }
      <button class="button button-small" type="button" onClick=${() => desk.discardNote(entry)}>
        ${t("note.discard")}
      </button>
    </div>
  `;
}

/**
 * Enter saves, Shift+Enter starts a new line, Escape cancels.
 * @param {{note: DeskView, onSave: (body: string) => void, onCancel: () => void}} props
 */
function EditNote({ note, onSave, onCancel }) {
  const [text, setText] = useState(note.body);
  const input = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const { body, left, sendable } = measure(text);
  const save = () => sendable && onSave(body);

  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.setSelectionRange(text.length, text.length);
  }, []);
  useLayoutEffect(() => {
    if (!input.current) return;
    input.current.style.blockSize = "auto";
    input.current.style.blockSize = `${input.current.scrollHeight}px`;
  }, [text]);

  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      onCancel();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  };
  return html`
    <form
      class="note-edit"
      onSubmit=${(/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        class="note-input"
        rows="1"
        dir="auto"
        aria-label=${t("note.edit")}
        aria-invalid=${left < 0 ? "true" : undefined}
        ref=${input}
        value=${text}
        onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ { currentTarget }) => setText(currentTarget.value)}
        onKeyDown=${onKeyDown}
      ></textarea>
      <div class="note-confirm">
        ${left < 0 && html`<span class="note-over" role="status">${left}</span>`}
        <button class="button button-small" type="button" onClick=${onCancel}>${t("note.cancel")}</button>
        <button class="button button-primary button-small" type="submit" aria-disabled=${sendable ? undefined : "true"}>
          ${t("note.save")}
        </button>
      </div>
    </form>
  `;
}
