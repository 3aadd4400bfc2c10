/**
 * @import {Connection} from "../client/delivery/types"
 * @typedef {ReturnType<typeof import("./visitor/visitor.js").createVisitor>["state"]} VisitorState
 * @typedef {import("./extras/extras.js").Slots} Slots
 * @typedef {import("./trouble/trouble.js").Trouble} Trouble
 * @typedef {{
 *   open: boolean, dir: "ltr" | "rtl", state: VisitorState, extras: Slots | undefined,
 *   trouble: Trouble | undefined, name: string | undefined,
 *   welcome: {title?: string, text?: string} | undefined, draft: string, onSend: (body: string) => void, onRetry: (key: string) => void,
 *   onDiscard: (key: string) => void, onDraft: (text: string) => void, onAtEnd: (atEnd: boolean) => void,
 *   long: typeof import("../client/ui/long_log.js").createLongLog | undefined, onTrouble: () => void, onClose: () => void,
 * }} PanelProps `name`: of the team or the site, undefined while it is not known; `welcome`: the site's own words; `onAtEnd`: whether the newest messages are on the screen;
 *   `onTrouble`: the panel could not be drawn
 */
import { useRef } from "preact/hooks";
import { t } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";
import { Conversation } from "./conversation.js";
import { keepTabInside } from "./focus.js";
import { Header } from "./header.js";
import { ErrorBoundary } from "./notice.js";
import { usePhone } from "./screen.js";

/**
 * The panel, drawn from one snapshot of the engine.
 * @param {PanelProps} props
 */
export function Panel(props) {
  const { open, dir, state, trouble, name, onTrouble, onClose } = props;
  const panel = useRef(/** @type {HTMLElement | null} */ (null));
  const phone = usePhone();
  const label = name ? t("widget.dialog", { site: name }) : t("widget.dialog_unnamed");

  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    // Esc belongs to an input method while it composes.
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      onClose();
    }
    if (event.key === "Tab" && phone && panel.current) keepTabInside(event, panel.current);
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
      <div class="panel-content" dir=${dir}>
        <${Header} ...${props} line=${lineOf(state)} />
        <${ErrorBoundary} trouble=${trouble} onTrouble=${onTrouble}>
          ${
            state.phase === "refused"
              ? trouble && html`<${trouble.Refused} />`
              : html`<${Conversation} key=${state.moves} ...${props} />`
          }
        <//>
      </div>
    </section>
  `;
}

/**
 * The state of the connection in the header; before the first message, only if there is a problem.
 * @param {Pick<VisitorState, "phase" | "connection" | "loaded" | "messages">} state
 * @returns {Connection | "idle" | null}
 */
export function lineOf({ phase, connection, loaded, messages }) {
  if (phase === "refused") return null;
  if (connection === "offline" || connection === "busy") return connection;
  if (phase !== "ready") return "connecting";
  return loaded && messages.length === 0 ? "idle" : connection;
}
