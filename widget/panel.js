/**
 * @import {Identity, PageFile} from "../client/wire"
 * @import {ShowOptions} from "./control.js"
 */
import { render } from "preact";
import { browserEnv } from "../client/env.js";
import { addTexts } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";
import { language } from "../client/ui/translate.js";
import { enPanel } from "./en_panel.js";
import { createFocusReturn } from "./focus.js";
import { Panel } from "./panel_view.js";
import { createParts, importExtras, pause } from "./parts.js";
import { createReports } from "./reports.js";
import { fitKeyboard } from "./screen.js";
import { SHEETS } from "./sheets.js";
import { createPageMemory, scopeOf } from "./storage.js";
import { adopt, PHONE } from "./style.js";
import { createVisitor } from "./visitor/visitor.js";

addTexts(enPanel);

const PATIENCE_MS = 300;

/**
 * Called once by the loader. Until the panel is shown it makes no request, unless there is a conversation from an earlier
 * page: then one for the number of unread messages.
 *
 * @param {{
 *   root: ShadowRoot, place: HTMLElement, file: Partial<PageFile>,
 *   embed: {token: string, api: string, user: Identity | null, prefill?: string, data: unknown[]},
 *   emit: (name: string, detail?: unknown) => void, warn: (text: string) => void,
 *   memory: {draft?: string}, speaking: Promise<typeof language | void>,
 *   launcher: {setUnread: (count: number) => void, focus: () => void}, onClose: () => void,
 *   onIgnored: (name: string) => void,
 * }} parts `emit` tells the page of an event; `speaking`: until the language is known; `onIgnored`: the server ignored this attribute of the visitor
 */
export async function mount({
  root,
  place,
  file,
  embed,
  emit,
  warn,
  memory: ofPage,
  speaking,
  launcher,
  onClose,
  onIgnored,
}) {
  await pause();
  // A link in a mail opens its conversation: its token is stored before the visitor's session is made.
  const linked = /^#porchlight=/.test(location.hash);
  if (linked)
    await importExtras()
      .then(({ openLink }) => openLink(embed))
      .catch(() => {});
  const removal = new AbortController();
  fitKeyboard(place, removal); // first, because it reads a size, for which the browser lays out what has changed before
  const removeSheets = adopt(root, ...SHEETS.map(schemed));
  const env = browserEnv();
  const visitor = createVisitor({
    apiBase: embed.api,
    widgetToken: embed.token,
    identity: embed.user,
    env,
    locale: () => language.locale,
  });
  const focus = createFocusReturn(root, launcher.focus);
  const memory = createPageMemory(() => sessionStorage, scopeOf(embed.token, embed.user), ofPage);
  // A phone's whole screen would be covered.
  const reopens = linked || Boolean(memory.wasOpen() && !matchMedia(PHONE).matches);
  let open = false;
  let atEnd = true;
  const parts = createParts({ env, root, visitor, embed, memory, removal, redraw: draw }, speaking);

  /** The site may have chosen light or dark for all visitors. @param {string} css minified */
  function schemed(css) {
    const width = file.scheme === "dark" ? "min" : "max";
    return file.scheme ? css.replace("prefers-color-scheme:dark", `${width}-width:0`) : css;
  }

  const updateVisible = () => visitor.setVisible(open && atEnd && document.visibilityState === "visible");
  const rememberOpen = () => memory.keepOpen(open && visitor.stored());

  /** @param {string} text */
  const keepDraft = (text) => memory.keepDraft(text, visitor.stored());

  function onLeave() {
    keepDraft(memory.draft());
    rememberOpen();
  }

  /** The extras share the object. @param {CustomEventInit<typeof language>} event */
  function onLanguage({ detail }) {
    Object.assign(language, detail);
    draw();
  }

  /** @param {boolean} now */
  const onAtEnd = (now) => {
    atEnd = now;
    updateVisible();
  };

  function draw() {
    if (removal.signal.aborted) return;
    parts.load();
    render(
      html`<${Panel}
        open=${open}
        dir=${language.dir}
        state=${parts.shown(visitor.state)}
        name=${file.name ?? visitor.state.site?.name}
        welcome=${language.welcome}
        draft=${memory.draft()}
        onSend=${visitor.send}
        onRetry=${visitor.retry}
        onDiscard=${visitor.discard}
        onDraft=${keepDraft}
        onAtEnd=${onAtEnd}
        onTrouble=${parts.onTrouble}
        onClose=${onClose}
        ...${parts.drawn}
      />`,
      place,
    );
  }

  function focusInside() {
    /** @type {HTMLElement | null} */
    const target = place.querySelector(".pl-composer-input") ?? place.querySelector(".notice");
    if (open) target?.focus();
  }

  const report = createReports(emit);

  const unsubscribe = visitor.subscribe(() => {
    const { unread, refusal, ignored } = visitor.state;
    launcher.setUnread(unread);
    ignored?.forEach(onIgnored);
    if (refusal) warn(`the chat is not available here: ${refusal.code}.`);
    rememberOpen();
    draw();
    // Last: the page may react with another call.
    report(visitor.state);
  });

  /** Not over what the visitor has written. */
  function prefill() {
    if (!embed.prefill || memory.draft()) return;
    keepDraft(embed.prefill);
    /** @type {HTMLTextAreaElement | null} */
    const box = place.querySelector(".pl-composer-input");
    if (!box) return;
    box.value = embed.prefill;
    box.dispatchEvent(new Event("input"));
  }
  prefill();
  root.addEventListener("prefill", prefill, removal);

  document.addEventListener("visibilitychange", updateVisible, removal);
  // The page may have cleared the storage meanwhile.
  addEventListener("pagehide", onLeave, removal);
  await pause();
  visitor.setPanelOpen(false);
  if (visitor.stored()) visitor.start();
  root.addEventListener("language", onLanguage, removal);
  // So that the panel does not change its language and its direction before the reader's eyes.
  Object.assign(
    language,
    await Promise.race([speaking, new Promise((done) => setTimeout(done, PATIENCE_MS))]),
  );

  await pause();

  return {
    reopens,
    /** @param {boolean} wanted @param {ShowOptions} options */
    show(wanted, { focus: moveFocus }) {
      if (wanted === open) return;
      parts.wantExtras(wanted);
      if (wanted) {
        visitor.start();
        if (moveFocus) focus.remember();
      }
      open = wanted;
      visitor.setPanelOpen(wanted);
      draw();
      updateVisible();
      rememberOpen();
      if (!wanted) focus.giveBack();
      else if (moveFocus) pause().then(focusInside);
      emit(wanted ? "opened" : "closed");
    },
    /** For another visitor. Unsent messages wait in the storage for this one to come back. */
    stop() {
      unsubscribe();
      visitor.stop();
      removal.abort();
      if (open) emit("closed");
      report({ messages: [], loaded: false, behind: false, unread: 0, refusal: null });
      render(null, place);
      removeSheets();
    },
  };
}
