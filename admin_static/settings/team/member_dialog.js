/** @import {Member, ResetLink} from "../../../client/wire" */
/** @import {Team} from "./team_section.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { secretHref } from "../../route.js";
import { PasswordDialog } from "../controls/dialog.js";
import { expiryText, SecretDialog } from "../controls/secrets.js";

/** @typedef {"role" | "reset" | "remove"} MemberAction */

/**
 * Asks for the password before a member is changed, changes the member, and shows the link of a password reset.
 * @param {{
 *   action: MemberAction, member: Member, team: Team,
 *   onChanged: (change: (members: Member[]) => Member[]) => void, onClose: () => void,
 * }} props
 */
export function MemberDialog({ action, member, team, onChanged, onClose }) {
  const [reset, setReset] = useState(/** @type {ResetLink | null} */ (null));
  const { id, name, email, role } = member;
  const newRole = role === "owner" ? "agent" : "owner";
  /** @type {Record<MemberAction, (password: string) => Promise<void>>} */
  const actions = {
    async role(password) {
      const changed = await team.changeRole(id, newRole, password);
      onChanged((members) => members.map((one) => (one.id === id ? { ...one, ...changed } : one)));
      onClose();
    },
    async reset(password) {
      setReset(await team.allowReset(id, password));
    },
    async remove(password) {
      await team.remove(id, password);
      onChanged((members) => members.filter((one) => one.id !== id));
      onClose();
    },
  };

  if (reset) {
    return html`<${SecretDialog}
      title=${t("reset_link.title", { name })}
      text=${t(reset.mail === "off" ? "reset_link.text" : `reset_link.${reset.mail}`, {
        email,
        until: expiryText(reset.expires_at),
      })}
      label=${t("reset_link.label")}
      secret=${secretHref(location.href, "reset", reset.secret)}
      onClose=${onClose}
    />`;
  }
  const texts = action === "role" ? newRole : action;
  return html`<${PasswordDialog}
    title=${t(`member_title.${texts}`, { name })}
    text=${t(`member_text.${texts}`, { name })}
    submit=${t(`member_submit.${texts}`)}
    danger=${action === "remove"}
    onSubmit=${actions[action]}
    onClose=${onClose}
  />`;
}
