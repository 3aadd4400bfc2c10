/** @import {TargetedSubmitEvent} from "preact" */
/** @import {ApiError} from "../../client/delivery/api.js" */
/** @import {Env} from "../../client/delivery/types" */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { language } from "../../client/ui/translate.js";
import { requestReset } from "../admin/session.js";
import { enLinks } from "../catalogue/en_links.js";
import { Field, focusField, formValues } from "../controls/fields.js";
import { Mark } from "../controls/notice.js";
import { conversationHref } from "../route.js";

addTexts(enLinks);

/**
 * Asks for the address that a link for a new password is mailed to. What it says afterwards does not depend on whether
 * there is an account.
 * @param {{apiBase: string, env: Env, email?: string}} props `email`: of the session that has just ended
 */
export function ForgotPage({ apiBase, env, email = "" }) {
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const sentTo = useRef(/** @type {HTMLElement | null} */ (null));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [sent, setSent] = useState("");

  useEffect(() => {
    document.title = `${t("forgot.title")} · ${t("brand.name")}`;
  }, [language.texts]);
  useLayoutEffect(() => focusField(form.current, "email"), []);
  useLayoutEffect(() => sentTo.current?.focus(), [sent]);

  const submit = async (/** @type {TargetedSubmitEvent<HTMLFormElement>} */ event) => {
    event.preventDefault();
    if (busy) return;
    const typed = formValues(event.currentTarget).email.trim();
    if (!/^[^@\s]+@[^@\s]+$/.test(typed)) return fail("email");
    setBusy(true);
    setProblem("");
    try {
      await requestReset({ apiBase, env }, typed);
      setSent(typed);
    } catch (error) {
      fail(forgotProblem(/** @type {ApiError} */ (error)));
    }
    setBusy(false);
  };
  const fail = (/** @type {string} */ found) => {
    setProblem(found);
    if (found === "email") focusField(form.current, "email");
  };

  return html`
    <main class="sign-in">
      <div class="sign-in-card">
        <p class="sign-in-brand"><${Mark} />${t("brand.name")}</p>
        <h1 tabindex="-1" ref=${sent ? sentTo : null}>${t(sent ? "forgot.sent_title" : "forgot.title")}</h1>
        <p class="sign-in-lede">${sent ? t("forgot.sent", { email: sent }) : t("forgot.lede")}</p>
        <div role="alert">
          ${problem && problem !== "email" && html`<p class="sign-in-note sign-in-problem">${t(`forgot_problem.${problem}`)}</p>`}
        </div>
        <form ref=${form} onSubmit=${submit} novalidate>
          ${
            !sent &&
            html`
              <${Field}
                label=${t("sign_in.email")}
                name="email"
                type="email"
                autocomplete="username"
                autocapitalize="none"
                spellcheck=${false}
                required
                defaultValue=${email}
                problem=${problem === "email" ? t("forgot_problem.email") : undefined}
              />
              <button class="button button-primary" type="submit" aria-disabled=${busy}>
                ${t(busy ? "link.working" : "forgot.submit")}
              </button>
            `
          }
          <a class="sign-in-link" href=${conversationHref(null)}>${t("forgot.back")}</a>
        </form>
      </div>
    </main>
  `;
}

/** Why the server refused: the last part of a text's key. @param {Pick<ApiError, "status" | "code">} error */
export function forgotProblem({ status, code }) {
  if (code === "email_invalid") return "email";
  if (code === "mail_not_set_up" || code === "reset_slowed") return code;
  if (status === 0) return "out_of_reach";
  return status === 429 || status >= 500 ? "busy" : "something";
}
