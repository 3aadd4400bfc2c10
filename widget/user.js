/** @import {Identity} from "../client/wire" */
import { warnOfUser } from "./page_api.js";

/**
 * Reads each attribute from text; undefined if the server would refuse the visitor for it. The hash was made of the id as
 * it is, so the id is not trimmed. The server trims name and email address, or ignores them.
 * @type {Record<"id" | "hash" | "name" | "email", (text: string) => string | undefined>}
 */
const READERS = {
  id: (text) => text.match(/^.{1,200}$/su)?.[0],
  hash: (text) => text.trim().match(/^[\da-f]{64}$/i)?.[0],
  name: (text) => text,
  email: (text) => text,
};

/**
 * The visitor's identity as the site gives it: an id, the hash that proves it, a name and an email address. An attribute
 * that cannot be used is ignored, with one warning on the console. The server's answer names those that it ignored.
 *
 * @param {unknown} value
 * @returns {Identity | null} null if the visitor is not verified
 */
export function readUser(value) {
  const given = /** @type {Record<string, unknown> | null | undefined} */ (value);
  /** @type {Partial<Identity> & Record<string, unknown>} */
  const user = {};
  for (const [name, read] of Object.entries(READERS)) {
    const attribute = given?.[name] ?? "";
    if (attribute === "") continue;
    const text = /string|number/.test(typeof attribute) && read(String(attribute));
    if (text) user[name] = text;
    else warnOfUser(name);
  }
  const { id, hash } = user;
  if (id && hash) return /** @type {Identity} */ (user);
  if (id) warnOfUser("hash");
  if (hash) warnOfUser("id");
  return null;
}
