/** @import {ApiError} from "../../client/delivery/api.js" */
/** @import {Env} from "../../client/delivery/types" */
/** @import {AdminSession} from "../../client/wire" */
/** @import {SessionStore, StoredSession} from "../storage/session_store.js" */
import { useEffect, useState } from "preact/hooks";
import { createRetry } from "../../client/delivery/retry.js";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { resumeSession } from "../admin/session.js";
import { Mark } from "../controls/notice.js";

/**
 * Resumes the stored session after a reload. Keeps trying while the server cannot be reached.
 * @param {{
 *   apiBase: string, env: Env, sessions: SessionStore, kept: StoredSession,
 *   onSignedIn: (session: AdminSession) => void, onOver: () => void,
 * }} props
 */
export function ResumeSession({ apiBase, env, sessions, kept, onSignedIn, onOver }) {
  const [waiting, setWaiting] = useState(false);

  useEffect(() => {
    let unmounted = false;
    const retry = createRetry(env, resume, { capMs: 5_000 });
    const offWake = env.wake.on(retry.wake);

    async function resume() {
      try {
        const session = await resumeSession({ apiBase, env, shared: sessions }, kept);
        if (!unmounted) onSignedIn(session);
      } catch (caught) {
        if (unmounted) return;
        const error = /** @type {ApiError} */ (caught);
        if (!error.transient) return onOver();
        setWaiting(true);
        retry.later(error);
      }
    }

    resume();
    return () => {
      unmounted = true;
      offWake();
      retry.stop();
    };
  }, []);

  return html`
    <main class="sign-in">
      <div class="sign-in-card">
        <p class="sign-in-brand"><${Mark} />${t("brand.name")}</p>
        <h1>${t("resume.title")}</h1>
        <p class="sign-in-lede" role="status">${t(waiting ? "resume.waiting" : "resume.text")}</p>
      </div>
    </main>
  `;
}
