import { render } from "preact";
import { browserEnv } from "../client/env.js";
import { html } from "../client/ui/html.js";
import { createFocusReturn } from "./focus_return.js";
import { panelSheets } from "./panel_sheets.js";
import { Panel } from "./panel_view.js";
import { adopt } from "./sheets.js";
import { fitKeyboard } from "./viewport.js";
import { createVisitor } from "./visitor/visitor.js";

/**
 * Called once by the loader. Until the panel is shown nothing is asked of the server, unless there
 * is a conversation from an earlier visit: then its unread messages are worth one quiet look.
 *
 * @param {object} props
 * @param {ShadowRoot} props.root
 * @param {HTMLElement} props.place
 * @param {{ token: string, api: string, user: object | null }} props.embed
 * @param {ReturnType<import("./page_memory.js").createPageMemory>} props.memory
 * @param {(count: number) => void} props.onUnread
 * @param {() => void} props.onClose
 * @param {() => void} props.onReturnFocus gives the focus to the launcher
 * @param {(name: string) => void} props.onIgnored the server has ignored this attribute of the visitor
 * @param {(code: string) => void} props.onRefused the server does not give this page a session
 */
export function mount(props) {
  const { root, place, embed, memory, onUnread, onClose, onReturnFocus, onIgnored, onRefused } = props;
  const undress = adopt(root, ...panelSheets);
  const gone = new AbortController();
  const visitor = createVisitor({
    apiBase: embed.api,
    widgetToken: embed.token,
    identity: embed.user,
    env: browserEnv(),
  });
  const focus = createFocusReturn(root, onReturnFocus);
  let open = false;
  let atEnd = true;

  const look = () => visitor.looking(open && atEnd && document.visibilityState === "visible");
  const remember = () => memory.keepOpen(open && visitor.stored());

  const keepDraft = (text) => memory.keepDraft(text, visitor.stored());

  function leave() {
    keepDraft(memory.draft());
    remember();
  }

  function onAtEnd(now) {
    atEnd = now;
    look();
  }

  function draw() {
    render(
      html`<${Panel}
        open=${open}
        state=${visitor.state}
        draft=${memory.draft()}
        onSend=${(body) => visitor.send(body)}
        onRetry=${visitor.retry}
        onDiscard=${visitor.discard}
        onDraft=${keepDraft}
        onAtEnd=${onAtEnd}
        onClose=${onClose}
      />`,
      place,
    );
  }

  const unsubscribe = visitor.subscribe(() => {
    const { unread, refusal, ignored } = visitor.state;
    onUnread(unread);
    ignored.forEach(onIgnored);
    if (refusal) onRefused(refusal.code);
    remember();
    draw();
  });
  document.addEventListener("visibilitychange", look, gone);
  // The page may have cleared the storage meanwhile.
  addEventListener("pagehide", leave, gone);
  fitKeyboard(place, gone);
  visitor.setPanelOpen(false);
  if (visitor.stored()) visitor.start();

  return {
    show(wanted, { focus: moveFocus }) {
      if (wanted === open) return;
      if (wanted) visitor.start();
      if (wanted && moveFocus) focus.remember();
      open = wanted;
      visitor.setPanelOpen(open);
      draw();
      look();
      remember();
      if (!wanted) focus.giveBack();
      else if (moveFocus)
        (place.querySelector(".pl-composer-input") ?? place.querySelector(".notice")).focus();
    },
    /** Another visitor takes over. What was not sent waits in the storage for this one to come back. */
    stop() {
      unsubscribe();
      visitor.stop();
      gone.abort();
      render(null, place);
      undress();
    },
  };
}
