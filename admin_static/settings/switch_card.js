import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Tag } from "../controls/tag.js";
import { Card } from "./card.js";
import { Confirm } from "./confirm.js";

/** The whole site, on or off. */
export function SwitchCard({ site, change }) {
  const [asking, setAsking] = useState(false);
  const state = site.enabled ? "on" : "off";
  const turn = async () => {
    await change({ enabled: !site.enabled });
    setAsking(false);
  };

  return html`
    <${Card}
      title=${t("site_switch.title")}
      text=${t(`site_text.${state}`)}
      aside=${html`<${Tag} tone=${site.enabled ? "good" : "bad"}>${t(`site_state.${state}`)}<//>`}
    >
      <footer class="card-actions">
        <button
          class=${site.enabled ? "button button-danger" : "button button-primary"}
          type="button"
          onClick=${() => setAsking(true)}
        >
          ${t(`site_turn.${state}`)}
        </button>
      </footer>
      ${
        asking &&
        html`<${Confirm}
          title=${t(`site_ask.${state}`)}
          text=${t(`site_ask_text.${state}`)}
          submit=${t(`site_turn.${state}`)}
          danger=${site.enabled}
          onConfirm=${turn}
          onClose=${() => setAsking(false)}
        />`
      }
    <//>
  `;
}
