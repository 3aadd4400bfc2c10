/**
 * Opens and closes a panel that is loaded when it is first wanted. Whoever clicks twice, closes
 * while it loads, or calls before it is there gets what they asked for last.
 *
 * @param {object} props
 * @param {(attempt: number) => Promise<{ show(open: boolean, how: How): void, stop(): void }>} props.loadPanel
 *   `attempt`: how often loading has failed
 * @param {(look: "closed" | "loading" | "open" | "failed") => void} props.onLook
 *
 * @typedef {{ focus: boolean }} How whether the focus moves with the panel: not when it was open
 *   on the page before and nobody asked for it here
 */
export function createControl({ loadPanel, onLook }) {
  let panel = null;
  let loading = null;
  let attempts = 0;
  let wanted = false;

  async function load() {
    loading ??= loadPanel(attempts);
    const mine = loading;
    try {
      const loaded = await mine;
      if (loading === mine) panel = loaded;
    } catch (error) {
      attempts += 1;
      if (loading === mine) loading = null;
      throw error;
    }
  }

  async function show(open, how = { focus: true }) {
    wanted = open;
    if (!panel) {
      onLook(open ? "loading" : "closed");
      if (!open) return;
      try {
        await load();
      } catch {
        if (wanted) onLook("failed");
        wanted = false;
        return;
      }
      if (!wanted || !panel) return;
    }
    onLook(open ? "open" : "closed");
    panel.show(open, how);
  }

  return {
    open: (how) => show(true, how),
    close: () => show(false),
    toggle: () => show(!wanted),
    /** The visitor is another one: the panel is made anew, and shown if it was. */
    renew() {
      panel?.stop();
      // One that is still on its way is stopped when it is there.
      if (!panel) loading?.then((late) => late.stop()).catch(() => {});
      panel = loading = null;
      if (wanted) show(true, { focus: false });
    },
    /** Loads the panel without showing it, to learn of unread messages. A failure waits for a click. */
    prepare: () => load().catch(() => {}),
  };
}
