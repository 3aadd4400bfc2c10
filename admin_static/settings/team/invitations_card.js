/** @import {Invitation, NewInvitation, Role} from "../../../client/wire" */
/** @import {Team} from "./team_section.js" */
import { useState } from "preact/hooks";
import { ApiError } from "../../../client/delivery/api.js";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { Field } from "../../controls/fields.js";
import { Tag } from "../../controls/tags.js";
import { secretHref } from "../../route.js";
import { Card, RowButton } from "../controls/card.js";
import { PasswordDialog } from "../controls/dialog.js";
import { Form } from "../controls/form.js";
import { ActionStatus, Loaded, useAction, useQuery } from "../controls/requests.js";
import { expiryText, SecretDialog } from "../controls/secrets.js";

/** @type {Role[]} */
const ROLES = ["agent", "owner"];

/**
 * Invites people, and lists the pending invitations. The link goes by mail where mail is set up.
 * @param {{team: Team}} props
 */
export function InvitationsCard({ team }) {
  const pending = useQuery(team.invitations);
  const [created, setCreated] = useState(/** @type {NewInvitation | null} */ (null));
  const [draft, setDraft] = useState(
    /** @type {{email: string, role: Role, form: HTMLFormElement} | null} */ (null),
  );
  const confirm = async (
    /** @type {Record<string, string>} */ values,
    /** @type {HTMLFormElement} */ form,
  ) => {
    const email = values.email.trim();
    if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw new ApiError(400, { code: "email_invalid", field: "email" });
    setDraft({ email, role: values.role === "owner" ? "owner" : "agent", form });
  };
  const withdrawing = useAction(async (/** @type {string} */ id) => {
    await team.withdraw(id);
    pending.setData((pending.data ?? []).filter((invitation) => invitation.id !== id));
  });

  return html`
    <${Card} title=${t("invitations.title")} text=${t("invitations.text")}>
      <${Form} onSubmit=${confirm} submit=${t("invitations.submit")} always>
        <div class="form-row">
          <${Field}
            label=${t("invitations.email")}
            name="email"
            type="email"
            required
            autocapitalize="none"
          />
          <${Field} as="select" label=${t("invitations.role")} name="role">
            ${ROLES.map((role) => html`<option value=${role}>${t(`role.${role}`)}</option>`)}
          <//>
        </div>
      <//>
      <${Loaded} query=${pending}>
        ${(/** @type {Invitation[]} */ all) =>
          all.length > 0 &&
          html`<ul class="list">
            ${all.map(
              (invitation) => html`<${InvitationRow}
                key=${invitation.id}
                invitation=${invitation}
                onWithdraw=${() => withdrawing.run(invitation.id)}
              />`,
            )}
          </ul>`}
      <//>
      <${ActionStatus} action=${withdrawing} done=${t("invitations.withdrawn")} />
      ${
        draft &&
        html`<${PasswordDialog}
          title=${t("invitations.ask_title", { email: draft.email })}
          text=${t(`invite_ask.${draft.role}`)}
          submit=${t("invitations.submit")}
          onSubmit=${async (/** @type {string} */ password) => {
            const answer = await team.invite(draft.email, draft.role, password);
            draft.form.reset();
            pending.setData([answer.invitation, ...(pending.data ?? [])]);
            setDraft(null);
            setCreated(answer);
          }}
          onClose=${() => setDraft(null)}
        />`
      }
      ${
        created &&
        html`<${SecretDialog}
          title=${t("invite_link.title", { email: created.invitation.email })}
          text=${t(created.mail === "off" ? "invite_link.text" : `invite_link.${created.mail}`, {
            email: created.invitation.email,
            until: expiryText(created.invitation.expires_at),
          })}
          label=${t("invite_link.label")}
          secret=${secretHref(location.href, "invitation", created.secret)}
          onClose=${() => setCreated(null)}
        />`
      }
    <//>
  `;
}

/** @param {{invitation: Invitation, onWithdraw: () => void}} props */
function InvitationRow({ invitation, onWithdraw }) {
  const { email, role, expires_at } = invitation;
  return html`
    <li class="list-row">
      <div class="list-main">
        <p class="list-title"><span>${email}</span><${Tag}>${t(`role.${role}`)}<//></p>
        <p class="list-facts"><span>${t("invitations.until", { until: expiryText(expires_at) })}</span></p>
      </div>
      <${RowButton}
        label=${t("invitations.withdraw_named", { email })}
        text=${t("invitations.withdraw")}
        onClick=${onWithdraw}
      />
    </li>
  `;
}
