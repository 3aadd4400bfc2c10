import { warnOfUser } from "./warn.js";

/**
 * How each attribute is read from text; undefined where the server would refuse the visitor for it. The hash was made of
 * the id as it is, so the id is not tidied. Name and e-mail address are tidied by the server, or ignored.
 */
const READERS = {
  id: (text) => text.match(/^.{1,200}$/su)?.[0],
  hash: (text) => text.trim().match(/^[\da-f]{64}$/i)?.[0],
  name: (text) => text,
  email: (text) => text,
};

/**
 * Who the site says that its visitor is: an id with the hash that proves it, and a name and an e-mail address.
 *
 * An attribute that cannot be used is ignored, with one warning on the console, and the chat goes on without it. The
 * server's answer names those that it has ignored.
 *
 * @param {unknown} said
 * @returns {{ id: string, hash: string, name?: string, email?: string } | null} null: the visitor is not verified
 */
export function readUser(said) {
  const user = {};
  for (const [name, read] of Object.entries(READERS)) {
    const given = said?.[name] ?? "";
    if (given === "") continue;
    const value = /string|number/.test(typeof given) && read(String(given));
    if (value) user[name] = value;
    else warnOfUser(name);
  }
  if (user.id && user.hash) return user;
  if (user.id) warnOfUser("hash");
  if (user.hash) warnOfUser("id");
  return null;
}
