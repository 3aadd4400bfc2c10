const COMMANDS = ["open", "close", "toggle"];

/**
 * `window.Porchlight`. A page may call before this script has run:
 * `(window.Porchlight ??= []).push("open")`. Those calls are done now, and `push` goes on working.
 *
 * @param {unknown} early what the page left in `window.Porchlight`
 * @param {Record<"open" | "close" | "toggle", () => void>} control
 */
export function createPublic(early, control) {
  const api = Object.fromEntries(COMMANDS.map((name) => [name, () => void control[name]()]));
  const push = (name) => {
    if (COMMANDS.includes(name)) api[name]();
  };
  if (Array.isArray(early)) early.forEach(push);
  return Object.freeze({ ...api, push });
}
