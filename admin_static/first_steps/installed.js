/** @import {PageFile} from "../../client/wire" */
import { useEffect, useState } from "preact/hooks";

const EVERY_MS = 3_000;

/**
 * Waits until a page of the site has loaded the widget. The site's file for pages says so: it is beside the dashboard and
 * reading it calls no function.
 *
 * @param {{read: () => Promise<Partial<PageFile> | null>, pause: (ms: number) => Promise<unknown>, signal: AbortSignal}} parts
 * `read`: null if there is no such file
 * @returns {Promise<boolean>} false: it cannot be known, or `signal` has ended it
 */
export async function untilInstalled({ read, pause, signal }) {
  while (!signal.aborted) {
    try {
      const file = await read();
      if (!file) return false;
      if (!file.report_installed) return true;
    } catch {} // the network is down: asked again
    await pause(EVERY_MS);
  }
  return false;
}

/**
 * @param {string} url of the site's file
 * @param {() => boolean} isShown nothing is read while it returns false
 * @returns {boolean | null} null: it is not known, or cannot be
 */
export function useInstalled(url, isShown) {
  const [installed, setInstalled] = useState(/** @type {boolean | null} */ (null));
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const read = async () => {
      if (!isShown() || document.hidden) throw new Error("not shown");
      const answer = await fetch(url, { cache: "no-store", credentials: "omit", signal });
      if (answer.status >= 500) throw new Error(`${answer.status}`);
      const file = answer.ok ? await answer.json() : null;
      if (file && !signal.aborted) setInstalled(!file.report_installed);
      return file;
    };
    untilInstalled({ read, pause: (ms) => new Promise((done) => setTimeout(done, ms)), signal });
    return () => ended.abort();
  }, [url]);
  return installed;
}
