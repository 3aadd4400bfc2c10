const INTERVAL_MS = 1000;

/**
 * Makes faults happen to a tab: reloads with something in the outbox, crashes, sleep, and a host page that clears its
 * storage, as often as `world.weather` says.
 * @param {object} tab
 * @param {{world: object, burst: () => void, over: () => boolean}} parts `burst` writes several messages at once
 */
export async function runMishaps(tab, { world, burst, over }) {
  const { random } = tab;
  while (!over()) {
    await world.wait(INTERVAL_MS * random.between(0.8, 1.2));
    if (!tab.up || over()) continue;
    const { reload = 0, crash = 0, sleep = 0, clear = 0 } = world.weather;
    const drawn = random.next();
    if (drawn < reload) {
      world.count("reload");
      burst();
      tab.crash();
      tab.open();
    } else if (drawn < reload + crash) {
      world.count("crash");
      tab.crash();
      await world.wait(random.between(0.3, 1) * world.longestAbsence);
      tab.open();
    } else if (drawn < reload + crash + sleep) {
      world.count("sleep");
      await tab.sleep(random.between(0.3, 1) * world.longestAbsence);
    } else if (drawn < reload + crash + sleep + clear) {
      // A logout: the page clears the storage and goes to another page, with something in the outbox.
      world.count("clear");
      burst();
      tab.browser.clear(tab);
      tab.leave();
      tab.open();
    }
  }
}
