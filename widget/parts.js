/**
 * What the panel loads after it is drawn, once there is a use for it. The chat works without any of it.
 * @import {createLongLog} from "../client/ui/long_log.js"
 * @import {Parts, Slots} from "./extras/extras.js"
 * @import {Trouble} from "./trouble/trouble.js"
 * @import {VisitorState} from "./panel_view.js"
 */
import { h } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Avatar } from "../client/ui/avatar.js";
import { language } from "../client/ui/translate.js";
import { EXTRAS, LONG_LOG, TROUBLE } from "./file_names.js";
import { Notice } from "./notice.js";

const HELD_MS = 1500; // at most: nobody waits long for messages that are there
const LONG = 40; // more messages than are drawn at first

/** Lets the browser draw and react: on a slow phone, all at once would block it for too long. */
export const pause = () => new Promise((done) => setTimeout(done));

/** The next address of a file that failed to load. @type {Record<string, string>} */
const again = {};

/**
 * Loads a file next to this one. A browser remembers a module that failed to load: the next attempt has another address.
 * @param {string} file
 */
function importPart(file) {
  return import(new URL(again[file] ?? file, import.meta.url).href).catch((error) => {
    again[file] = `${file}?${Date.now()}`;
    throw error;
  });
}

/** @returns {Promise<typeof import("./extras/extras.js")>} */
export const importExtras = () => importPart(EXTRAS);

/**
 * @param {Omit<Parts, "preact" | "language" | "Avatar">} panel what the parts get of it
 * @param {Promise<typeof language | void>} speaking until the language is known
 */
export function createParts(panel, speaking) {
  const { visitor, removal, redraw } = panel;
  const preact = { h, useEffect, useLayoutEffect, useMemo, useRef, useState };
  const given = { ...panel, preact, language, Avatar, Notice };
  /** What the panel draws of them. @type {{extras?: Slots, trouble?: Trouble, long?: typeof createLongLog}} */
  const drawn = {};
  let extrasWanted = false;
  let held = false; // messages of an earlier page are drawn with the extras, which would move them
  let troubleWanted = false;
  /** Parts that were requested. @type {Set<string>} */
  const asked = new Set();

  /** Once for each time that the panel is opened, if there is something to show, to format or to type: the chat works without them. */
  async function loadExtras() {
    const { extras, messages, inAnother } = visitor.state;
    const useful = extras || visitor.stored();
    const uploads = messages.some(({ status, attachments }) => status === "sending" && attachments);
    if (asked.has(EXTRAS) || !(uploads || inAnother || (extrasWanted && useful))) return;
    // Before anything else: loading the language redraws the panel, and each redraw calls this function.
    asked.add(EXTRAS);
    setTimeout(release, HELD_MS);
    held = extrasWanted && visitor.stored();
    extrasWanted = false;
    // After the panel is drawn; both at once, so that no extra is drawn in English first.
    await pause();
    const [{ start }] = await Promise.all([importExtras(), speaking.then((spoken) => spoken?.more?.())]);
    if (removal.signal.aborted) return;
    drawn.extras = start(given);
    held = false;
    redraw();
  }

  function release() {
    if (!held) return;
    held = false;
    redraw();
  }

  /**
   * Loads a part once it is needed. After a failure, with the next thing that changes.
   * @param {string} file @param {boolean} needed @param {(part: any) => void} use
   */
  function need(file, needed, use) {
    if (!needed || asked.has(file)) return;
    asked.add(file);
    importPart(file).then(
      (part) => {
        if (removal.signal.aborted) return;
        use(part);
        redraw();
      },
      () => asked.delete(file),
    );
  }

  return {
    drawn,
    /** Loads what the panel needs now. */
    load() {
      loadExtras().catch(() => {
        asked.delete(EXTRAS);
        release();
      });
      const { phase, messages } = visitor.state;
      need(LONG_LOG, messages.length > LONG, ({ createLongLog }) => {
        drawn.long = createLongLog;
      });
      const wrong = phase === "refused" || messages.some(({ failure, held_until }) => failure || held_until);
      need(TROUBLE, wrong || troubleWanted, ({ start }) => {
        drawn.trouble = start(given);
      });
    },
    /** What is drawn of the visitor's state. @param {VisitorState} state @returns {VisitorState} */
    shown(state) {
      held &&= state.messages.every(({ id }) => id);
      return held ? { ...state, messages: [], loaded: false } : state;
    },
    /** @param {boolean} open the panel was opened or closed */
    wantExtras(open) {
      extrasWanted = open;
    },
    /** The panel could not be drawn. */
    onTrouble() {
      troubleWanted = true;
      redraw();
    },
  };
}
