/**
 * Opens and closes a panel that is loaded when it is first needed. After two clicks, a close while it loads, or calls
 * before it is loaded, the last one counts.
 *
 * @typedef {{focus: boolean}} ShowOptions whether the focus moves with the panel: not if it was open on the page before
 *   and nobody opened it here
 * @typedef {{show: (open: boolean, options: ShowOptions) => void, stop: () => void, reopens?: boolean}} Panel `reopens`:
 *   whether it was open on the page before, and is to be open again
 * @typedef {"closed" | "loading" | "open" | "failed"} Look
 *
 * @param {{loadPanel: (attempt: number) => Promise<Panel>, onLook: (look: Look) => void}} parts `attempt`: how often
 *   loading has failed
 */
export function createControl({ loadPanel, onLook }) {
  /** @type {Panel | null} */
  let panel = null;
  /** @type {Promise<Panel> | null} */
  let loading = null;
  let attempts = 0;
  /** @type {boolean | undefined} nothing if nobody has opened or closed it since it is prepared */
  let wanted = false;

  /** @returns {Promise<true | void>} true if it failed */
  async function load() {
    loading ??= loadPanel(attempts);
    const mine = loading;
    try {
      const loaded = await mine;
      if (loading === mine) panel = loaded;
    } catch {
      attempts += 1;
      if (loading === mine) loading = null;
      return true;
    }
  }

  /** @param {boolean} open @param {ShowOptions} [options] */
  async function show(open, options = { focus: true }) {
    wanted = open;
    if (!panel) {
      onLook(open ? "loading" : "closed");
      if (!open) return;
      if (await load()) {
        if (wanted) onLook("failed");
        wanted = false;
      }
      if (!wanted || !panel) return;
    }
    panel.show(open, options);
    // Last: the page may react with another call.
    onLook(open ? "open" : "closed");
  }

  return {
    /** @param {ShowOptions} [options] */
    open: (options) => show(true, options),
    close: () => show(false),
    toggle: () => show(!wanted),
    /** For another visitor: makes a new panel, and shows it if the old one was shown. */
    renew() {
      panel?.stop();
      // A panel that is still loading is stopped when it has loaded.
      if (!panel) loading?.then((late) => late.stop()).catch(() => {});
      panel = loading = null;
      if (wanted) show(true, { focus: false });
    },
    /**
     * Loads the panel for the number of unread messages, and shows it only if it was open on the page before. After a
     * failure, the next click tries again.
     */
    async prepare() {
      wanted ||= undefined;
      await load();
      if (wanted === undefined && panel?.reopens) show(true, { focus: false });
    },
  };
}
