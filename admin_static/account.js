import { Avatar } from "../client/ui/avatar.js";
import { t } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";
import { IconButton } from "./icon_button.js";
import { KeyboardIcon, SignOutIcon } from "./icons.js";

export function Account({ session, onHelp, onSignOut }) {
  const { admin, site } = session;
  return html`
    <footer class="account">
      <${Avatar} name=${admin.name} seed=${admin.id} />
      <div class="account-who">
        <bdi class="account-name">${admin.name}</bdi>
        <bdi class="account-site">${site.name}</bdi>
      </div>
      <${IconButton} label=${t("account.shortcuts")} icon=${KeyboardIcon} onClick=${onHelp} />
      <${IconButton} label=${t("account.sign_out")} icon=${SignOutIcon} onClick=${onSignOut} />
    </footer>
  `;
}
