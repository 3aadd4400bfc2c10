/** @import {Admin} from "../../../client/wire" */
/** @import {SectionProps} from "../settings.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { createAccount } from "../../admin/settings_calls.js";
import { Face, faceOf } from "../../controls/face.js";
import { PasswordField } from "../../controls/fields.js";
import { Tag } from "../../controls/tags.js";
import { Card } from "../controls/card.js";
import { Form } from "../controls/form.js";
import { PictureField } from "../controls/picture_field.js";
import { AttentionSwitches } from "./attention_switches.js";
import { LanguageCard } from "./language_card.js";
import { NotificationCards } from "./notification_cards.js";
import { PushSwitch } from "./push_switch.js";
import { SessionsCard } from "./sessions_card.js";
import { TwoFactorCard } from "./two_factor_card.js";

/** @typedef {ReturnType<typeof createAccount>} Account */

/** The admin's own account. @param {SectionProps} props */
export function AccountSection({ admin, session, onSession, onLeave }) {
  const [account] = useState(() => createAccount(admin.call));
  const [passwordChanges, setPasswordChanges] = useState(0); // each ends the other sessions: load the list again
  const me = session.admin;
  const onPasswordChanged = (/** @type {string} */ device_token) => {
    onSession({ device_token });
    setPasswordChanges(passwordChanges + 1);
  };

  return html`
    <${ProfileCard} account=${account} session=${session} onSession=${onSession} />
    <${LanguageCard} account=${account} chosen=${session.language} onSession=${onSession} />
    <${NotificationCards}
      account=${account}
      me=${me}
      push=${session.push_key && html`<${PushSwitch} admin=${admin} session=${session} />`}
    >
      ${!session.push_key && html`<${PushSwitch} admin=${admin} session=${session} />`}
      <${AttentionSwitches} />
    <//>
    <${PasswordCard} account=${account} me=${me} onChanged=${onPasswordChanged} />
    <${TwoFactorCard}
      account=${account}
      on=${me.second_factor}
      onChanged=${(/** @type {boolean} */ second_factor) => onSession({ admin: { ...me, second_factor } })}
    />
    <${SessionsCard}
      key=${passwordChanges}
      account=${account}
      unsent=${admin.state.unsent}
      onLeave=${onLeave}
    />
  `;
}

/** @param {{account: Account, session: SectionProps["session"], onSession: SectionProps["onSession"]}} props */
function ProfileCard({ account, session: { admin: me, pictures = {} }, onSession }) {
  const face = faceOf(me.id);
  const store = async (/** @type {string | null} */ content) => {
    const { picture } = await account.setPicture(content);
    const { [face]: _, ...others } = pictures;
    onSession({ pictures: picture ? { ...others, [face]: picture } : others });
  };
  return html`
    <section class="card profile" aria-label=${t("profile.title")}>
      <${PictureField}
        label=${t("picture.own")}
        heading=${html`
          <p class="profile-name"><bdi>${me.name}</bdi> <${Tag}>${t(`role.${me.role}`)}<//></p>
          <p class="profile-email">${me.email}</p>
        `}
        hint=${t("picture.own_hint")}
        picture=${pictures[face]}
        shown=${html`<${Face} id=${me.id} name=${me.name} />`}
        onChosen=${store}
        onRemove=${() => store(null)}
      />
    </section>
  `;
}

/** @param {{account: Account, me: Admin, onChanged: (deviceToken: string) => void}} props */
function PasswordCard({ account, me, onChanged }) {
  const change = async (
    /** @type {Record<string, string>} */ { current, password },
    /** @type {HTMLFormElement} */ form,
  ) => {
    const { device_token } = await account.changePassword(current, password);
    form.reset();
    onChanged(device_token);
  };

  return html`
    <${Card} title=${t("password.title")} text=${t("password.text")}>
      <${Form} onSubmit=${change} submit=${t("password.submit")} done=${t("password.done")}>
        <input
          class="pl-hidden-text"
          type="text"
          autocomplete="username"
          readonly
          tabindex="-1"
          aria-hidden="true"
          value=${me.email /* password managers look for the account's name in the form */}
        />
        <${PasswordField} label=${t("password.current")} name="current" />
        <${PasswordField}
          label=${t("password.new")}
          hint=${t("password_rule.text")}
          autocomplete="new-password"
        />
      <//>
    <//>
  `;
}
