/** @import {SiteCardProps} from "./site_section.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { TrashIcon } from "../../../client/ui/icons.js";
import { IconButton } from "../../controls/buttons.js";
import { Field } from "../../controls/fields.js";
import { Card } from "../controls/card.js";
import { ConfirmDialog } from "../controls/dialog.js";
import { Form } from "../controls/form.js";

/** The origins whose pages may show the widget. @param {SiteCardProps} props */
export function OriginsCard({ site, change }) {
  const { origins } = site;
  const [removing, setRemoving] = useState("");
  const add = async (
    /** @type {Record<string, string>} */ { origins: text },
    /** @type {HTMLFormElement} */ form,
  ) => {
    const origin = originOf(text);
    if (!origins.includes(origin)) await change({ origins: [...origins, origin] });
    form.reset();
  };
  const remove = async () => {
    await change({ origins: origins.filter((origin) => origin !== removing) });
    setRemoving("");
  };

  return html`
    <${Card} title=${t("origins.title")} text=${t("origins.text")}>
      <ul class="list">
        ${origins.map(
          (origin) => html`
            <li class="list-row" key=${origin}>
              <span class="list-main mono">${origin}</span>
              ${
                origins.length > 1 &&
                html`<${IconButton}
                  label=${t("origins.remove_named", { origin })}
                  icon=${TrashIcon}
                  onClick=${() => setRemoving(origin)}
                />`
              }
            </li>
          `,
        )}
      </ul>
      <${Form} onSubmit=${add} submit=${t("origins.submit")} done=${t("origins.added")}>
        <${Field}
          label=${t("origins.label")}
          hint=${t("origins.hint")}
          name="origins"
          type="text"
          inputmode="url"
          autocapitalize="none"
          spellcheck=${false}
          maxlength="300"
        />
      <//>
      ${
        removing &&
        html`<${ConfirmDialog}
          title=${t("origins.remove_title", { origin: removing })}
          text=${t("origins.remove_text")}
          submit=${t("origins.remove")}
          onConfirm=${remove}
          onClose=${() => setRemoving("")}
        />`
      }
    <//>
  `;
}

/**
 * The origin of a pasted address, as browsers write it: without path and default port, in lower case, an international
 * host in punycode. A text without an origin is returned as it is, and the server refuses it.
 * @param {string} text
 */
export function originOf(text) {
  const trimmed = text.trim();
  const {
    scheme: typed = "https",
    wildcard = "",
    rest = "",
  } = /^(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/)?(?<wildcard>\*\.)?(?<rest>.*)$/i.exec(trimmed)?.groups ?? {};
  const scheme = typed.toLowerCase();
  // Browsers parse the hosts of apps' schemes differently.
  if (scheme !== "https" && scheme !== "http")
    return `${scheme}://${wildcard}${rest.replace(/[/?#].*$/, "")}`.toLowerCase();
  try {
    const { host, username } = new URL(`${scheme}://${rest}`);
    return username || !host ? trimmed : `${scheme}://${wildcard}${host}`;
  } catch {
    return trimmed;
  }
}
