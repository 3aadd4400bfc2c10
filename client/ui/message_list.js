import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { NOT_LISTENING, nextAnnouncing } from "./announcing.js";
import { t } from "./catalogue.js";
import { toRows } from "./grouping.js";
import { html } from "./html.js";
import { ArrowDownIcon } from "./icons.js";
import { Message } from "./message.js";
import { useStickyScroll } from "./sticky_scroll.js";
import { dayLabel } from "./time.js";

/** A long conversation is drawn from its end; earlier messages are drawn when they are wanted. */
const WINDOW = 150;

/**
 * The log of one conversation. It scrolls by itself, so its parent gives it a height. Give it
 * `key=${conversation id}` where several conversations share one place.
 *
 * @typedef {object} ViewMessage
 * @property {string} key
 * @property {number | null} id null: one's own, not stored yet
 * @property {"visitor" | "admin" | "bot" | "system"} sender_type
 * @property {string | null} sender_name null: one's own, not stored yet
 * @property {string} body
 * @property {number} sent_at epoch milliseconds
 * @property {boolean} mine
 * @property {"sending" | "sent" | "read" | "failed" | null} status null: not mine
 * @property {{ code: string, retryable: boolean } | null} failure
 * @property {number} [held_until] epoch milliseconds until which the server has asked to wait with it
 *
 * @param {object} props
 * @param {ViewMessage[]} props.messages in the order in which they are shown
 * @param {boolean} props.loaded whether the history is complete: only later messages are announced
 * @param {boolean} [props.shown] whether the log is on screen (default true)
 * @param {string} [props.label] the name of the log for screen readers
 * @param {string} [props.viewer] the reader's name, where several people answer on one side: the
 *   messages of the others then carry theirs
 * @param {string} [props.avatarSeed] tone of the others' avatars (see Avatar)
 * @param {(atEnd: boolean) => void} [props.onAtEnd] whether the end of the log is on screen
 * @param {unknown} [props.before] what stands above the first message, such as a greeting
 * @param {(key: string) => void} props.onRetry
 * @param {(key: string) => void} props.onDiscard
 */
export function MessageList({
  messages,
  loaded,
  shown = true,
  label = t("message.log"),
  viewer,
  avatarSeed,
  onAtEnd,
  before,
  onRetry,
  onDiscard,
}) {
  const [drawn, setDrawn] = useState(WINDOW);
  const announcing = useRef(NOT_LISTENING);
  announcing.current = nextAnnouncing(announcing.current, { messages, loaded, shown });

  const scroll = useStickyScroll({ messages, shown });
  const hiddenCount = Math.max(0, messages.length - drawn);
  const rows = useMemo(() => toRows(messages.slice(hiddenCount)), [messages, hiddenCount]);
  const now = Date.now();
  useLayoutEffect(() => onAtEnd?.(!scroll.away), [scroll.away]);

  // Earlier messages push the rest down: keep what is being read where it was.
  const heightBefore = useRef(0);
  const drawEarlier = () => {
    heightBefore.current = scroll.element.current.scrollHeight;
    setDrawn(drawn + WINDOW);
  };
  useLayoutEffect(() => {
    const element = scroll.element.current;
    if (heightBefore.current) element.scrollTop += element.scrollHeight - heightBefore.current;
    heightBefore.current = 0;
  }, [drawn]);

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
        onScroll=${scroll.onScroll}
      >
        <div class="pl-log-rows" role="presentation" ref=${scroll.content}>
          ${hiddenCount > 0 ? html`<${Earlier} onClick=${drawEarlier} />` : before}
          ${rows.map((row) =>
            row.kind === "day"
              ? html`<${Day} key=${row.key} at=${row.at} now=${now} />`
              : html`<${Message}
                  key=${row.key}
                  message=${row.message}
                  first=${row.first}
                  last=${row.last}
                  silent=${announcing.current.silent.has(row.key)}
                  viewer=${viewer}
                  avatarSeed=${avatarSeed}
                  onRetry=${onRetry}
                  onDiscard=${onDiscard}
                />`,
          )}
        </div>
      </div>
      ${scroll.away && html`<${Pill} count=${scroll.missed} onClick=${scroll.toEnd} />`}
    </div>
  `;
}

function Earlier({ onClick }) {
  return html`
    <button type="button" class="pl-log-earlier" aria-live="off" onClick=${onClick}>
      ${t("message.earlier")}
    </button>
  `;
}

function Day({ at, now }) {
  return html`<p class="pl-day" aria-live="off"><span>${dayLabel(at, now)}</span></p>`;
}

function Pill({ count, onClick }) {
  return html`
    <button type="button" class="pl-pill" data-new=${count > 0} onClick=${onClick}>
      <${ArrowDownIcon} />
      ${count > 0 ? t("message.new", { count }) : t("message.latest")}
    </button>
  `;
}
