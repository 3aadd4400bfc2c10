import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { createAttentionSettings } from "../../browser/attention.js";
import { CardSwitch } from "../controls/card.js";

/** What an open dashboard does in this browser when a visitor writes. */
export function AttentionSwitches() {
  const [settings] = useState(createAttentionSettings);
  const permission = globalThis.Notification?.permission;
  const [sound, setSound] = useState(settings.sound.get);
  const [desktop, setDesktop] = useState(() => settings.desktop.get() && permission === "granted");
  const changeSound = async (/** @type {boolean} */ on) => {
    settings.sound.set(on);
    setSound(on);
  };
  const changeDesktop = async (/** @type {boolean} */ on) => {
    const allowed = on && (await Notification.requestPermission()) === "granted";
    settings.desktop.set(allowed);
    setDesktop(allowed);
  };

  return html`
    <${CardSwitch}
      label=${t("attention.sound")}
      hint=${t("attention.sound_hint")}
      on=${sound}
      onChange=${changeSound}
    />
    <${CardSwitch}
      label=${t("attention.desktop")}
      hint=${t(permission === "denied" ? "attention.desktop_blocked" : "attention.desktop_hint")}
      on=${desktop}
      disabled=${permission === undefined || permission === "denied"}
      onChange=${changeDesktop}
    />
  `;
}
