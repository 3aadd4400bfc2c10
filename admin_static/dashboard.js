import { useCallback, useState } from "preact/hooks";
import { html } from "../client/ui/html.js";
import { Shell } from "./shell.js";
import { SignIn } from "./sign_in.js";

/** Signed in or not. Drafts and unsent messages outlive a session that ran out; only signing out drops the drafts. */
export function Dashboard({ apiBase, env, sessions, drafts, preferences, route }) {
  const [session, setSession] = useState(sessions.read);
  const [ended, setEnded] = useState(null);

  const signedIn = (fresh) => {
    sessions.write(fresh);
    setSession(fresh);
  };
  const leave = useCallback(
    (reason) => {
      if (reason === "signed_out") {
        drafts.clear();
        route.go(null);
      }
      sessions.clear();
      setEnded({ reason, email: session?.admin.email });
      setSession(null);
    },
    [session],
  );

  if (!session) {
    return html`<${SignIn} apiBase=${apiBase} env=${env} ended=${ended} onSignedIn=${signedIn} />`;
  }
  return html`<${Shell}
    key=${session.token}
    apiBase=${apiBase}
    env=${env}
    session=${session}
    drafts=${drafts}
    preferences=${preferences}
    route=${route}
    onLeave=${leave}
  />`;
}
