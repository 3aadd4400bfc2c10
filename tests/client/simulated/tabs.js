/** The tabs of one browser that share an admin's session: what one renews, the others hear at once. */
export function sharingTabs(session) {
  const hearing = new Set();
  const tabs = {
    session,
    shared: {
      write(fresh) {
        tabs.session = fresh;
        for (const job of hearing) job(fresh);
      },
      newest: async (mine) => (mine.refresh_token === tabs.session.refresh_token ? null : tabs.session),
      onNews(job) {
        hearing.add(job);
        return () => hearing.delete(job);
      },
    },
  };
  return tabs;
}
