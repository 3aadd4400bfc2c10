/** @import {PushState} from "../../browser/push.js" */
/** @import {SectionProps} from "../settings.js" */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { createPush } from "../../browser/push.js";
import { CardSwitch } from "../controls/card.js";
import { ActionStatus, useAction } from "../controls/requests.js";

/** @type {PushState[]} */
const SWITCHABLE = ["on", "off"];

/**
 * Whether this browser shows a notification when a visitor waits and no tab is open. Where it cannot, it says why, and
 * what would help.
 * @param {Pick<SectionProps, "admin" | "session">} props
 */
export function PushSwitch({ admin, session }) {
  const [push] = useState(() => createPush({ call: admin.call, session }));
  const [state, setState] = useState(/** @type {PushState | null} */ (null));
  const read = () => push.state().then(setState, () => setState("unsupported"));
  const test = useAction(push.test);
  useEffect(() => {
    read();
    // The permission is changed outside of the page.
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, []);

  const change = async (/** @type {boolean} */ on) => {
    test.clear();
    try {
      await (on ? push.turnOn() : push.turnOff());
    } finally {
      await read();
    }
  };

  if (state === null) return null;
  if (!SWITCHABLE.includes(state)) {
    return html`<p class="card-note" role="status">
      <strong>${t(`push_state.${state}`)}</strong> ${t(`push_help.${state}`)}
    </p>`;
  }
  return html`
    <${CardSwitch}
      label=${t("push.switch")}
      hint=${t(`push_hint.${state}`)}
      on=${state === "on"}
      onChange=${change}
    />
    ${
      state === "on" &&
      html`
        <${ActionStatus} action=${test} done=${t("push.test_sent")} />
        <footer class="card-actions">
          <button class="button" type="button" aria-disabled=${test.busy} onClick=${() => test.run()}>
            ${t("push.test")}
          </button>
        </footer>
      `
    }
  `;
}
