const HOUR_MS = 3_600_000;
const QUIET_MS = 600_000;

/**
 * Finds out that another version of the dashboard was installed while this page is open: the main script has another ETag
 * than the one that the page was loaded with. Asks for its headers when the page is looked at again, and once an hour.
 *
 * @param {{
 *   fetch: typeof globalThis.fetch, url: string, now: () => number, page: Document,
 *   setInterval: (run: () => void, ms: number) => number, clearInterval: (timer: number) => void, onNew: () => void,
 * }} parts `onNew` is called once
 * @returns {() => void} ends it
 */
export function watchVersion({ fetch, url, now, page, setInterval, clearInterval, onNew }) {
  let askedAt = now();
  const running = tagOf({ cache: "force-cache" });
  const timer = setInterval(check, HOUR_MS);
  page.addEventListener("visibilitychange", check);

  /** @param {RequestInit} how @returns {Promise<string | null>} null: the server says none, or is out of reach */
  async function tagOf(how) {
    try {
      const answer = await fetch(url, { credentials: "same-origin", ...how });
      return answer.ok ? answer.headers.get("etag") : null;
    } catch {
      return null;
    }
  }

  async function check() {
    if (page.visibilityState === "hidden" || now() - askedAt < QUIET_MS) return;
    askedAt = now();
    const [before, latest] = await Promise.all([running, tagOf({ method: "HEAD", cache: "no-store" })]);
    if (!before || !latest || before === latest) return;
    end();
    onNew();
  }

  function end() {
    clearInterval(timer);
    page.removeEventListener("visibilitychange", check);
  }

  return end;
}
