/** @import {TargetedSubmitEvent} from "preact" */
/** @import {ApiError} from "../../client/delivery/api.js" */
/** @import {Env} from "../../client/delivery/types" */
/** @import {AdminSession} from "../../client/wire" */
/** @import {KnownDevices} from "../storage/local_state.js" */
/** @import {Problem} from "./sign_in_problem.js" */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { language } from "../../client/ui/translate.js";
import { signIn } from "../admin/session.js";
import { Field, focusField, formValues, PasswordField } from "../controls/fields.js";
import { Mark } from "../controls/notice.js";
import { FORGOT_HREF } from "../route.js";
import { canUseCode, missingField, signInProblem } from "./sign_in_problem.js";

/**
 * @param {{
 *   apiBase: string, env: Env, mail: boolean, devices: KnownDevices,
 *   ended: {reason: string, email?: string} | null, onSignedIn: (session: AdminSession) => void,
 * }} props `mail`: whether a link for a new password can be mailed; `ended`: why the last session ended, and whose it was
 */
export function SignIn({ apiBase, env, mail, devices, ended, onSignedIn }) {
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {Problem | null} */ (null));
  const [codeWanted, setCodeWanted] = useState(false);
  const seconds = useCountdown(problem);

  useEffect(() => {
    document.title = `${t("sign_in.title")} · ${t("brand.name")}`;
  }, [language.texts]);
  useLayoutEffect(() => {
    const first = form.current && formValues(form.current).email ? "password" : "email";
    focusField(form.current, codeWanted ? "code" : first);
  }, [codeWanted]);
  useLayoutEffect(() => {
    if (problem?.field) focusField(form.current, problem.field);
  }, [problem]);

  const requestCode = (/** @type {boolean} */ wanted) => {
    setCodeWanted(wanted);
    setProblem(null);
  };

  const fail = (/** @type {Problem} */ found) => {
    setProblem(found);
    // These fields are hidden while the code is requested.
    if (found.field === "email" || found.field === "password") setCodeWanted(false);
  };

  const submit = async (/** @type {TargetedSubmitEvent<HTMLFormElement>} */ event) => {
    event.preventDefault();
    if (busy || seconds > 0) return;
    const { email, password, code } = formValues(event.currentTarget);
    const missing = missingField({ email, password, code });
    if (missing) return fail(missing);
    setBusy(true);
    setProblem(null);
    try {
      const options = { apiBase, env, deviceTokens: devices.tokens() };
      onSignedIn(await signIn(options, { email: email.trim(), password, code: code?.trim() }));
    } catch (caught) {
      const error = /** @type {ApiError} */ (caught);
      if (error.code === "second_factor_required" && code === undefined) setCodeWanted(true);
      else fail(signInProblem(error));
      setBusy(false);
    }
  };

  // The server accepts password and code together although the account has to wait.
  const codeOffered = canUseCode(problem) && !codeWanted;

  return html`
    <main class="sign-in">
      <div class="sign-in-card">
        <p class="sign-in-brand"><${Mark} />${t("brand.name")}</p>
        <h1>${t(codeWanted ? "sign_in.code_title" : "sign_in.title")}</h1>
        <p class="sign-in-lede">${t(codeWanted ? "sign_in.code_lede" : "sign_in.lede")}</p>
        ${ended && !problem && html`<p class="sign-in-note" role="status">${t(`sign_in.${ended.reason}`)}</p>`}
        <div role="alert">
          ${
            problem &&
            html`<p class="sign-in-note sign-in-problem" id="sign-in-problem">
              ${t(problem.text)}${codeOffered && ` ${t("sign_in.code_instead_hint")}`}
            </p>`
          }
        </div>
        <form ref=${form} onSubmit=${submit} novalidate>
          <div hidden=${codeWanted}>
            <${Field}
              label=${t("sign_in.email")}
              name="email"
              type="email"
              autocomplete="username"
              autocapitalize="none"
              spellcheck=${false}
              required
              defaultValue=${ended?.email ?? ""}
              ...${invalid(problem, "email")}
            />
          </div>
          <div hidden=${codeWanted}><${PasswordField} ...${invalid(problem, "password")} /></div>
          ${
            codeWanted &&
            html`<${Field}
              label=${t("sign_in.code")}
              hint=${t("sign_in.code_hint")}
              name="code"
              type="text"
              autocomplete="one-time-code"
              autocapitalize="none"
              spellcheck=${false}
              maxlength="64"
              required
              ...${invalid(problem, "code")}
            />`
          }
          <button class="button button-primary" type="submit" aria-disabled=${busy || seconds > 0}>
            ${seconds > 0 ? t("sign_in.wait", { seconds }) : t(busy ? "sign_in.submitting" : "sign_in.submit")}
          </button>
          ${
            (codeOffered || codeWanted) &&
            html`<button class="sign-in-link" type="button" onClick=${() => requestCode(!codeWanted)}>
              ${t(codeWanted ? "sign_in.back" : "sign_in.code_instead")}
            </button>`
          }
          ${
            mail &&
            !codeWanted &&
            html`<a class="sign-in-link" href=${FORGOT_HREF}>${t("sign_in.forgot")}</a>`
          }
        </form>
      </div>
    </main>
  `;
}

/** @param {Problem | null} problem @param {Problem["field"]} field */
function invalid(problem, field) {
  const wrong = problem?.field === field;
  return { "aria-invalid": wrong, "aria-describedby": wrong ? "sign-in-problem" : undefined };
}

/**
 * The seconds left of `problem.wait`. Reads the clock at every tick, so that a sleeping tab does not wait longer.
 * @param {Problem | null} problem
 */
function useCountdown(problem) {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const end = Date.now() + (problem?.wait ?? 0) * 1000;
    const tick = () => {
      setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
      if (Date.now() >= end) clearInterval(timer);
    };
    const timer = setInterval(tick, 250);
    tick();
    return () => clearInterval(timer);
  }, [problem]);
  return left;
}
