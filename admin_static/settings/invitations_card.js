import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Tag } from "../controls/tag.js";
import { secretHref } from "../route.js";
import { Asked } from "./asked.js";
import { Card } from "./card.js";
import { Field } from "./field.js";
import { Form } from "./form.js";
import { PasswordDialog } from "./password_dialog.js";
import { Said } from "./said.js";
import { SecretDialog } from "./secret_dialog.js";
import { untilText } from "./until_text.js";
import { useAction } from "./use_action.js";
import { useAsked } from "./use_asked.js";

/** Who may join, and who has been asked to. No mail is sent: an owner passes the link on. */
export function InvitationsCard({ team }) {
  const open = useAsked(team.invitations);
  const [made, setMade] = useState(null);
  const [asking, setAsking] = useState(null);
  const ask = async ({ email, role }, form) => {
    if (!/^[^@\s]+@[^@\s]+$/.test(email.trim())) throw { status: 400, code: "email_invalid", field: "email" };
    setAsking({ email: email.trim(), role, form });
  };
  const invite = async (password) => {
    const { email, role, form } = asking;
    const answer = await team.invite(email, role, password);
    form.reset();
    open.change([answer.invitation, ...(open.answer ?? [])]);
    setAsking(null);
    setMade(answer);
  };
  const withdrawing = useAction(async (id) => {
    await team.withdraw(id);
    open.change(open.answer.filter((invitation) => invitation.id !== id));
  });

  return html`
    <${Card} title=${t("invitations.title")} text=${t("invitations.text")}>
      <${Form} onSubmit=${ask} submit=${t("invitations.submit")} always>
        ${(problemOf) => html`
          <div class="form-row">
            <${Field}
              label=${t("invitations.email")}
              name="email"
              type="email"
              required
              autocapitalize="none"
              problem=${problemOf("email")}
            />
            <${RoleField} />
          </div>
        `}
      <//>
      <${Asked} asked=${open}>
        ${(all) =>
          all.length > 0 &&
          html`<ul class="list">
            ${all.map(
              (invitation) => html`<${Invitation}
                key=${invitation.id}
                invitation=${invitation}
                onWithdraw=${() => withdrawing.run(invitation.id)}
              />`,
            )}
          </ul>`}
      <//>
      <${Said} action=${withdrawing} done=${t("invitations.withdrawn")} />
      ${
        asking &&
        html`<${PasswordDialog}
          title=${t("invitations.ask_title", { email: asking.email })}
          text=${t(`invite_ask.${asking.role}`)}
          submit=${t("invitations.submit")}
          onSubmit=${invite}
          onClose=${() => setAsking(null)}
        />`
      }
      ${
        made &&
        html`<${SecretDialog}
          title=${t("invite_link.title", { email: made.invitation.email })}
          text=${t("invite_link.text", { until: untilText(made.invitation.expires_at) })}
          label=${t("invite_link.label")}
          secret=${secretHref(location.href, "invitation", made.secret)}
          onClose=${() => setMade(null)}
        />`
      }
    <//>
  `;
}

function RoleField() {
  const roles = ["agent", "owner"];
  return html`
    <label class="field">
      <span>${t("invitations.role")}</span>
      <select class="input" name="role">
        ${roles.map((role) => html`<option value=${role}>${t(`role.${role}`)}</option>`)}
      </select>
    </label>
  `;
}

function Invitation({ invitation, onWithdraw }) {
  const { email, role, expires_at } = invitation;
  return html`
    <li class="list-row">
      <div class="list-main">
        <p class="list-title"><span>${email}</span><${Tag}>${t(`role.${role}`)}<//></p>
        <p class="list-facts"><span>${t("invitations.until", { until: untilText(expires_at) })}</span></p>
      </div>
      <button
        class="button button-small"
        type="button"
        aria-label=${t("invitations.withdraw_named", { email })}
        onClick=${onWithdraw}
      >
        ${t("invitations.withdraw")}
      </button>
    </li>
  `;
}
