/**
 * What pages draw of changes: the text box in place of the text, the mark of an edited message, the place of a deleted
 * one, the menu, and a change that was refused.
 * @import {ViewMessage} from "../delivery/types"
 * @import {linkedText} from "../ui/message.js"
 * @import {Parts} from "./changes.js"
 */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isComposing } from "../ui/composing.js";
import { html } from "../ui/html.js";
import { measure } from "../ui/message_text.js";
import { Menu } from "./menu.js";
import { cancelText, discardText, retryText, saveText, t } from "./texts.js";

/** Draws again when the part says so, in which nothing else changes. @param {Parts} parts */
function useParts({ subscribe }) {
  const [, redraw] = useState({});
  useEffect(() => subscribe(() => redraw({})), [subscribe]);
}

/**
 * The text of a message. Its mark is not announced: the text itself was, when it was new.
 * @param {{message: ViewMessage, linked: typeof linkedText, parts: Parts}} props
 */
export function Body({ message, linked, parts }) {
  useParts(parts);
  const edited = useRef(false);
  if (message.deleted) return html`<em class="pl-deleted" aria-live="off">${t("changes.deleted")}</em>`;
  if (parts.editing() === message.key) {
    edited.current = true;
    return html`<${EditBox} ...${{ message, parts }} />`;
  }
  const text = parts.text(message, linked);
  // Also not where it comes back because the edit was cancelled.
  return html`${edited.current ? html`<span aria-live="off">${text}</span>` : text}${
    message.edited &&
    message.body &&
    html`<small class="pl-edited" aria-live="off"> ${t("changes.edited")}</small>`
  }`;
}

/**
 * Enter saves, Shift+Enter starts a new line, Escape cancels, and Enter in an input method confirms its word.
 * @param {{message: ViewMessage, parts: Parts}} props
 */
function EditBox({ message, parts }) {
  const [text, setText] = useState(message.body);
  const input = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const { body, left, sendable } = measure(text);
  const savable = sendable || (!body && Boolean(message.attachments));

  useLayoutEffect(() => {
    const box = input.current;
    box?.focus({ preventScroll: true });
    box?.setSelectionRange(box.value.length, box.value.length);
    box?.scrollIntoView?.({ block: "nearest" });
  }, []);
  useLayoutEffect(() => {
    const box = input.current;
    if (!box) return;
    box.style.blockSize = "auto";
    box.style.blockSize = `${box.scrollHeight}px`;
  }, [text]);

  const save = () => savable && parts.save(message, body);

  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    // Safari ends a composition before the key event, which then has the code 229.
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      parts.cancel();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    } else parts.onKey?.(event);
  };

  return html`
    <form class="pl-edit" aria-live="off" dir="auto"
      onSubmit=${(/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea class="pl-edit-input" rows="1" dir="auto" enterkeyhint="done" aria-label=${t("changes.box")}
        aria-invalid=${left < 0 ? "true" : undefined} ref=${input} value=${text}
        onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ { currentTarget }) => setText(currentTarget.value)}
        onKeyDown=${onKeyDown}></textarea>
      <div class="pl-edit-end">
        ${left < 0 && html`<span class="pl-edit-over" role="status">${left}</span>`}
        <button type="button" onClick=${parts.cancel}>${cancelText()}</button>
        <button type="submit" aria-disabled=${savable ? undefined : "true"}>${saveText()}</button>
      </div>
    </form>
  `;
}

/** Below a message: its menu, or the change that was refused. @param {{message: ViewMessage, parts: Parts}} props */
export function Detail({ message, parts }) {
  useParts(parts);
  const { change, status } = message;
  if (change) return status === "failed" ? html`<${Failure} ...${{ message, change, parts }} />` : null;
  if (parts.editing() === message.key || !parts.changeable(message)) return null;
  return html`<${Menu} ...${{ message, parts }} />`;
}

/** @param {{message: ViewMessage, change: string, parts: Parts}} props */
function Failure({ message: { failure }, change, parts }) {
  const late = failure?.code === "message_too_old";
  const final = !failure?.retryable || /^message_/.test(failure.code);
  const text = late ? t("changes.too_late") : t("changes.failed");
  return html`
    <div class="pl-failure" role="group" aria-label=${t("changes.failed")}>
      <span class="pl-failure-text" role="alert">${text}</span>
      ${!final && html`<button type="button" onClick=${() => parts.retry(change)}>${retryText()}</button>`}
      <button type="button" onClick=${() => parts.discard(change)}>${discardText()}</button>
    </div>
  `;
}
