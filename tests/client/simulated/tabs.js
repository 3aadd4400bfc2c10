/** The tabs of one browser that share an admin's session: one renews it, and the others get it at once. */
export function sharingTabs(session) {
  const listeners = new Set();
  const tabs = {
    session,
    shared: {
      write(fresh) {
        tabs.session = fresh;
        for (const job of listeners) job(fresh);
      },
      newest: async (mine) => (mine.refresh_token === tabs.session.refresh_token ? null : tabs.session),
      onNews(job) {
        listeners.add(job);
        return () => listeners.delete(job);
      },
    },
  };
  return tabs;
}
