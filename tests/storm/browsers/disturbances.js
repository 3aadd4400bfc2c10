const CHECK_MS = 1000;

/**
 * Injects the faults of a tab at their current rates: reloads with a filled outbox, crashes, sleep, and a host page that
 * clears its storage.
 * @param {object} tab
 * @param {{world: object, burst: () => void, over: () => boolean}} parts `burst` sends several messages at once
 */
export async function disturb(tab, { world, burst, over }) {
  const { random, browser } = tab;
  while (!over()) {
    await world.wait(CHECK_MS * random.between(0.8, 1.2));
    // The storage was cleared in this moment, and the page does not know it yet. A page that crashes now loses what only it
    // has: docs/delivery.md names that limit.
    if (!tab.up || over() || browser.unaware.has(tab)) continue;
    const { reload = 0, crash = 0, sleep = 0, clear = 0 } = world.rates;
    const value = random.next();
    if (value < reload) {
      world.count("reload");
      burst();
      browser.note("reload", tab);
      tab.crash();
      tab.open();
    } else if (value < reload + crash) {
      world.count("crash");
      browser.note("crash", tab);
      tab.crash();
      await world.wait(random.between(0.3, 1) * world.longestAbsence);
      tab.open();
      browser.note("restore", tab);
    } else if (value < reload + crash + sleep) {
      world.count("sleep");
      await tab.sleep(random.between(0.3, 1) * world.longestAbsence);
    } else if (value < reload + crash + sleep + clear) {
      // A logout on the host page: it clears the storage with a filled outbox, and opens another page. While another tab is
      // down, only the storage has what that tab has not sent, and a clearing loses it. docs/delivery.md names that limit,
      // and tests/client/widget/visitor/crashed.test.js shows it. So it is no fault that the storm could find.
      if ([...browser.tabs].some(({ engine }) => engine === null)) continue;
      world.count("clear");
      burst();
      browser.note("clear", tab);
      browser.clear(tab);
      tab.leave();
      tab.open();
    }
  }
}
