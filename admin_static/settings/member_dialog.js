import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { secretHref } from "../route.js";
import { PasswordDialog } from "./password_dialog.js";
import { SecretDialog } from "./secret_dialog.js";
import { untilText } from "./until_text.js";

/**
 * Asks for the password before a member is changed, changes it, and shows the link of a password reset.
 * @param {object} props
 * @param {"role" | "reset" | "remove"} props.deed
 * @param {(change: (members: object[]) => object[]) => void} props.onChanged
 */
export function MemberDialog({ deed, member, team, onChanged, onClose }) {
  const [reset, setReset] = useState(null);
  const { id, name, role } = member;
  const next = role === "owner" ? "agent" : "owner";
  const deeds = {
    async role(password) {
      const changed = await team.changeRole(id, next, password);
      onChanged((members) => members.map((one) => (one.id === id ? changed : one)));
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
      text=${t("reset_link.text", { until: untilText(reset.expires_at) })}
      label=${t("reset_link.label")}
      secret=${secretHref(location.href, "reset", reset.secret)}
      onClose=${onClose}
    />`;
  }
  const what = deed === "role" ? next : deed;
  return html`<${PasswordDialog}
    title=${t(`member_title.${what}`, { name })}
    text=${t(`member_text.${what}`, { name })}
    submit=${t(`member_submit.${what}`)}
    danger=${deed === "remove"}
    onSubmit=${deeds[deed]}
    onClose=${onClose}
  />`;
}
