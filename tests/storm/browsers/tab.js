import { createMachine } from "./machine.js";

/**
 * A tab of a browser. Each opening is a new life: another engine on the browser's storage.
 * @param {{name: string, browser: object, origin: string, world: object, begin: (env: object) => object}} parts
 *   `begin` makes and starts the engine
 */
export function createTab({ name, browser, origin, world, begin }) {
  const random = world.randomOf(name);
  let lives = 0;
  let machine = null;
  let engine = null;
  let awake = true;

  const tab = {
    name,
    browser,
    random,
    get life() {
      return `${name}/${lives}`;
    },
    get engine() {
      return engine;
    },
    /** Whether it is open and not asleep. */
    get up() {
      return engine !== null && awake;
    },
    open() {
      lives += 1;
      machine = createMachine({
        ...world.network,
        origin,
        tab: name,
        storage: browser.storageOf(tab),
        random: random.next,
      });
      awake = true;
      engine = begin(machine.env);
    },
    crash() {
      machine.crash();
      engine = null;
    },
    /** The browser goes to another page, or reloads it. Unlike a crash, it lets the page know. */
    leave() {
      machine.leave();
      tab.crash();
    },
    async sleep(ms) {
      const { life } = tab;
      awake = false;
      machine.sleep();
      await world.wait(ms);
      if (tab.life !== life || !engine) return;
      awake = true;
      machine.wake();
    },
    wakeUp: () => machine?.wakeUp(),
    /** Closed at the end. The page is not told, as in a crash. */
    close() {
      machine?.crash();
      engine = null;
      browser.tabs.delete(tab);
    },
  };
  browser.tabs.add(tab);
  return tab;
}
