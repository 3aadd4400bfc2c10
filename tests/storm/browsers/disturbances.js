const CHECK_MS = 1000;

/**
 * Injects the faults of a tab at their current rates: reloads with a filled outbox, crashes, sleep, and a host page that
 * clears its storage.
 * @param {object} tab
 * @param {{world: object, burst: () => void, over: () => boolean}} parts `burst` sends several messages at once
 */
export async function disturb(tab, { world, burst, over }) {
  const { random } = tab;
  while (!over()) {
    await world.wait(CHECK_MS * random.between(0.8, 1.2));
    if (!tab.up || over()) continue;
    const { reload = 0, crash = 0, sleep = 0, clear = 0 } = world.rates;
    const value = random.next();
    if (value < reload) {
      world.count("reload");
      burst();
      tab.crash();
      tab.open();
    } else if (value < reload + crash) {
      world.count("crash");
      tab.crash();
      await world.wait(random.between(0.3, 1) * world.longestAbsence);
      tab.open();
    } else if (value < reload + crash + sleep) {
      world.count("sleep");
      await tab.sleep(random.between(0.3, 1) * world.longestAbsence);
    } else if (value < reload + crash + sleep + clear) {
      // A logout on the host page: it clears the storage with a filled outbox, and opens another page. What only a page has
      // that has crashed would be gone, as docs/delivery.md says.
      if ([...tab.browser.tabs].some(({ engine }) => engine === null)) continue;
      world.count("clear");
      burst();
      tab.browser.clear(tab);
      tab.leave();
      tab.open();
    }
  }
}
