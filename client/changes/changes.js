/**
 * Editing and deleting one's own messages, in both pages: loaded only where there is a message to change, or a changed one.
 * @import {Change, Clock, ViewMessage} from "../delivery/types"
 * @import {MessageBody} from "../ui/message.js"
 */
import { html } from "../ui/html.js";
import { isInTime, isOwn } from "./limits.js";
import { Body, Detail } from "./view.js";

/** @typedef {ReturnType<typeof createChanges>} Changes */
/**
 * @typedef {object} Parts what the views need
 * @property {MessageBody} text draws the text of a message that is not being edited
 * @property {() => string | null} editing the key of the message that is being edited
 * @property {(message: ViewMessage, from: HTMLElement | null) => void} edit `from`: gets the focus back if nothing is
 *   changed; null: the button of the message's menu, which is drawn again then
 * @property {(key: string) => boolean} takesFocus whether the menu of this message gets the focus, once
 * @property {(message: ViewMessage, body: string) => void} save
 * @property {() => void} cancel
 * @property {(message: ViewMessage) => void} remove
 * @property {(message: ViewMessage) => boolean} changeable
 * @property {() => string | undefined} last the key of the last message that can be changed
 * @property {(clientId: string) => void} retry
 * @property {(clientId: string) => void} discard
 * @property {(listener: () => void) => () => void} subscribe
 * @property {(event: KeyboardEvent) => void} [onKey] further keys of the text box
 */

/**
 * @param {{
 *   env: Pick<Clock, "now">, messages: () => ViewMessage[], viewer?: string, text: MessageBody,
 *   change: (target: number, kind: Change, body?: string) => void, retry: (clientId: string) => void,
 *   discard: (clientId: string) => void, root: Pick<ParentNode & EventTarget, "querySelector" | "addEventListener">,
 *   removal: AbortSignal, onKey?: Parts["onKey"],
 * }} parts `messages`: of the open conversation; `viewer`: the reader's name, where several people answer on the reader's
 *   side; `root`: what contains the log and the text box
 */
export function createChanges({ env, messages, viewer, text, change, retry, discard, root, removal, onKey }) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** @type {string | null} */
  let editing = null;
  /** @type {HTMLElement | null} */
  let from = null;
  /** @type {string | null} */
  let returnsTo = null;
  /** @type {string | undefined} */
  let last;

  const notify = () => {
    for (const listener of [...listeners]) listener();
  };
  const focus = (/** @type {string} */ selector) => {
    /** @type {HTMLElement | null} */
    const target = root.querySelector(selector);
    target?.focus({ preventScroll: true });
  };
  const changeable = (/** @type {ViewMessage} */ message) =>
    isOwn(message, viewer) && isInTime(message, env.now());

  /** To be called after each change of the messages. */
  function update() {
    const before = last;
    last = messages().findLast(changeable)?.key;
    // It was deleted, in another tab or by an erasure.
    const lost = editing && !messages().some(({ key, deleted }) => key === editing && !deleted);
    if (lost) editing = null;
    if (lost || before !== last) notify();
  }

  function end() {
    editing = null;
    notify();
  }

  /** @type {Parts} */
  const parts = {
    text,
    editing: () => editing,
    edit({ key }, opener) {
      editing = key;
      from = opener;
      notify();
    },
    save({ id, body: before }, body) {
      end();
      if (id && body !== before) change(id, "edited", body);
      focus(".pl-composer-input");
    },
    cancel() {
      if (!from) returnsTo = editing;
      end();
      from?.focus({ preventScroll: true });
    },
    takesFocus(key) {
      const takes = key === returnsTo;
      if (takes) returnsTo = null;
      return takes;
    },
    remove({ id }) {
      if (id) change(id, "deleted");
      focus(".pl-log"); // not the text box: that would open the keyboard of a phone
    },
    changeable,
    last: () => last,
    retry,
    discard,
    onKey,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  /** @param {Event} event ArrowUp in an empty text box edits the reader's last message */
  function onKeyDown(event) {
    const { target, key, ctrlKey, altKey, metaKey, shiftKey, isComposing } = /** @type {KeyboardEvent} */ (
      event
    );
    const box = /** @type {HTMLTextAreaElement} */ (target);
    if (key !== "ArrowUp" || ctrlKey || altKey || metaKey || shiftKey || isComposing) return;
    if (!box.matches?.(".pl-composer-input") || box.value) return;
    const own = messages().findLast((message) => isOwn(message, viewer));
    if (!own || !changeable(own) || own.by_mail) return;
    event.preventDefault();
    parts.edit(own, /** @type {HTMLElement} */ (box));
  }
  root.addEventListener("keydown", onKeyDown, { signal: removal });
  update();

  return {
    update,
    /** @type {MessageBody} */
    body: (message, linked) => html`<${Body} ...${{ message, linked, parts }} />`,
    /** @param {ViewMessage} message */
    detail: (message) => message.mine && html`<${Detail} ...${{ message, parts }} />`,
  };
}
