/** @import {TargetedSubmitEvent} from "preact" */
/** @import {ApiError} from "../../client/delivery/api.js" */
/** @import {Env} from "../../client/delivery/types" */
/** @import {AdminSession, TrustedDevice} from "../../client/wire" */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { language } from "../../client/ui/translate.js";
import { acceptInvitation, resetPassword } from "../admin/session.js";
import { enLinks } from "../catalogue/en_links.js";
import { Field, focusField, formValues, PasswordField } from "../controls/fields.js";
import { Mark } from "../controls/notice.js";
import { conversationHref } from "../route.js";

addTexts(enLinks);

/** @typedef {{text: string, field: string | null, over: boolean}} LinkProblem `over`: the link cannot be used again */

/**
 * The page of a link that an owner has shared: accepting an invitation, or choosing a new password.
 * @param {{
 *   kind: "invitation" | "reset", secret: string, apiBase: string, env: Env, email?: string,
 *   join: () => Promise<AdminSession | null>, onJoined: (session: AdminSession) => void, onReset: (device: TrustedDevice) => void, onUnused: () => void,
 *   onSignIn: () => void,
 * }} props `email`: who is signed in already, and can `join` with that account; `onUnused`: the link is left without using it;
 *   `onSignIn`: the owner of an account signs in first, and comes back
 */
export function LinkPage({ kind, secret, apiBase, env, email, join, onJoined, onReset, onUnused, onSignIn }) {
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {LinkProblem | null} */ (null));
  const joining = kind === "invitation";

  useEffect(() => {
    document.title = `${t(`${kind}.title`)} · ${t("brand.name")}`;
  }, [language.texts]);
  useLayoutEffect(() => focusField(form.current, joining ? "name" : "password"), []);
  useLayoutEffect(() => {
    if (problem?.field) focusField(form.current, problem.field);
  }, [problem]);

  const submit = async (/** @type {TargetedSubmitEvent<HTMLFormElement>} */ event) => {
    event.preventDefault();
    if (busy) return;
    const { name = "", password } = formValues(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      const values = { secret, name: name.split(/\s+/).join(" ").trim(), password };
      if (joining) return onJoined(await acceptInvitation({ apiBase, env }, values));
      onReset(await resetPassword({ apiBase, env }, values));
    } catch (error) {
      setProblem(linkProblem(/** @type {ApiError} */ (error)));
      setBusy(false);
    }
  };
  const joinAsPresent = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const session = await join();
      if (session) return onJoined(session);
    } catch (error) {
      setProblem(linkProblem(/** @type {ApiError} */ (error)));
    }
    setBusy(false);
  };
  const leave = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (problem?.text === "link_problem.account_exists") onSignIn();
    else onUnused();
  };
  const problemOf = (/** @type {string} */ field) => (problem?.field === field ? t(problem.text) : undefined);

  return html`
    <div class="sign-in">
      <main class="sign-in-card">
        <p class="sign-in-brand"><${Mark} />${t("brand.name")}</p>
        <h1>${t(`${kind}.title`)}</h1>
        <p class="sign-in-lede">${t(`${kind}.lede`)}</p>
        ${
          joining &&
          email &&
          !problem?.over &&
          html`<button class="button button-primary" type="button" aria-disabled=${busy} onClick=${joinAsPresent}>
              ${t(busy ? "link.working" : "invitation.join", { email })}
            </button>
            <p class="sign-in-note">${t("invitation.instead", { email })}</p>`
        }
        <div role="alert">
          ${problem && !problem.field && html`<p class="sign-in-note sign-in-problem">${t(problem.text)}</p>`}
        </div>
        ${
          problem?.over
            ? html`<a class="button" href=${conversationHref(null)} onClick=${leave}>${t("link.sign_in")}</a>`
            : html`<form ref=${form} onSubmit=${submit} novalidate>
                ${
                  joining &&
                  html`<${Field}
                    label=${t("invitation.name")}
                    name="name"
                    autocomplete="name"
                    maxlength="80"
                    required
                    problem=${problemOf("name")}
                  />`
                }
                <${PasswordField}
                  label=${t("link.password")}
                  hint=${t("password_rule.text")}
                  autocomplete="new-password"
                  problem=${problemOf("password")}
                />
                <button class="button button-primary" type="submit" aria-disabled=${busy}>
                  ${t(busy ? "link.working" : `${kind}.submit`)}
                </button>
                ${
                  joining &&
                  !email &&
                  html`<button class="sign-in-link" type="button" onClick=${onSignIn}>
                    ${t("invitation.has_account")}
                  </button>`
                }
              </form>`
        }
      </main>
    </div>
  `;
}

const KNOWN = new Set([
  "link_invalid",
  "password_invalid",
  "name_invalid",
  "account_exists",
  "invitation_for_another",
  "sites_full",
]);

/**
 * Describes why the server refused.
 * @param {Pick<ApiError, "status" | "code" | "field">} error
 * @returns {LinkProblem}
 */
export function linkProblem({ status, code, field }) {
  const over = code === "link_invalid" || code === "secret_invalid" || code === "account_exists";
  if (KNOWN.has(code)) return { text: `link_problem.${code}`, field, over };
  const text = () => {
    if (over) return "link_invalid";
    if (code === "sign_in_slowed") return "too_many";
    // Any other 429 is about the server's load.
    if (status === 429 || (status > 500 && status < 505)) return "busy";
    return status === 0 ? "out_of_reach" : "something";
  };
  return { text: `link_problem.${text()}`, field: null, over };
}
