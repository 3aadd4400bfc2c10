/** @import {Env} from "../../client/delivery/types" */
const IDLE_MS = 5 * 60_000;
const USE = ["pointerdown", "pointermove", "keydown", "wheel", "focus"];

/**
 * Reports when nobody has used the page for five minutes, and when somebody does again. One timer runs at a time, so that
 * a moving pointer costs nothing.
 * @param {Pick<Env, "now" | "setTimeout" | "clearTimeout" | "visible">} env
 * @param {Pick<EventTarget, "addEventListener">} page the window
 * @param {(idle: boolean) => void} report
 * @returns {() => void} stops it
 */
export function watchUse(env, page, report) {
  const removal = new AbortController();
  let usedAt = env.now();
  let idle = false;
  let timer = env.setTimeout(check, IDLE_MS);

  function check() {
    const left = usedAt + IDLE_MS - env.now();
    if (left > 0) {
      timer = env.setTimeout(check, left);
      return;
    }
    idle = true;
    report(true);
  }

  function onUse() {
    if (!env.visible()) return;
    usedAt = env.now();
    if (!idle) return;
    idle = false;
    timer = env.setTimeout(check, IDLE_MS);
    report(false);
  }

  for (const name of [...USE, "visibilitychange"])
    page.addEventListener(name, onUse, { capture: true, passive: true, signal: removal.signal });
  return () => {
    removal.abort();
    env.clearTimeout(timer);
  };
}
