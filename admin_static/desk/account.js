/** @import {AdminSession} from "../../client/wire" */
import { Avatar } from "../../client/ui/avatar.js";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { IconButton } from "../controls/buttons.js";
import { KeyboardIcon, SettingsIcon, SignOutIcon } from "../controls/icons.js";
import { settingsHref } from "../route.js";

/**
 * The signed-in admin, with links to settings, shortcuts and sign-out.
 * @param {{session: AdminSession, page: "desk" | "settings", onHelp: () => void, onSignOut: () => void}} props
 */
export function Account({ session, page, onHelp, onSignOut }) {
  const { admin, site } = session;
  return html`
    <footer class="account">
      <${Avatar} name=${admin.name} seed=${admin.id} />
      <div class="account-who">
        <bdi class="account-name">${admin.name}</bdi>
        <bdi class="account-site">${site.name}</bdi>
      </div>
      ${
        page === "desk" &&
        html`<a
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
