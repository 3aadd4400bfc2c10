import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { signIn } from "../admin/session.js";
import { Mark } from "../controls/mark.js";
import { PasswordField } from "../controls/password_field.js";
import { CodeField } from "./code_field.js";
import { missingField, signInProblem } from "./sign_in_problem.js";
import { useCountdown } from "./use_countdown.js";

export function SignIn({ apiBase, env, devices, ended, onSignedIn }) {
  const form = useRef(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const seconds = useCountdown(problem);
  const [codeWanted, setCodeWanted] = useState(false);

  useEffect(() => {
    document.title = `${t("sign_in.title")} · ${t("brand.name")}`;
  }, []);
  useEffect(() => {
    const { elements } = form.current;
    const first = elements.email.value ? "password" : "email";
    elements[codeWanted ? "code" : first].focus();
  }, [codeWanted]);
  useEffect(() => {
    if (problem?.field) form.current.elements[problem.field].focus();
  }, [problem]);

  const submit = async (event) => {
    event.preventDefault();
    if (busy || seconds > 0) return;
    const { email, password, code } = Object.fromEntries(new FormData(form.current));
    const missing = missingField({ email, password, code });
    if (missing) return setProblem(missing);
    setBusy(true);
    setProblem(null);
    try {
      const options = { apiBase, env, deviceTokens: devices.tokens() };
      onSignedIn(await signIn(options, { email: email.trim(), password, code: code?.trim() }));
    } catch (error) {
      const asked = error.code === "second_factor_required" && code === undefined;
      if (asked) setCodeWanted(true);
      else setProblem(signInProblem(error));
      // The password was changed meanwhile.
      if (error.code === "credentials_wrong") setCodeWanted(false);
      setBusy(false);
    }
  };

  const backToPassword = () => {
    setCodeWanted(false);
    setProblem(null);
  };

  return html`
    <main class="sign-in">
      <div class="sign-in-card">
        <p class="sign-in-brand"><${Mark} />${t("brand.name")}</p>
        <h1>${t(codeWanted ? "sign_in.code_title" : "sign_in.title")}</h1>
        <p class="sign-in-lede">${t(codeWanted ? "sign_in.code_lede" : "sign_in.lede")}</p>
        ${ended && !problem && html`<p class="note" role="status">${t(`sign_in.${ended.reason}`)}</p>`}
        <div role="alert">
          ${problem && html`<p class="note note-problem" id="sign-in-problem">${t(problem.text)}</p>`}
        </div>
        <form ref=${form} onSubmit=${submit} novalidate>
          <label class="field" hidden=${codeWanted}>
            <span>${t("sign_in.email")}</span>
            <input
              class="input"
              name="email"
              type="email"
              autocomplete="username"
              autocapitalize="none"
              spellcheck=${false}
              required
              defaultValue=${ended?.email ?? ""}
              ...${invalid(problem, "email")}
            />
          </label>
          <div hidden=${codeWanted}><${PasswordField} ...${invalid(problem, "password")} /></div>
          ${codeWanted && html`<${CodeField} ...${invalid(problem, "code")} />`}
          <button class="button button-primary" type="submit" aria-disabled=${busy || seconds > 0}>
            ${label(busy, seconds)}
          </button>
          ${
            codeWanted &&
            html`<button class="sign-in-back" type="button" onClick=${backToPassword}>${t("sign_in.back")}</button>`
          }
        </form>
      </div>
    </main>
  `;
}

function invalid(problem, field) {
  const wrong = problem?.field === field;
  return { "aria-invalid": wrong, "aria-describedby": wrong ? "sign-in-problem" : undefined };
}

function label(busy, seconds) {
  if (seconds > 0) return t("sign_in.wait", { seconds });
  return t(busy ? "sign_in.submitting" : "sign_in.submit");
}
