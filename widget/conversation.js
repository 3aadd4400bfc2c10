import { Composer } from "../client/ui/composer.js";
import { ConnectionBanner } from "../client/ui/connection_banner.js";
import { html } from "../client/ui/html.js";
import { MessageList } from "../client/ui/message_list.js";
import { Greeting } from "./greeting.js";
import { BusyNotice, OfflineNotice } from "./notice.js";
import { Skeleton } from "./skeleton.js";

/**
 * The log and the box one writes in. Takes the properties of Panel. Nobody waits for a connection
 * to write: what is sent before there is one is kept and goes out with it. The log is there from
 * the beginning, so that it knows what the visitor has written before its history came.
 */
export function Conversation(props) {
  const { open, state, draft, onSend, onRetry, onDiscard, onDraft, onAtEnd } = props;
  const { messages, loaded, connection, behind, site } = state;
  const waiting = !loaded && messages.length === 0;

  return html`
    ${!waiting && html`<${ConnectionBanner} connection=${connection} behind=${behind} />`}
    <${MessageList}
      messages=${messages}
      loaded=${loaded}
      shown=${open}
      onAtEnd=${onAtEnd}
      before=${messages.length === 0 && html`<${Before} ...${{ waiting, connection, site }} />`}
      onRetry=${onRetry}
      onDiscard=${onDiscard}
    />
    <${Composer} draft=${draft} onDraft=${onDraft} onSend=${onSend} />
  `;
}

/** What the log shows while it has no messages. */
function Before({ waiting, connection, site }) {
  if (!waiting) return html`<${Greeting} text=${site?.greeting} />`;
  if (connection === "offline") return html`<${OfflineNotice} />`;
  return connection === "busy" ? html`<${BusyNotice} />` : html`<${Skeleton} />`;
}
