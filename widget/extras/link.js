/** @import {Identity} from "../../client/wire" */
import { scopeOf } from "../storage.js";

/**
 * Opens the conversation that a link in a mail names, by the secret in the address's fragment. It is taken out of the
 * address first, so that a reload or a copied address does not have it. A link that is used up opens the page's own
 * conversation. A verified visitor always has that one.
 * @param {{token: string, api: string, user: Identity | null}} embed
 */
export async function openLink({ token: widget_token, api, user }) {
  const secret = location.hash.slice("#porchlight=".length);
  history.replaceState(history.state, "", location.pathname + location.search);
  if (user) return;
  const answer = await fetch(`${api}/chatbot/link`, {
    method: "POST",
    headers: { "Content-Type": "text/plain;charset=UTF-8" },
    body: JSON.stringify({ widget_token, secret }),
    credentials: "omit",
  });
  if (!answer.ok) return;
  const { token, conversation_id } = await answer.json();
  const key = `porchlight.${scopeOf(widget_token, user)}.visitor`;
  localStorage.setItem(key, JSON.stringify({ token, conversation_id }));
}
