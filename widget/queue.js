const PLAIN = ["open", "close", "toggle", "reset"];

/**
 * `window.Porchlight`. A page may call before this script has run:
 * `(window.Porchlight ??= []).push("open")`, or `.push(["setUser", { id, hash }])` where there is something to hand
 * over. Those calls are done now, and `push` goes on working.
 *
 * @param {unknown} early what the page left in `window.Porchlight`
 * @param {Record<"open" | "close" | "toggle" | "reset" | "setUser", (said?: unknown) => void>} control
 */
export function createPublic(early, control) {
  const api = Object.fromEntries(PLAIN.map((name) => [name, () => void control[name]()]));
  api.setUser = (user) => void control.setUser(user);
  const push = (said) => {
    const [name, ...handed] = Array.isArray(said) ? said : [said];
    if (Object.hasOwn(api, name)) api[name](...handed);
  };
  if (Array.isArray(early)) early.forEach(push);
  return Object.freeze({ ...api, push });
}
