import { PANEL } from "./panel_name.js";

const FILE = /\/porchlight\.js([?#]|$)/;

/**
 * The site's `window.porchlightSettings`: `{ token, api, user, src }`. For pages whose tag manager drops `data-*`
 * attributes, or that load the script without a tag. `src` is the script's address, for when there is no tag at all.
 *
 * Only a property that a script has set counts: an element with this id would be found under the same name.
 */
export const readSettings = (page) =>
  (Object.hasOwn(page, "porchlightSettings") && page.porchlightSettings) || {};

/**
 * The script tag that is running. A module has no `currentScript`: then it is the tag with our file's name.
 *
 * @param {{ src?: unknown }} settings
 * @returns {{ src: string, dataset: Record<string, string | undefined> } | null}
 */
export function findTag({ src }) {
  const isOurs = (tag) => tag instanceof HTMLScriptElement && tag.hasAttribute("src");
  const isNamed = (tag) => isOurs(tag) && FILE.test(tag.getAttribute("src"));
  const tag = isOurs(document.currentScript)
    ? document.currentScript
    : [...document.querySelectorAll("script")].find(isNamed);
  if (tag) return { src: tag.getAttribute("src"), dataset: tag.dataset };
  return typeof src === "string" ? { src, dataset: {} } : null;
}

/**
 * What a relative address is relative to. A <base> of another origin may have come into the page by what its visitors
 * write, so it is ignored.
 */
export const baseUrl = () =>
  new URL(document.baseURI).origin === self.origin ? document.baseURI : location.href;

/**
 * What the site says about its chat: in the script tag, in the tag's address, or in the settings, in this order.
 * `<script async src="https://HOST/widget/porchlight.js" data-token="pl_…" data-api="…"></script>`, and for a verified
 * visitor `data-user-id`, `data-user-hash`, `data-user-name` and `data-user-email`.
 *
 * @param {{ src: string, dataset: Record<string, string | undefined> }} tag
 * @param {string} pageUrl
 * @param {{ token?: unknown, api?: unknown, user?: unknown }} [settings]
 */
export function readEmbed({ src, dataset }, pageUrl, settings = {}) {
  const script = new URL(src, pageUrl);
  const said = (name) => {
    const value = dataset[name] ?? script.searchParams.get(name) ?? settings[name];
    return typeof value === "string" ? value.trim() : "";
  };
  const { userId: id, userHash: hash, userName: name, userEmail: email } = dataset;
  const api = said("api");
  return {
    token: said("token"),
    user: id || hash ? { id, hash, name, email } : settings.user,
    api: new URL(api || "/api", api ? pageUrl : script).href.replace(/\/$/, ""),
    panelUrl: new URL(PANEL, script).href,
  };
}

/**
 * Under this everything is stored that belongs to a visitor, here and in the engine: the site, which a token names
 * before its random end, and the verified visitor's id.
 */
export const scopeOf = (token, user) => token.split("_", 2).join("_") + (user ? `:${user.id}` : "");
