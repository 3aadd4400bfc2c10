import { useState } from "preact/hooks";
import { Avatar } from "../../client/ui/avatar.js";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Menu } from "../controls/menu.js";
import { Tag } from "../controls/tag.js";
import { Asked } from "./asked.js";
import { Card } from "./card.js";
import { MemberDialog } from "./member_dialog.js";
import { useAsked } from "./use_asked.js";

/** Who answers for the site, and what an owner may do about each of them. */
export function MembersCard({ team, me }) {
  const members = useAsked(team.members);
  const [asking, setAsking] = useState(null);

  return html`
    <${Card} title=${t("members.title")} text=${t("members.text")}>
      <${Asked} asked=${members}>
        ${(all) => html`
          <ul class="list">
            ${all.map(
              (member) => html`<${Member}
                key=${member.id}
                member=${member}
                mine=${member.id === me.id}
                onAsk=${(deed) => setAsking({ deed, member })}
              />`,
            )}
          </ul>
        `}
      <//>
      ${
        asking &&
        html`<${MemberDialog}
          ...${asking}
          team=${team}
          onChanged=${(change) => members.change(change(members.answer))}
          onClose=${() => setAsking(null)}
        />`
      }
    <//>
  `;
}

function Member({ member, mine, onAsk }) {
  const { name, email, role, second_factor } = member;
  const items = [
    {
      text: t(role === "owner" ? "members.make_agent" : "members.make_owner"),
      onSelect: () => onAsk("role"),
    },
    // One's own password is changed in the account.
    ...(mine ? [] : [{ text: t("members.reset"), onSelect: () => onAsk("reset") }]),
    { text: t("members.remove"), danger: true, onSelect: () => onAsk("remove") },
  ];
  return html`
    <li class="list-row">
      <${Avatar} name=${name} seed=${member.id} />
      <div class="list-main">
        <p class="list-title">
          <bdi>${name}</bdi>
          <${Tag} tone=${role === "owner" ? "accent" : "plain"}>${t(`role.${role}`)}<//>
          ${mine && html`<${Tag}>${t("members.you")}<//>`}
        </p>
        <p class="list-facts">
          <span>${email}</span>
          ${second_factor && html`<span class="list-good">${t("members.factor")}</span>`}
        </p>
      </div>
      <${Menu} label=${t("members.more", { name })} items=${items} />
    </li>
  `;
}
