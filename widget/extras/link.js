/** @import {Identity} from "../../client/wire" */
import { attempt, scopeOf } from "../storage.js";

/**
 * Opens the conversation that a link in a mail names, by the secret in the address's fragment. It is taken out of the
 * address first, so that a reload or a copied address does not have it. A link that is used up opens the page's own
 * conversation. A verified visitor always has that one. The page's own token shows that it is the same visitor's: then the
 * list of conversations stays.
 * @param {{token: string, api: string, user: Identity | null}} embed
 */
export async function openLink({ token: widget_token, api, user }) {
  const secret = location.hash.slice("#porchlight=".length);
  history.replaceState(history.state, "", location.pathname + location.search);
  if (user) return;
  const key = `porchlight.${scopeOf(widget_token, user)}.visitor`;
  const own = attempt(() => localStorage.getItem(key));
  const token = own && JSON.parse(own).token;
  const answer = await fetch(`${api}/chatbot/link`, {
    method: "POST",
    headers: { "Content-Type": "text/plain;charset=UTF-8" },
    body: JSON.stringify({ widget_token, secret, ...(token && { token }) }),
    credentials: "omit",
  });
  if (!answer.ok) return;
  const opened = await answer.json();
  // What was written in the conversation that this one replaces may not be sent yet.
  if (own) localStorage.setItem(`${key}.${JSON.parse(own).conversation_id}`, own);
  localStorage.setItem(key, JSON.stringify({ token: opened.token, conversation_id: opened.conversation_id }));
}
