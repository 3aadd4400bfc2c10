import { createMachine } from "./machine.js";

/**
 * A tab of a browser. Each opening creates a new engine on the browser's storage.
 * @param {{
 *   name: string, browser: object, origin: string, world: object, begin: (env: object) => object,
 *   onText?: (text: string) => void,
 * }} parts `begin` creates and starts the engine; `onText` is called with everything that the page receives
 */
export function createTab({ name, browser, origin, world, begin, onText }) {
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
    /** True if it is open and its machine is awake. */
    get up() {
      return engine !== null && awake;
    },
    open() {
      lives += 1;
      machine = createMachine({
        ...world.network,
        onText,
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
    /** Leaves the page for another one. Unlike in a crash, the page's handlers for leaving run first. */
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
    /** Closes the tab. For the page this is the same as a crash. */
    close() {
      machine?.crash();
      engine = null;
      browser.tabs.delete(tab);
    },
  };
  browser.tabs.add(tab);
  return tab;
}
