import { useState } from "preact/hooks";
import { html } from "../../client/ui/html.js";
import { createTeam } from "../admin/settings_calls.js";
import { InvitationsCard } from "./invitations_card.js";
import { MembersCard } from "./members_card.js";

export function TeamSection({ admin, session }) {
  const [team] = useState(() => createTeam(admin.call));
  return html`
    <${MembersCard} team=${team} me=${session.admin} />
    <${InvitationsCard} team=${team} />
  `;
}
