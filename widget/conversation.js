/**
 * @import {Connection} from "../client/delivery/types"
 * @import {PanelProps} from "./panel_view.js"
 */
import { useEffect, useState } from "preact/hooks";
import { t } from "../client/ui/catalogue.js";
import { Composer } from "../client/ui/composer.js";
import { ConnectionBanner } from "../client/ui/connection_banner.js";
import { html } from "../client/ui/html.js";
import { ClockIcon, OfflineIcon } from "../client/ui/icons.js";
import { MessageList } from "../client/ui/message_list.js";
import { Notice } from "./notice.js";

const SLOW_MS = 8000;

/**
 * The log and the text box. A visitor need not wait for a connection to write: what is written before there is one is sent
 * with it. The log is drawn from the start, so that it knows what the visitor wrote before the history arrived.
 * @param {PanelProps} props
 */
export function Conversation(props) {
  const { open, state, extras, trouble, long, welcome, draft, onSend, onRetry, onDiscard, onDraft, onAtEnd } =
    props;
  const { messages, loaded, connection, behind, site } = state;
  const { files } = extras ?? {};
  const waiting = !loaded && messages.length === 0;

  return html`
    ${!waiting && html`<${ConnectionBanner} connection=${connection} behind=${behind} />`}
    ${extras && html`<${extras.Below} ...${props} />`}
    <${MessageList}
      messages=${messages}
      loaded=${loaded}
      shown=${open}
      parts=${extras?.parts}
      files=${files?.files}
      entry=${extras?.entry}
      unsent=${trouble?.Unsent}
      long=${long}
      onAtEnd=${onAtEnd}
      before=${messages.length === 0 && html`<${EmptyLog} ...${{ waiting, connection, greeting: welcome?.title || site?.greeting, note: extras?.note(state) ?? welcome?.text }} />`}
      after=${extras && html`<${extras.Typing} />`}
      onRetry=${onRetry}
      onDiscard=${onDiscard}
    />
    ${extras && html`<${extras.Above} ...${props} />`}
    ${files?.tray()}
    <${Composer}
      draft=${draft}
      onDraft=${onDraft}
      onSend=${files?.attached ? files.send : onSend}
      beside=${[files?.clip(), extras?.emoji()]}
      attached=${files?.attached}
    />
  `;
}

/**
 * What the log shows while it has no messages.
 * @param {GreetingTexts & {waiting: boolean, connection: Connection}} props
 */
function EmptyLog({ waiting, connection, ...texts }) {
  if (!waiting) return html`<${Greeting} ...${texts} />`;
  if (connection !== "offline" && connection !== "busy") return html`<${Skeleton} />`;
  return html`
    <${Notice}
      key=${connection}
      icon=${connection === "busy" ? ClockIcon : OfflineIcon}
      title=${t(`widget.${connection}_title`)}
      note=${t(`widget.${connection}_note`)}
    />
  `;
}

/**
 * @typedef {{greeting?: string, note?: string}} GreetingTexts `greeting`: the site's own words; `note`: what to do first
 * @param {GreetingTexts} props
 */
function Greeting({ greeting, note }) {
  return html`
    <div class="greeting">
      <svg class="greeting-lamp" viewBox="0 0 96 96" aria-hidden="true" focusable="false">
        <circle class="lamp-glow" cx="48" cy="52" r="44" />
        <circle class="lamp-glow" cx="48" cy="52" r="29" />
        <path d="M48 11v9" />
        <path class="lamp-glass" d="m38 37 3 30h14l3-30Z" />
        <path class="lamp-roof" d="M48 19 29 37h38Z" />
        <path class="lamp-flame" d="M48 43c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11Z" />
        <path d="M37 67h22M48 67v6" />
      </svg>
      <p class="greeting-text" dir="auto">${greeting || t("widget.greeting")}</p>
      <p class="greeting-note notice-text" dir="auto">${note ?? t("widget.greeting_note")}</p>
    </div>
  `;
}

/** Stands for the log while it loads, and says so if that takes long. */
function Skeleton() {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);

  return html`
    <div class="skeleton">
      <div class="skeleton-rows" aria-hidden="true">
        <span></span><span></span><span data-mine></span><span></span>
      </div>
      <p class=${slow ? "skeleton-text" : "pl-hidden-text"} role="status">
        ${slow ? t("widget.slow") : t("widget.starting")}
      </p>
    </div>
  `;
}
