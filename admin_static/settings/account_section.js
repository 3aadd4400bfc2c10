import { useState } from "preact/hooks";
import { html } from "../../client/ui/html.js";
import { createAccount } from "../admin/settings_calls.js";
import { PasswordCard } from "./password_card.js";
import { ProfileCard } from "./profile_card.js";
import { SecondFactorCard } from "./second_factor_card.js";
import { SessionsCard } from "./sessions_card.js";

/** One's own account, whatever the role. */
export function AccountSection({ admin, session, onSession, onLeave }) {
  const [account] = useState(() => createAccount(admin.call));
  const [ended, setEnded] = useState(0); // how often the other sessions were ended by what is done here
  const me = session.admin;

  return html`
    <${ProfileCard} me=${me} />
    <${PasswordCard} account=${account} me=${me} onChanged=${(device_token) => {
      onSession({ device_token });
      setEnded(ended + 1);
    }} />
    <${SecondFactorCard}
      account=${account}
      on=${me.second_factor}
      onChanged=${(second_factor) => onSession({ admin: { ...me, second_factor } })}
    />
    <${SessionsCard} key=${ended} account=${account} unsent=${admin.state.unsent} onLeave=${onLeave} />
  `;
}
