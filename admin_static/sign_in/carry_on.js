import { useEffect, useState } from "preact/hooks";
import { createRetry } from "../../client/delivery/retry.js";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { resumeSession } from "../admin/session.js";
import { Mark } from "../controls/mark.js";

/** A page that is loaded again goes on with its session, and waits for the server if it has to. */
export function CarryOn({ apiBase, env, sessions, kept, onSignedIn, onOver }) {
  const [waiting, setWaiting] = useState(false);

  useEffect(() => {
    let left = false;
    const retry = createRetry(env, ask, { capMs: 5_000 });
    const offWake = env.wake.on(retry.wake);

    async function ask() {
      try {
        const session = await resumeSession({ apiBase, env, shared: sessions }, kept);
        if (!left) onSignedIn(session);
      } catch (error) {
        if (left) return;
        if (!error.transient) return onOver();
        setWaiting(true);
        retry.later(error);
      }
    }

    ask();
    return () => {
      left = true;
      offWake();
      retry.stop();
    };
  }, []);

  return html`
    <main class="sign-in">
      <div class="sign-in-card">
        <p class="sign-in-brand"><${Mark} />${t("brand.name")}</p>
        <h1>${t("carry_on.title")}</h1>
        <p class="sign-in-lede" role="status">${t(waiting ? "carry_on.waiting" : "carry_on.text")}</p>
      </div>
    </main>
  `;
}
