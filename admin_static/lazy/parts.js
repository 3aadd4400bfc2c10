/** @import {ComponentType} from "preact" */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { LostIcon } from "../controls/icons.js";
import { Notice } from "../controls/notice.js";

const later = () => import("./later.js");
const styled = async () => (await Promise.all([later(), settingsStyles()]))[0];

/** @param {Parameters<typeof import("./background.js").startBackground>[0]} parts */
export const startBackground = async (parts) => (await import("./background.js")).startBackground(parts);

export const Settings = lazily(async () => (await styled()).Settings);
export const ConfirmDialog = lazily(async () => (await styled()).ConfirmDialog);
export const ForgotPage = lazily(async () => (await later()).ForgotPage);
export const LinkPage = lazily(async () => (await later()).LinkPage);

/**
 * A component that is loaded when it is first shown, so that the inbox starts without it.
 * @template Props
 * @param {() => Promise<ComponentType<Props>>} load
 */
function lazily(load) {
  /** @type {ComponentType<Props> | null} */
  let loaded = null;

  return function Lazy(/** @type {Props} */ props) {
    const [failed, setFailed] = useState(false);
    const [, setReady] = useState(false);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (component) => {
          loaded = component;
          setReady(true);
        },
        (error) => {
          console.error(error);
          setFailed(true);
        },
      );
    }, []);

    if (loaded) return html`<${loaded} ...${props} />`;
    return html`<div class="part">${failed ? html`<${Failed} />` : html`<${Loading} />`}</div>`;
  };
}

function Loading() {
  return html`<p class="pl-hidden-text" role="status">${t("part.loading")}</p>`;
}

/** Mostly because a new version was installed while the page was open: its files have other names. */
function Failed() {
  return html`
    <${Notice} picture=${html`<${LostIcon} />`} title=${t("part.failed_title")} text=${t("part.failed_text")}>
      <button class="button" type="button" onClick=${() => location.reload()}>${t("part.reload")}</button>
    <//>
  `;
}

/** @type {Promise<Event> | undefined} */
let styles;

/** Adds the style sheet of the settings to the page, once. */
function settingsStyles() {
  styles ??= new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = "settings.css";
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error(`${link.href} could not be loaded`)));
    document.head.append(link);
  });
  return styles;
}
