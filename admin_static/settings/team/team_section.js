/** @import {Admin, Member, PresenceState} from "../../../client/wire" */
/** @import {SectionProps} from "../settings.js" */
/** @import {MemberAction} from "./member_dialog.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { createTeam } from "../../admin/settings_calls.js";
import { Menu } from "../../controls/buttons.js";
import { Face } from "../../controls/face.js";
import { Tag } from "../../controls/tags.js";
import { Card } from "../controls/card.js";
import { Loaded, useQuery } from "../controls/requests.js";
import { InvitationsCard } from "./invitations_card.js";
import { MemberDialog } from "./member_dialog.js";

/** @typedef {ReturnType<typeof createTeam>} Team */

/** @param {SectionProps} props */
export function TeamSection({ admin, session, presence }) {
  const [team] = useState(() => createTeam(admin.call));
  return html`
    <${MembersCard} team=${team} me=${session.admin} presence=${presence} />
    <${InvitationsCard} team=${team} />
  `;
}

/** @param {{team: Team, me: Admin, presence: SectionProps["presence"]}} props */
function MembersCard({ team, me, presence }) {
  const members = useQuery(team.members);
  const [dialog, setDialog] = useState(/** @type {{action: MemberAction, member: Member} | null} */ (null));

  return html`
    <${Card} title=${t("members.title")} text=${t("members.text")}>
      <${Loaded} query=${members}>
        ${(/** @type {Member[]} */ all) => html`
          <ul class="list">
            ${all.map(
              (member) => html`<${MemberRow}
                key=${member.id}
                member=${member}
                isMe=${member.id === me.id}
                state=${presence.of(member.id)}
                onAction=${(/** @type {MemberAction} */ action) => setDialog({ action, member })}
              />`,
            )}
          </ul>
        `}
      <//>
      ${
        dialog &&
        html`<${MemberDialog}
          ...${dialog}
          team=${team}
          onChanged=${(/** @type {(all: Member[]) => Member[]} */ change) => members.setData(change(members.data ?? []))}
          onClose=${() => setDialog(null)}
        />`
      }
    <//>
  `;
}

/** @param {{member: Member, isMe: boolean, state: PresenceState, onAction: (action: MemberAction) => void}} props */
function MemberRow({ member, isMe, state, onAction }) {
  const { name, email, role, second_factor, mail_refused } = member;
  const items = [
    {
      text: t(role === "owner" ? "members.make_agent" : "members.make_owner"),
      onSelect: () => onAction("role"),
    },
    // Admins change their own password in the account section.
    ...(isMe ? [] : [{ text: t("members.reset"), onSelect: () => onAction("reset") }]),
    { text: t("members.remove"), danger: true, onSelect: () => onAction("remove") },
  ];
  return html`
    <li class="list-row">
      <${Face} id=${member.id} name=${name} />
      <div class="list-main">
        <p class="list-title">
          <bdi>${name}</bdi>
          <span class="presence-dot" data-state=${state} title=${t(`presence.${state}`)}></span>
          <span class="pl-hidden-text">${t(`presence.${state}`)}</span>
          <${Tag} tone=${role === "owner" ? "accent" : "plain"}>${t(`role.${role}`)}<//>
          ${isMe && html`<${Tag}>${t("members.you")}<//>`}
        </p>
        <p class="list-facts">
          <span>${email}</span>
          ${second_factor && html`<span class="list-good">${t("members.factor")}</span>`}
          ${
            mail_refused &&
            html`<span class="list-bad">
              ${t(`member_mail.${mail_refused.code}`, { reason: mail_refused.reason })}
            </span>`
          }
        </p>
      </div>
      <${Menu} label=${t("members.more", { name })} items=${items} />
    </li>
  `;
}
