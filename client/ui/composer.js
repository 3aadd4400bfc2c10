/** @import {TargetedInputEvent, TargetedKeyboardEvent} from "preact" */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "./catalogue.js";
import { isComposing } from "./composing.js";
import { html } from "./html.js";
import { SendIcon } from "./icons.js";
import { clean, measure } from "./message_text.js";

export { isComposing };

/**
 * @typedef {TargetedInputEvent<HTMLTextAreaElement>} TextInput
 */

/** The counter is shown when fewer code points than this are left. */
const COUNT_FROM = 200;

let counters = 0;

/**
 * The text box for a new message. Enter sends, Shift+Enter starts a new line, and Enter in an input method confirms
 * its word.
 *
 * @param {object} props
 * @param {(body: string) => void} props.onSend receives a valid body
 * @param {string} [props.draft] the initial text
 * @param {(text: string) => void} [props.onDraft] receives the text after each change
 * @param {string} [props.label] the box's name for screen readers
 * @param {string} [props.placeholder]
 * @param {{ current: HTMLTextAreaElement | null }} [props.inputRef] receives the text box
 * @param {import("preact").ComponentChildren} [props.beside] drawn after the text box, whose beginning stays in place
 *   when it comes later
 * @param {boolean} [props.attached] whether the message may be without text
 */
export function Composer({
  onSend,
  draft = "",
  onDraft,
  label = t("message.write"),
  placeholder = t("message.placeholder"),
  inputRef,
  beside,
  attached = false,
}) {
  const [text, setText] = useState(draft);
  const own = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const input = inputRef ?? own;
  const [counterId] = useState(() => `pl-counter-${++counters}`);
  const { body, left, ...measured } = measure(text);
  const sendable = measured.sendable || (attached && !body);

  const change = (/** @type {string} */ value) => {
    setText(value);
    onDraft?.(value);
  };

  const send = () => {
    if (!sendable) return;
    onSend(body);
    change("");
    input.current?.focus();
  };

  const onKeyDown = (/** @type {TargetedKeyboardEvent<HTMLTextAreaElement>} */ event) => {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    send();
  };

  useLayoutEffect(() => fitHeight(input.current), [text]);

  return html`
    <form
      class="pl-composer"
      onSubmit=${(/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="pl-composer-box">
        <textarea
          class="pl-composer-input"
          rows="1"
          dir=${text ? "auto" : undefined}
          enterkeyhint="send"
          aria-label=${label}
          aria-describedby=${counterId}
          aria-invalid=${left < 0 ? "true" : undefined}
          placeholder=${placeholder}
          ref=${input}
          value=${text}
          onInput=${(/** @type {TextInput} */ event) => change(textOf(event))}
          onKeyDown=${onKeyDown}
          onFocus=${() => fitHeight(input.current)}
        ></textarea>
        ${beside}
        <button
          type="submit"
          class="pl-send"
          aria-label=${t("message.send")}
          title=${t("message.send")}
          aria-disabled=${sendable ? undefined : "true"}
        >
          <${SendIcon} />
        </button>
      </div>
      <p class="pl-counter" id=${counterId} data-over=${left < 0} hidden=${left >= COUNT_FROM}>
        ${
          left < COUNT_FROM &&
          (left < 0 ? t("message.over", { count: -left }) : t("message.left", { count: left }))
        }
      </p>
      <p class="pl-hidden-text" role="status">${left < 0 ? t("message.too_long") : ""}</p>
    </form>
  `;
}

/** The cleaned text; unchanged while an input method composes a word, which a change would break. @param {TextInput} event */
function textOf(event) {
  const { value } = event.currentTarget;
  return event.isComposing ? value : clean(value);
}

/**
 * For browsers without `field-sizing`. Called again on focus, because a hidden box has no height.
 * @param {HTMLTextAreaElement | null} input
 */
function fitHeight(input) {
  if (!input || CSS.supports("field-sizing", "content")) return;
  input.style.blockSize = "auto";
  input.style.blockSize = `${input.scrollHeight}px`;
}
