import { PANEL } from "./file_names.js";

const FILE = /\/porchlight\.js([?#]|$)/;

/**
 * The page's `window.porchlightSettings`, for pages whose tag manager drops `data-*` attributes, or that load the script
 * without a tag: then `src` is the script's address.
 *
 * Only a property that a script has set counts: the browser would also find an element with this id.
 * @param {Pick<Window, "porchlightSettings">} page
 * @returns {PorchlightSettings}
 */
export const readSettings = (page) =>
  (Object.hasOwn(page, "porchlightSettings") && page.porchlightSettings) || {};

/**
 * The script tag that is running. A module has no `currentScript`: then it is the tag with our file's name.
 *
 * @typedef {{src: string, dataset: Record<string, string | undefined>}} Tag
 * @param {{src?: unknown}} settings
 * @returns {Tag | null}
 */
export function findTag({ src }) {
  /** @param {HTMLOrSVGScriptElement | null} script */
  const srcOf = (script) => /** @type {string} */ (script?.getAttribute("src"));
  const running = document.currentScript;
  const tag = srcOf(running)
    ? running
    : [...document.querySelectorAll("script")].find((script) => FILE.test(srcOf(script)));
  if (tag) return { src: srcOf(tag), dataset: tag.dataset };
  return typeof src === "string" ? { src, dataset: {} } : null;
}

/** The base of relative addresses. A <base> of another origin is ignored: visitors of the page may have written it. */
export const baseUrl = () =>
  new URL(document.baseURI).origin === self.origin ? document.baseURI : location.href;

/**
 * The site's configuration: from the script tag, the tag's address or the settings, in this order.
 * `<script async src="https://HOST/widget/porchlight.js" data-token="pl_…" data-api="…"></script>`, and for a verified
 * visitor `data-user-id`, `data-user-hash`, `data-user-name` and `data-user-email`. `data-language` comes before the page's
 * own language and the reader's.
 *
 * @param {Tag} tag
 * @param {string} pageUrl
 * @param {PorchlightSettings} [settings]
 */
export function readEmbed({ src, dataset }, pageUrl, settings = {}) {
  const script = new URL(src, pageUrl);
  /** @param {"token" | "api" | "language"} name */
  const given = (name) => dataset[name] ?? script.searchParams.get(name) ?? settings[name];
  /** @param {"token" | "api"} name */
  const configured = (name) => {
    const value = given(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const { userId: id, userHash: hash, userName: name, userEmail: email } = dataset;
  const api = configured("api");
  const token = configured("token");
  return {
    token,
    user: id || hash ? { id, hash, name, email } : settings.user,
    api: new URL(api || "/api", api ? pageUrl : script).href.replace(/\/$/, ""),
    panelUrl: new URL(PANEL, script).href,
    language: given("language"),
    fileUrl: new URL(`sites/${token}.json`, script).href,
  };
}
