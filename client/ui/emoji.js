import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isComposing } from "./composing.js";
import { emojiButton, t } from "./emoji_button.js";
import { html } from "./html.js";

/** Faces, people, hearts and signs, nature and food, things. People have the default skin tone. */
export const EMOJI = [
  "😀 😃 😄 😁 😅 😂 🤣 🙂 🙃 😉 😊 😇 🥰 😍 🤩 😘 😋 😛 😜 🤪 🤗 🤭 🤔 🤨 😐 😶 😏 🙄 😬 😌 😴 🤒 🤧 🥵 🥶 😵 🥳 😎 🤓 🧐 😕 😟 🙁 😮 😲 😳 🥺 😢 😭 😱 😖 😞 😓 😩 😤 😠 🤬",
  "👋 🤚 ✋ 👌 🤏 ✌️ 🤞 🤙 👈 👉 👆 👇 👍 👎 ✊ 👊 👏 🙌 👐 🤝 🙏 💪 👀 🧑 👨 👩 👶 🤷 🤦 🙋 💁 🏃 🛌",
  "❤️ 🧡 💛 💚 💙 💜 🖤 💔 💕 💯 ✅ ❌ ❓ ❗ ⚠️ ⭐ ✨ 🔥 🎉 🎁 🏆 💤 💬 ⏰ ⏳",
  "🐶 🐱 🐻 🐼 🐸 🐝 🦋 🌱 🌷 🌹 🌳 🍀 ☀️ 🌙 ⛅ 🌧️ ❄️ 🌈 🍎 🍋 🍓 🥑 🍕 🍔 🍜 🍰 🍪 ☕ 🍵 🍺 🍷",
  "🚗 🚌 🚲 ✈️ 🚀 🏠 🏢 📦 📱 💻 📷 📞 ✉️ 📎 📅 📌 ✏️ 🔍 🔑 🔒 🔧 💡 🛒 💳 💰 🎵 ⚽ 🎮",
].map((group) => group.split(" "));

const COLUMNS = 8;

/**
 * Where a key moves the focus in the grid, whose rows are full but for the last one of each group.
 * @param {string} key @param {number} at the focused one, counted through all groups @param {boolean} rtl
 * @returns {number | null} null: the key does not move it
 */
export function nextEmoji(key, at, rtl) {
  const count = EMOJI.flat().length;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const steps = { ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1 };
  const step = /** @type {Record<string, number>} */ (steps)[key];
  if (step) return Math.min(Math.max(at + step, 0), count - 1);
  if (key !== "ArrowUp" && key !== "ArrowDown") return null;
  const rows = rowsOf();
  const row = rows.findIndex((each) => each.includes(at));
  const target = rows[row + (key === "ArrowDown" ? 1 : -1)];
  return target ? target[Math.min(rows[row].indexOf(at), target.length - 1)] : at;
}

/** The numbers of each row. */
function rowsOf() {
  /** @type {number[][]} */
  const rows = [];
  let number = 0;
  for (const group of EMOJI)
    group.forEach((_, at) => {
      if (at % COLUMNS === 0) rows.push([]);
      rows.at(-1)?.push(number++);
    });
  return rows;
}

/**
 * The button beside the text box, and the emoji above it. They have no texts: a screen reader has a name for each, in its
 * own language. A click leaves the focus in the text box; with keys, Escape brings it back.
 */
export function Emoji() {
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState(0);
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const byKeys = useRef(false);

  const input = () =>
    /** @type {HTMLTextAreaElement | null | undefined} */ (
      place.current?.closest(".pl-composer")?.querySelector(".pl-composer-input")
    );
  const focusCurrent = () => {
    /** @type {HTMLElement | null | undefined} */
    const target = place.current?.querySelector('.pl-emoji-grid [tabindex="0"]');
    target?.focus();
  };
  const close = () => {
    setOpen(false);
    input()?.focus();
  };

  useLayoutEffect(() => {
    if (open && byKeys.current) focusCurrent();
  }, [open, current]);
  useLayoutEffect(() => {
    if (!open) return;
    const root = place.current?.getRootNode();
    const onPointer = (/** @type {Event} */ event) => {
      if (place.current && !event.composedPath().includes(place.current)) setOpen(false);
    };
    // Also while the text box has the focus: it closes the emoji, and not the whole panel.
    const onEscape = (/** @type {Event} */ event) => {
      const { key } = /** @type {KeyboardEvent} */ (event);
      if (key !== "Escape" || isComposing(/** @type {KeyboardEvent} */ (event))) return;
      event.stopPropagation();
      close();
    };
    root?.addEventListener("pointerdown", onPointer);
    root?.addEventListener("keydown", onEscape, true);
    return () => {
      root?.removeEventListener("pointerdown", onPointer);
      root?.removeEventListener("keydown", onEscape, true);
    };
  }, [open]);

  /** @param {string} emoji */
  const insert = (emoji) => {
    const box = input();
    if (!box) return;
    const { activeElement } = /** @type {ShadowRoot | Document} */ (box.getRootNode());
    if (activeElement === box) {
      // An input method may be composing a word: leaving the box ends that, and keeps the word.
      box.blur();
      box.focus();
    }
    box.setRangeText(emoji, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (!open) return;
    const rtl = place.current?.matches(":dir(rtl)") ?? false;
    const next =
      event.target === place.current?.firstElementChild ? null : nextEmoji(event.key, current, rtl);
    if (next === null) return;
    event.preventDefault();
    byKeys.current = true;
    setCurrent(next);
  };

  let number = 0;
  return html`
    <span class="pl-emoji" ref=${place} onKeyDown=${onKeyDown}>
      ${emojiButton({
        open,
        onClick({ detail }) {
          byKeys.current = detail === 0;
          setOpen(!open);
          if (detail) input()?.focus();
        },
      })}
      ${
        open &&
        html`<div class="pl-emoji-grid" role="group" aria-label=${t("emoji.insert")}>
          ${EMOJI.map(
            (group) => html`<div class="pl-emoji-group">
              ${group.map((emoji) => {
                const at = number++;
                return html`<button
                  type="button"
                  tabindex=${at === current ? 0 : -1}
                  onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()}
                  onClick=${() => {
                    setCurrent(at);
                    insert(emoji);
                  }}
                >${emoji}</button>`;
              })}
            </div>`,
          )}
        </div>`
      }
    </span>
  `;
}
