/** @import {AdminSession, OwnSite} from "../../client/wire" */
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
 *   elsewhere?: Record<string, number>, onSite: (siteId: string) => void, onHelp: () => void, onSignOut: () => void,
 * }} props `elsewhere`: the unread conversations of the admin's other sites
 */
export function Account({ session, page, admin: engine, presence, elsewhere, onSite, onHelp, onSignOut }) {
  const { admin, site } = session;
  return html`
    <footer class="account">
      <${Face} id=${admin.id} name=${admin.name} />
      <div class="account-who">
        <bdi class="account-name">${admin.name}</bdi>
        ${
          session.sites
            ? html`<${SiteSwitch} sites=${session.sites} site=${site} unread=${elsewhere ?? {}} onSite=${onSite} />`
            : html`<bdi class="account-site">${site.name}</bdi>`
        }
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
      <${IconButton} class="account-keys" label=${t("account.shortcuts")} icon=${KeyboardIcon} onClick=${onHelp} />
      <${IconButton} label=${t("account.sign_out")} icon=${SignOutIcon} onClick=${onSignOut} />
    </footer>
  `;
}

/**
 * The present site, which another one can be chosen in place of. The number is what is unread at the others.
 * @param {{
 *   sites: OwnSite[], site: {id: string, name: string}, unread: Record<string, number>, onSite: (id: string) => void,
 * }} props
 */
function SiteSwitch({ sites, site, unread, onSite }) {
  const total = Object.values(unread).reduce((sum, count) => sum + count, 0);
  const nameOf = (/** @type {OwnSite} */ { id, name }) =>
    unread[id] ? t("sites.unread", { name, count: unread[id] }) : name;
  const choose = (/** @type {TargetedEvent<HTMLSelectElement>} */ { currentTarget }) => {
    const { value } = currentTarget;
    currentTarget.value = site.id;
    onSite(value);
  };
  return html`
    <label class="own-state site-switch">
      <span class="pl-hidden-text">${t("sites.switch")}</span>
      <bdi class="account-site" aria-hidden="true">${site.name}</bdi>
      ${total > 0 && html`<span class="site-unread" aria-hidden="true">${total > 99 ? "99+" : total}</span>`}
      <span class="own-state-text" aria-hidden="true"></span>
      <select value=${site.id} onChange=${choose} title=${t("sites.switch")}>
        ${sites.map((each) => html`<option key=${each.id} value=${each.id}>${nameOf(each)}</option>`)}
      </select>
      <span class="pl-hidden-text" role="status">${total > 0 && t("sites.elsewhere", { count: total })}</span>
    </label>
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
