/** @import {AdminSession, TrustedDevice} from "../client/wire" */
/** @import {LeaveReason, Services} from "./desk/shell.js" */
/** @import {Languages} from "./language/languages.js" */
/** @import {createKnownDevices} from "./storage/local_state.js" */
import { useCallback, useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import { html } from "../client/ui/html.js";
import { joinTeam, resumeSession } from "./admin/session.js";
import { Pictures } from "./controls/face.js";
import { Shell } from "./desk/shell.js";
import { ForgotPage, LinkPage } from "./lazy/parts.js";
import { conversationHref, useRoute } from "./route.js";
import { ResumeSession } from "./sign_in/resume_session.js";
import { SignIn } from "./sign_in/sign_in.js";

/**
 * Signed in or not. After a session expires, its drafts and unsent messages stay in the browser; signing out deletes the
 * drafts.
 * @param {Omit<Services, "drafts"> & {
 *   draftsOf: (adminId: string) => Services["drafts"], devices: ReturnType<typeof createKnownDevices>, languages: Languages,
 * }} props
 */
export function Dashboard({ devices, draftsOf, languages, ...services }) {
  const { apiBase, mail, env, sessions, route } = services;
  const [kept, setKept] = useState(sessions.read);
  const [session, setSession] = useState(/** @type {AdminSession | null} */ (null));
  const [ended, setEnded] = useState(
    /** @type {{reason: LeaveReason | "password_set", email?: string} | null} */ (null),
  );
  const adminId = session?.admin.id;
  const drafts = useMemo(() => (adminId ? draftsOf(adminId) : null), [adminId]);
  const { invitation, reset, forgot } = useRoute(route);
  const link = invitation || reset;
  /** The invitation for which the owner of an account signs in first. */
  const [signingInFor, setSigningInFor] = useState("");

  const [, redraw] = useState({});
  useLayoutEffect(() => languages.subscribe(() => redraw({})), []);

  const enter = async (/** @type {AdminSession} */ fresh) => {
    sessions.write(fresh);
    await languages.follow(fresh);
    setSession(fresh);
  };
  /** Back to the invitation, which can be accepted with this account. @param {AdminSession} fresh */
  const enterInvited = async (fresh) => {
    sessions.write(fresh);
    await languages.follow(fresh);
    setKept(sessions.read());
    setSigningInFor("");
  };
  /** Goes on at another site of the admin's. Rejects with ApiError. @param {string} siteId */
  const switchSite = async (siteId) => {
    const present = sessions.read() ?? session;
    if (present)
      await enter(await resumeSession({ apiBase, env, shared: sessions }, { ...present, site_id: siteId }));
  };
  const leave = useCallback(
    (/** @type {LeaveReason} */ reason) => {
      setEnded({ reason, email: (session?.admin ?? kept)?.email });
      if (reason === "session_over") sessions.clear();
      else {
        drafts?.clear();
        route.go(conversationHref(null));
        sessions.end();
      }
      setKept(null);
      setSession(null);
    },
    [session, kept, drafts],
  );
  useEffect(() => sessions.onEnd(() => leave("session_over")), [leave]);

  useEffect(() => {
    if (!link || !session) return;
    // Afterwards the session is resumed from storage: its tokens in memory may be out of date by then.
    setKept(sessions.read());
    setSession(null);
  }, [link]);

  if (link && link !== signingInFor) {
    return html`<${LinkPage}
      key=${link}
      kind=${invitation ? "invitation" : "reset"}
      secret=${link}
      apiBase=${apiBase}
      env=${env}
      email=${kept?.email}
      join=${async () => kept && joinTeam({ apiBase, env, shared: sessions }, kept, link)}
      onJoined=${async (/** @type {AdminSession} */ fresh) => {
        await enter(fresh);
        route.replace(conversationHref(null));
      }}
      onReset=${(/** @type {TrustedDevice} */ { admin_id, device_token }) => {
        devices.keep(admin_id, device_token);
        setEnded({ reason: "password_set" });
        route.replace(conversationHref(null));
      }}
      onUnused=${() => route.replace(conversationHref(null))}
      onSignIn=${() => setSigningInFor(link)}
    />`;
  }
  if (session && drafts) {
    return html`<${Pictures.Provider} value=${session.pictures ?? {}}>
      <${Shell}
        ...${services}
        key=${`${session.session_id} ${session.site.id}`}
        drafts=${drafts}
        session=${session}
        onSite=${switchSite}
        onMoved=${enter}
        onLeave=${leave}
        onSession=${(/** @type {Partial<AdminSession>} */ changes) => {
          devices.keep(session.admin.id, changes.device_token);
          languages.follow({ ...session, ...changes });
          setSession((before) => before && { ...before, ...changes });
        }}
      />
    <//>`;
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
  if (forgot && mail) {
    return html`<${ForgotPage} apiBase=${apiBase} env=${env} email=${ended?.email} />`;
  }
  return html`<${SignIn}
    apiBase=${apiBase}
    env=${env}
    mail=${mail}
    devices=${devices}
    ended=${ended}
    onSignedIn=${link ? enterInvited : enter}
  />`;
}
