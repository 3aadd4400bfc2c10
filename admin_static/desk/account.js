/** @import {AdminSession} from "../../client/wire" */
/** @import {TargetedEvent} from "preact" */
/** @import {AdminEngine, AdminState} from "../admin/admin.js" */
import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { useActions } from "../controls/actions.js";
import { IconButton } from "../controls/buttons.js";
import { Face } from "../controls/face.js";
import { KeyboardIcon, ReportIcon, SettingsIcon, SignOutIcon } from "../controls/icons.js";
import { REPORTS_HREF, settingsHref } from "../route.js";

/**
 * The signed-in admin, with links to settings, shortcuts and sign-out.
 * @param {{
 *   session: AdminSession, page: "desk" | "settings" | "reports", admin: AdminEngine, presence: AdminState["presence"],
 *   onHelp: () => void, onSignOut: () => void,
 * }} props
 */
export function Account({ session, page, admin: engine, presence, onHelp, onSignOut }) {
  const { admin, site } = session;
  return html`
    <footer class="account">
      <${Face} id=${admin.id} name=${admin.name} />
      <div class="account-who">
        <bdi class="account-name">${admin.name}</bdi>
        <bdi class="account-site">${site.name}</bdi>
        ${session.socket_url && html`<${OwnState} admin=${engine} choseAway=${presence.choseAway} />`}
      </div>
      ${
        page === "desk" &&
        html`<a class="icon-button" href=${REPORTS_HREF} aria-label=${t("account.reports")} title=${t("account.reports")}>
          <${ReportIcon} />
        </a>
        <a
          class="icon-button"
          href=${settingsHref()}
          aria-label=${t("account.settings")}
          title=${t("account.settings")}
        >
          <${SettingsIcon} />
        </a>`
      }
      <${IconButton} label=${t("account.shortcuts")} icon=${KeyboardIcon} onClick=${onHelp} />
      <${IconButton} label=${t("account.sign_out")} icon=${SignOutIcon} onClick=${onSignOut} />
    </footer>
  `;
}

/** The admin's choice, for all devices. @param {{admin: AdminEngine, choseAway: boolean}} props */
function OwnState({ admin, choseAway }) {
  const [failed, setFailed] = useState(false);
  const state = choseAway ? "away" : "online";

  async function choose(/** @type {boolean} */ away) {
    setFailed(false);
    return admin.choosePresence(away).then(
      () => true,
      () => {
        setFailed(true);
        return false;
      },
    );
  }
  async function onChange(/** @type {TargetedEvent<HTMLSelectElement>} */ { currentTarget }) {
    if (!(await choose(currentTarget.value === "away"))) currentTarget.value = state;
  }
  useActions({ presence: { run: () => choose(!choseAway), text: choseAway ? "online" : "away" } });

  return html`
    <label class="own-state">
      <span class="presence-dot" data-state=${state}></span>
      <span class="pl-hidden-text">${t("presence.mine")}</span>
      <span class="own-state-text" aria-hidden="true">${t(`presence.${state}`)}</span>
      <select value=${state} onChange=${onChange} title=${t("presence.mine")}>
        <option value="online">${t("presence.online")}</option>
        <option value="away">${t("presence.away")}</option>
      </select>
    </label>
    <p class="own-state-problem" role="alert">${failed && t("presence.not_saved")}</p>
  `;
}
