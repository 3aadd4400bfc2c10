/** @import {ComponentType} from "preact" */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { LostIcon } from "./icons.js";
import { Notice } from "./notice.js";

/**
 * A component that is loaded when it is first shown, so that what is shown before starts without it.
 * @template Props
 * @param {() => Promise<ComponentType<Props>>} load
 */
export function lazily(load) {
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
