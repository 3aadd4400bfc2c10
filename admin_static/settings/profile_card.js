import { Avatar } from "../../client/ui/avatar.js";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Tag } from "../controls/tag.js";

export function ProfileCard({ me }) {
  return html`
    <section class="card profile" aria-label=${t("profile.title")}>
      <${Avatar} name=${me.name} seed=${me.id} />
      <div class="profile-who">
        <p class="profile-name"><bdi>${me.name}</bdi> <${Tag}>${t(`role.${me.role}`)}<//></p>
        <p class="profile-email">${me.email}</p>
      </div>
    </section>
  `;
}
