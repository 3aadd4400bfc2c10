import { createMachine } from "./machine.js";

/**
 * A tab of a browser through all its lives: each opening makes an engine anew over the browser's storage.
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
    /** Can somebody look at it and write? */
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
    /** The page goes to another one, or is reloaded: unlike one that crashes, it has a moment for what it must do. */
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
    stir: () => machine?.stir(),
    /** Closed by somebody who has seen everything: to a page that is a crash. */
    close() {
      machine?.crash();
      engine = null;
      browser.tabs.delete(tab);
    },
  };
  browser.tabs.add(tab);
  return tab;
}
