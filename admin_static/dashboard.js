import { useCallback, useEffect, useState } from "preact/hooks";
import { html } from "../client/ui/html.js";
import { Shell } from "./desk/shell.js";
import { LinkPage } from "./lazy/parts.js";
import { conversationHref, useRoute } from "./route.js";
import { ResumeSession } from "./sign_in/resume_session.js";
import { SignIn } from "./sign_in/sign_in.js";

/** Signed in or not. Drafts and unsent messages outlive a session that ran out; only signing out drops the drafts. */
export function Dashboard({ apiBase, env, sessions, devices, drafts, preferences, route }) {
  const [kept, setKept] = useState(sessions.read);
  const [session, setSession] = useState(null);
  const [ended, setEnded] = useState(null);
  const { invitation, reset } = useRoute(route);
  const link = invitation || reset;

  const enter = (fresh) => {
    sessions.write(fresh);
    setSession(fresh);
  };
  const leave = useCallback(
    (reason) => {
      setEnded({ reason, email: (session?.admin ?? kept)?.email });
      if (reason === "session_over") sessions.clear();
      else {
        drafts.clear();
        route.go(conversationHref(null));
        sessions.end();
      }
      setKept(null);
      setSession(null);
    },
    [session, kept],
  );
  useEffect(() => sessions.onEnd(() => leave("session_over")), [leave]);

  useEffect(() => {
    if (!link || !session) return;
    // The session goes on from what is kept, should it: by then its tokens may be older than the kept ones.
    setKept(sessions.read());
    setSession(null);
  }, [link]);

  if (link) {
    return html`<${LinkPage}
      key=${link}
      kind=${invitation ? "invitation" : "reset"}
      secret=${link}
      apiBase=${apiBase}
      env=${env}
      email=${kept?.email}
      onJoined=${(fresh) => {
        drafts.clear();
        enter(fresh);
        route.replace(conversationHref(null));
      }}
      onReset=${({ admin_id, device_token }) => {
        devices.keep(admin_id, device_token);
        setEnded({ reason: "password_set" });
        route.replace(conversationHref(null));
      }}
      onUnused=${() => route.replace(conversationHref(null))}
    />`;
  }
  if (session) {
    return html`<${Shell}
      key=${session.session_id}
      apiBase=${apiBase}
      env=${env}
      session=${session}
      sessions=${sessions}
      drafts=${drafts}
      preferences=${preferences}
      route=${route}
      onLeave=${leave}
      onSession=${(changes) => {
        devices.keep(session.admin.id, changes.device_token);
        setSession((before) => ({ ...before, ...changes }));
      }}
    />`;
  }
  if (kept) {
    return html`<${ResumeSession}
      apiBase=${apiBase}
      env=${env}
      sessions=${sessions}
      kept=${kept}
      onSignedIn=${enter}
      onOver=${() => leave("session_over")}
    />`;
  }
  return html`<${SignIn} apiBase=${apiBase} env=${env} devices=${devices} ended=${ended} onSignedIn=${enter} />`;
}
