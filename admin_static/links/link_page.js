import { useEffect, useRef, useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { acceptInvitation, resetPassword } from "../admin/session.js";
import { enLinks } from "../catalogue/en_links.js";
import { Mark } from "../controls/mark.js";
import { PasswordField } from "../controls/password_field.js";
import { conversationHref } from "../route.js";
import { linkProblem } from "./link_problem.js";

addTexts(enLinks);

/**
 * What a link opens that an owner has passed on: joining, or choosing a new password.
 * @param {object} props
 * @param {"invitation" | "reset"} props.kind
 * @param {string} props.secret
 * @param {string} [props.email] who is signed in here
 * @param {(session: object) => void} props.onJoined
 * @param {(answer: {admin_id: string, device_token: string}) => void} props.onReset
 * @param {() => void} props.onUnused back, without it
 */
export function LinkPage({ kind, secret, apiBase, env, email, onJoined, onReset, onUnused }) {
  const form = useRef(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const joining = kind === "invitation";

  useEffect(() => {
    document.title = `${t(`${kind}.title`)} · ${t("brand.name")}`;
    form.current.elements[joining ? "name" : "password"].focus();
  }, []);
  useEffect(() => {
    if (problem?.field) form.current?.elements[problem.field]?.focus();
  }, [problem]);

  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    const { name = "", password } = Object.fromEntries(new FormData(form.current));
    setBusy(true);
    setProblem(null);
    try {
      const given = { secret, name: name.split(/\s+/).join(" ").trim(), password };
      if (joining) return onJoined(await acceptInvitation({ apiBase, env }, given));
      onReset(await resetPassword({ apiBase, env }, given));
    } catch (error) {
      setProblem(linkProblem(error));
      setBusy(false);
    }
  };
  const problemOf = (field) => (problem?.field === field ? t(problem.text) : undefined);

  return html`
    <div class="sign-in">
      <main class="sign-in-card">
        <p class="sign-in-brand"><${Mark} />${t("brand.name")}</p>
        <h1>${t(`${kind}.title`)}</h1>
        <p class="sign-in-lede">${t(`${kind}.lede`)}</p>
        ${joining && email && !problem && html`<p class="note">${t("invitation.other", { email })}</p>`}
        <div role="alert">
          ${problem && !problem.field && html`<p class="note note-problem">${t(problem.text)}</p>`}
        </div>
        ${
          problem?.over
            ? html`<a class="button" href=${conversationHref(null)} onClick=${leave}>${t("link.sign_in")}</a>`
            : html`<form ref=${form} onSubmit=${submit} novalidate>
                ${joining && html`<${NameField} problem=${problemOf("name")} />`}
                <${PasswordField}
                  label=${t("link.password")}
                  hint=${t("password_rule.text")}
                  autocomplete="new-password"
                  problem=${problemOf("password")}
                />
                <button class="button button-primary" type="submit" aria-disabled=${busy}>
                  ${t(busy ? "link.working" : `${kind}.submit`)}
                </button>
              </form>`
        }
      </main>
    </div>
  `;

  function leave(event) {
    event.preventDefault();
    onUnused();
  }
}

function NameField({ problem }) {
  return html`
    <div class="field">
      <label for="link-name">${t("invitation.name")}</label>
      <input
        class="input"
        id="link-name"
        name="name"
        autocomplete="name"
        maxlength="80"
        required
        aria-describedby=${problem ? "link-name-problem" : undefined}
        aria-invalid=${problem ? "true" : undefined}
      />
      ${problem && html`<p class="field-problem" id="link-name-problem">${problem}</p>`}
    </div>
  `;
}
