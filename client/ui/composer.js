import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "./catalogue.js";
import { clean, measure } from "./draft.js";
import { html } from "./html.js";
import { SendIcon } from "./icons.js";

/** The counter shows when fewer code points than this are left. */
const COUNT_FROM = 200;

let counters = 0;

/**
 * The box one writes in. Enter sends, Shift+Enter begins a line, an input method keeps its Enter.
 * It remembers what is written by telling `onDraft`; give the same text back as `draft` (with
 * another `key`) to continue it in another conversation or after a page change.
 *
 * @param {object} props
 * @param {(body: string) => void} props.onSend gets a body that the server will take
 * @param {string} [props.draft] what stands in the box at first
 * @param {(text: string) => void} [props.onDraft]
 * @param {string} [props.label] the box's name for screen readers
 * @param {string} [props.placeholder]
 * @param {{ current: HTMLTextAreaElement | null }} [props.inputRef] to move the focus here
 */
export function Composer({
  onSend,
  draft = "",
  onDraft,
  label = t("message.write"),
  placeholder = t("message.placeholder"),
  inputRef,
}) {
  const [text, setText] = useState(draft);
  const own = useRef(null);
  const input = inputRef ?? own;
  const [counterId] = useState(() => `pl-counter-${++counters}`);
  const { body, left, sendable } = measure(text);

  const change = (value) => {
    setText(value);
    onDraft?.(value);
  };

  const send = () => {
    if (!sendable) return;
    onSend(body);
    change("");
    input.current.focus();
  };

  const onKeyDown = (event) => {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    send();
  };

  useLayoutEffect(() => fitHeight(input.current), [text]);

  return html`
    <form
      class="pl-composer"
      onSubmit=${(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="pl-composer-box">
        <textarea
          class="pl-composer-input"
          rows="1"
          dir="auto"
          enterkeyhint="send"
          aria-label=${label}
          aria-describedby=${counterId}
          aria-invalid=${left < 0 ? "true" : undefined}
          placeholder=${placeholder}
          ref=${input}
          value=${text}
          onInput=${(event) => change(settled(event))}
          onKeyDown=${onKeyDown}
          onFocus=${() => fitHeight(input.current)}
        ></textarea>
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
        ${left < 0 ? t("message.over", { count: -left }) : t("message.left", { count: left })}
      </p>
      <p class="pl-hidden-text" role="status">${left < 0 ? t("message.too_long") : ""}</p>
    </form>
  `;
}

/** Changing the text under an input method would break the word that is being composed. */
function settled(event) {
  return isComposing(event) ? event.target.value : clean(event.target.value);
}

/** Safari ends a composition before it tells of the key, which then has the code 229. */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

/** For browsers without `field-sizing`. Again on focus: a hidden box has no height to measure. */
function fitHeight(input) {
  if (CSS.supports("field-sizing", "content")) return;
  input.style.blockSize = "auto";
  input.style.blockSize = `${input.scrollHeight}px`;
}
