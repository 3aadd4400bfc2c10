import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { TrashIcon } from "../../client/ui/icons.js";
import { IconButton } from "../controls/icon_button.js";
import { Card } from "./card.js";
import { Confirm } from "./confirm.js";
import { Field } from "./field.js";
import { Form } from "./form.js";
import { originOf } from "./origin_of.js";

/** Which pages may show the chat. */
export function OriginsCard({ site, change }) {
  const { origins } = site;
  const [leaving, setLeaving] = useState(null);
  const add = async ({ origins: text }, form) => {
    const origin = originOf(text);
    if (!origins.includes(origin)) await change({ origins: [...origins, origin] });
    form.reset();
  };
  const remove = async () => {
    await change({ origins: origins.filter((origin) => origin !== leaving) });
    setLeaving(null);
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
                  onClick=${() => setLeaving(origin)}
                />`
              }
            </li>
          `,
        )}
      </ul>
      <${Form} onSubmit=${add} submit=${t("origins.submit")} done=${t("origins.added")}>
        ${(problemOf) => html`
          <${Field}
            label=${t("origins.label")}
            hint=${t("origins.hint")}
            name="origins"
            type="text"
            inputmode="url"
            autocapitalize="none"
            spellcheck=${false}
            maxlength="300"
            problem=${problemOf("origins")}
          />
        `}
      <//>
      ${
        leaving &&
        html`<${Confirm}
          title=${t("origins.remove_title", { origin: leaving })}
          text=${t("origins.remove_text")}
          submit=${t("origins.remove")}
          onConfirm=${remove}
          onClose=${() => setLeaving(null)}
        />`
      }
    <//>
  `;
}
