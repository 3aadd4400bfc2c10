import { PANEL } from "./panel_name.js";

/**
 * What the script tag says.
 * `<script async src="https://HOST/widget/porchlight.js" data-token="pl_…" data-api="…"></script>`
 * and, for a visitor whom the site knows, `data-user-id`, `data-user-hash`, `data-user-name` and `data-user-email`.
 *
 * @param {{ src: string, dataset: Record<string, string | undefined> }} script
 * @param {string} pageUrl
 */
export function readEmbed({ src, dataset }, pageUrl) {
  const script = new URL(src, pageUrl);
  const token = dataset.token?.trim() ?? "";
  return {
    token,
    user: readUser({
      id: dataset.userId,
      hash: dataset.userHash,
      name: dataset.userName,
      email: dataset.userEmail,
    }),
    api: new URL(dataset.api?.trim() || "/api", dataset.api ? pageUrl : script).href.replace(/\/$/, ""),
    panelUrl: new URL(PANEL, script).href,
  };
}

/**
 * Whom the site says that its visitor is: an id, which is proved by its hash; a name and an e-mail address.
 *
 * @param {unknown} said
 * @returns {{ id: string, hash: string, name?: string, email?: string } | null} null: nobody whom it knows
 */
export function readUser(said) {
  const { id, hash, name, email } = said ?? {};
  if (!id || !hash) {
    if (id || hash) console.warn("Porchlight: an identity needs an id and a hash, so it is left out.");
    return null;
  }
  const user = { id: String(id), hash: String(hash) };
  if (name) user.name = String(name);
  if (email) user.email = String(email);
  return user;
}

/**
 * What everything that is kept for a visitor is kept under, here and in the engine: the site, which a token names before
 * its random end, and whom it knows.
 */
export const scopeOf = (token, user) => token.split("_", 2).join("_") + (user ? `:${user.id}` : "");
