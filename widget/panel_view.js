import { useRef } from "preact/hooks";
import { t } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";
import { Conversation } from "./conversation.js";
import { keepTabInside } from "./focus_trap.js";
import { Guard } from "./guard.js";
import { Header } from "./header.js";
import { RefusedNotice } from "./notice.js";
import { usePhone } from "./use_phone.js";

/**
 * The whole panel, drawn from one snapshot of the engine.
 *
 * @param {object} props
 * @param {boolean} props.open
 * @param {object} props.state the engine's snapshot
 * @param {string} props.draft
 * @param {(body: string) => void} props.onSend
 * @param {(key: string) => void} props.onRetry
 * @param {(key: string) => void} props.onDiscard
 * @param {(text: string) => void} props.onDraft
 * @param {(atEnd: boolean) => void} props.onAtEnd whether the newest messages are on screen
 * @param {() => void} props.onClose
 */
export function Panel(props) {
  const { open, state, onClose } = props;
  const panel = useRef(null);
  const phone = usePhone();
  const label = state.site ? t("widget.dialog", { site: state.site.name }) : t("widget.dialog_unnamed");

  const onKeyDown = (event) => {
    // Esc belongs to an input method while it composes.
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      onClose();
    }
    if (event.key === "Tab" && phone) keepTabInside(event, panel.current);
  };

  return html`
    <section
      class="panel"
      role="dialog"
      aria-label=${label}
      aria-modal=${phone ? "true" : undefined}
      hidden=${!open}
      ref=${panel}
      onKeyDown=${onKeyDown}
    >
      <${Header} site=${state.site} line=${lineOf(state)} onClose=${onClose} />
      <${Guard}>
        ${state.phase === "refused" ? html`<${RefusedNotice} />` : html`<${Conversation} ...${props} />`}
      <//>
    </section>
  `;
}

/** What the header says of the connection. Before the first message there is none to speak of. */
export function lineOf({ phase, connection, loaded, messages }) {
  if (phase === "refused") return null;
  if (connection === "offline" || connection === "busy") return connection;
  if (phase !== "ready") return "connecting";
  return loaded && messages.length === 0 ? "idle" : connection;
}
