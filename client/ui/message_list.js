/** @import {ViewMessage} from "../delivery/types" */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "./catalogue.js";
import { html } from "./html.js";
import { ArrowDownIcon } from "./icons.js";
import { Message } from "./message.js";
import { NOT_LISTENING, nextAnnouncing, toRows } from "./message_rows.js";
import { useStickyScroll } from "./sticky_scroll.js";
import { dayLabel } from "./time.js";

/** How many messages are drawn of a longer log while what chooses them is not loaded. */
const WINDOW = 40;

/**
 * The log of one conversation. It scrolls, so its parent has to give it a height. Where several conversations share one
 * place, give it the id of the conversation as `key`.
 *
 * @param {object} props
 * @param {ViewMessage[]} props.messages in the order in which they are shown
 * @param {boolean} props.loaded whether the history is loaded: only later messages are announced
 * @param {boolean} [props.shown] whether the log is on screen
 * @param {string} [props.label] the name of the log for screen readers
 * @param {string} [props.viewer] see Message
 * @param {string} [props.avatarSeed] see Avatar
 * @param {import("./message.js").MessageParts} [props.parts] see Message
 * @param {(message: ViewMessage) => unknown} [props.files] see Message
 * @param {() => import("./long_log.js").LongLog} [props.long] chooses what is drawn of a long log; until it is loaded, its end is drawn
 * @param {(message: ViewMessage) => unknown} [props.entry] draws a quiet entry of the log, which is no message
 * @param {import("./unsent.js").UnsentView} [props.unsent] see Message
 * @param {(atEnd: boolean) => void} [props.onAtEnd] receives whether the end of the log is on screen
 * @param {import("preact").ComponentChildren} [props.before] shown above the first message, such as a greeting
 * @param {import("preact").ComponentChildren} [props.after] shown below the last message
 * @param {(key: string) => void} props.onRetry
 * @param {(key: string) => void} props.onDiscard
 */
export function MessageList({
  messages: all,
  loaded,
  shown = true,
  label = t("message.log"),
  viewer,
  avatarSeed,
  parts,
  files,
  long,
  entry,
  unsent,
  onAtEnd,
  before,
  after,
  onRetry,
  onDiscard,
}) {
  // The pages of a long history follow each other at once: the first one is drawn, and the last. What the reader writes
  // meanwhile is drawn too.
  const drawn = useRef(all);
  if (loaded || drawn.current.length === 0 || all.length <= WINDOW || all.at(-1)?.id === null)
    drawn.current = all;
  const messages = drawn.current;

  const announcing = useRef(NOT_LISTENING);
  announcing.current = nextAnnouncing(announcing.current, { messages, loaded, shown });

  const scroll = useStickyScroll({ messages, shown });
  const log = useRef(/** @type {import("./long_log.js").LongLog | undefined} */ (undefined));
  log.current ??= long?.();
  const [, redraw] = useState({});
  const { length: to } = messages;
  const segments = log.current?.segments(messages) ?? [{ from: Math.max(0, to - WINDOW), to, gap: 0 }];
  const rows = segments.flatMap(({ from, to, gap }, index) => [
    ...(gap ? [{ kind: /** @type {const} */ ("gap"), key: `gap-${index}`, gap }] : []),
    ...toRows(messages, from, to),
  ]);
  const now = Date.now();
  useLayoutEffect(() => onAtEnd?.(!scroll.away), [scroll.away]);

  const follow = () => {
    const { element, content } = scroll;
    if (element.current && content.current && log.current?.update(element.current, content.current))
      redraw({});
  };
  const onScroll = () => {
    scroll.onScroll();
    follow();
  };
  useLayoutEffect(() => {
    if (!shown) return;
    scroll.stay();
    setTimeout(follow); // drawing the log once more at once would block a slow phone for too long
  });

  return html`
    <div class="pl-log-frame">
      <div
        class="pl-log"
        role="log"
        aria-label=${label}
        aria-relevant="additions"
        aria-busy=${loaded ? undefined : "true"}
        tabindex="0"
        ref=${scroll.element}
        onScroll=${onScroll}
      >
        <div class="pl-log-rows" ref=${scroll.content}>
          ${before}
          ${rows.map((row) =>
            row.kind === "gap"
              ? html`<div
                  class="pl-gap"
                  key=${row.key}
                  ref=${(/** @type {HTMLElement | null} */ gap) => gap?.style.setProperty("height", `${row.gap}px`)}
                />`
              : row.kind === "day"
                ? html`<p class="pl-day" key=${row.key} aria-live="off"><span>${dayLabel(row.at, now)}</span></p>`
                : row.message.kind
                  ? html`<div class="pl-entry" key=${row.key} aria-live="off">${entry?.(row.message)}</div>`
                  : html`<${Message}
                  key=${row.key}
                  message=${row.message}
                  first=${row.first}
                  last=${row.last}
                  silent=${announcing.current.silent.has(row.key) || log.current?.gone.has(row.key)}
                  viewer=${viewer}
                  avatarSeed=${avatarSeed}
                  parts=${parts}
                  files=${files}
                  unsent=${unsent}
                  onRetry=${onRetry}
                  onDiscard=${onDiscard}
                />`,
          )}
          ${after}
        </div>
      </div>
      ${scroll.away && html`<${Pill} count=${scroll.missed} onClick=${scroll.toEnd} />`}
    </div>
  `;
}

/** @param {{count: number, onClick: () => void}} props */
function Pill({ count, onClick }) {
  return html`
    <button type="button" class="pl-pill" data-new=${count > 0} onClick=${onClick}>
      <${ArrowDownIcon} />
      ${count > 0 ? t("message.new", { count }) : t("message.latest")}
    </button>
  `;
}
