/**
 * The times in a log: how long ago while that says more than the time of day, with the exact time for the mouse and for
 * screen readers. One timer draws all of them again. It changes only what screen readers do not see.
 *
 * @import {Clock, ViewMessage} from "../delivery/types"
 */
import { useEffect, useState } from "preact/hooks";
import { ago, DAY, MINUTE } from "./ago.js";
import { html } from "./html.js";
import { clockTime, fullTime } from "./time.js";

/** @param {Pick<Clock, "now" | "setTimeout" | "clearTimeout">} clock */
export function createMessageTimes({ now, setTimeout, clearTimeout }) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function wait() {
    timer = setTimeout(tick, MINUTE);
  }

  function tick() {
    wait();
    for (const listener of [...listeners]) listener();
  }

  /** @param {() => void} listener */
  function follow(listener) {
    listeners.add(listener);
    if (listeners.size === 1) wait();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) clearTimeout(timer);
    };
  }

  /** @param {{at: number}} props */
  function Time({ at }) {
    const [, redraw] = useState({});
    const relative = ago(at, now(), { within: DAY });
    const recent = relative !== null;
    useEffect(() => (recent ? follow(() => redraw({})) : undefined), [recent]);
    return html`<span aria-hidden="true" title=${fullTime(at)}>${relative ?? clockTime(at)}</span
      ><span class="pl-hidden-text">${clockTime(at)}</span>`;
  }

  /** @param {ViewMessage} message */
  return ({ sent_at }) => html`<${Time} at=${sent_at} />`;
}
