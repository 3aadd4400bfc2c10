import { useEffect, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { LostIcon } from "../controls/icons.js";
import { Notice } from "../controls/notice.js";

/**
 * A part of the dashboard that is fetched when it is first wanted, so that the inbox does not carry it.
 * @param {() => Promise<import("preact").ComponentType>} load
 */
export function lazily(load) {
  let loaded = null;

  return function Lazy(props) {
    const [failed, setFailed] = useState(false);
    const [, setReady] = useState(false);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (part) => {
          loaded = part;
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

/** Mostly a page that is older than what it asks for: Porchlight was replaced while it was open. */
function Failed() {
  return html`
    <${Notice} picture=${html`<${LostIcon} />`} title=${t("part.failed_title")} text=${t("part.failed_text")}>
      <button class="button" type="button" onClick=${() => location.reload()}>${t("part.reload")}</button>
    <//>
  `;
}
