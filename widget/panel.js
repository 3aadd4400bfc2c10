/**
 * @import {Identity} from "../client/wire"
 * @import {ShowOptions} from "./control.js"
 */
import { render } from "preact";
import { browserEnv } from "../client/env.js";
import avatar from "../client/ui/avatar.css";
import base from "../client/ui/base.css";
import { addTexts } from "../client/ui/catalogue.js";
import composer from "../client/ui/composer.css";
import banner from "../client/ui/connection_banner.css";
import { html } from "../client/ui/html.js";
import message from "../client/ui/message.css";
import log from "../client/ui/message_list.css";
import tokens from "../client/ui/tokens.css";
import { enPanel } from "./en_panel.js";
import { createFocusReturn } from "./focus.js";
import greeting from "./greeting.css";
import header from "./header.css";
import notice from "./notice.css";
import panel from "./panel.css";
import { Panel } from "./panel_view.js";
import { fitKeyboard } from "./screen.js";
import skeleton from "./skeleton.css";
import { adopt } from "./style.js";
import { createVisitor } from "./visitor/visitor.js";

addTexts(enPanel);

/** In the order of the cascade. */
const SHEETS = [
  tokens,
  base,
  avatar,
  message,
  log,
  composer,
  banner,
  panel,
  header,
  greeting,
  skeleton,
  notice,
];

/**
 * Called once by the loader. Until the panel is shown it makes no request, unless there is a conversation from an earlier
 * page: then one for the number of unread messages.
 *
 * @param {{
 *   root: ShadowRoot, place: HTMLElement,
 *   embed: {token: string, api: string, user: Identity | null},
 *   memory: ReturnType<typeof import("./storage.js").createPageMemory>,
 *   onUnread: (count: number) => void, onClose: () => void, onReturnFocus: () => void,
 *   onIgnored: (name: string) => void, onRefused: (code: string) => void,
 * }} parts `onReturnFocus` focuses the launcher; `onIgnored`: the server ignored this attribute of the visitor;
 *   `onRefused`: the server gives this page no session
 */
export function mount({
  root,
  place,
  embed,
  memory,
  onUnread,
  onClose,
  onReturnFocus,
  onIgnored,
  onRefused,
}) {
  const removeSheets = adopt(root, ...SHEETS);
  const removal = new AbortController();
  const visitor = createVisitor({
    apiBase: embed.api,
    widgetToken: embed.token,
    identity: embed.user,
    env: browserEnv(),
  });
  const focus = createFocusReturn(root, onReturnFocus);
  let open = false;
  let atEnd = true;

  const updateVisible = () => visitor.setVisible(open && atEnd && document.visibilityState === "visible");
  const rememberOpen = () => memory.keepOpen(open && visitor.stored());

  /** @param {string} text */
  const keepDraft = (text) => memory.keepDraft(text, visitor.stored());

  function onLeave() {
    keepDraft(memory.draft());
    rememberOpen();
  }

  /** @param {boolean} now */
  function onAtEnd(now) {
    atEnd = now;
    updateVisible();
  }

  function draw() {
    render(
      html`<${Panel}
        open=${open}
        state=${visitor.state}
        draft=${memory.draft()}
        onSend=${visitor.send}
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
    rememberOpen();
    draw();
  });
  document.addEventListener("visibilitychange", updateVisible, removal);
  // The page may have cleared the storage meanwhile.
  addEventListener("pagehide", onLeave, removal);
  fitKeyboard(place, removal);
  visitor.setPanelOpen(false);
  if (visitor.stored()) visitor.start();

  return {
    /** @param {boolean} wanted @param {ShowOptions} options */
    show(wanted, { focus: moveFocus }) {
      if (wanted === open) return;
      if (wanted) visitor.start();
      if (wanted && moveFocus) focus.remember();
      open = wanted;
      visitor.setPanelOpen(open);
      draw();
      updateVisible();
      rememberOpen();
      if (!wanted) focus.giveBack();
      else if (moveFocus) {
        /** @type {HTMLElement | null} */
        const target = place.querySelector(".pl-composer-input") ?? place.querySelector(".notice");
        target?.focus();
      }
    },
    /** For another visitor. Unsent messages wait in the storage for this one to come back. */
    stop() {
      unsubscribe();
      visitor.stop();
      removal.abort();
      render(null, place);
      removeSheets();
    },
  };
}
