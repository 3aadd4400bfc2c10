import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Tag } from "../controls/tag.js";
import { Card } from "./card.js";
import { EnrolDialog } from "./enrol_dialog.js";
import { SwitchOffDialog } from "./switch_off_dialog.js";

/** On or off, and the way to the other. */
export function SecondFactorCard({ account, on, onChanged }) {
  const [dialog, setDialog] = useState(null);
  const close = () => setDialog(null);

  return html`
    <${Card}
      title=${t("factor.title")}
      text=${t(on ? "factor.text_on" : "factor.text_off")}
      aside=${html`<${Tag} tone=${on ? "good" : "plain"}>${t(on ? "factor.on" : "factor.off")}<//>`}
    >
      <footer class="card-actions">
        <button class="button" type="button" onClick=${() => setDialog(on ? "end" : "enrol")}>
          ${t(on ? "factor.end" : "factor.begin")}
        </button>
      </footer>
      ${dialog === "enrol" && html`<${EnrolDialog} account=${account} onChanged=${onChanged} onClose=${close} />`}
      ${dialog === "end" && html`<${SwitchOffDialog} account=${account} onChanged=${onChanged} onClose=${close} />`}
    <//>
  `;
}
