/** @import {TargetedSubmitEvent} from "preact" */
/** @import {ApiError} from "../../client/delivery/types" */
/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {InboxRow} from "../admin/inbox.js" */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { NAMELESS } from "../admin/inbox.js";
import { Field, focusField, formValues } from "../controls/fields.js";

/**
 * The visitor's name and e-mail address as the team knows them, with a form that corrects them.
 * @param {{conversationId: string, row: InboxRow, admin: AdminEngine}} props
 */
export function Contact({ conversationId, row, admin }) {
  const [editing, setEditing] = useState(false);
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const began = useRef(false);
  useLayoutEffect(() => {
    if (began.current && !editing) button.current?.focus();
    began.current = editing;
  }, [editing]);
  const { contact } = row;
  const name = contact?.name ?? (row.name === NAMELESS ? "" : row.name);
  const end = () => setEditing(false);

  if (editing)
    return html`<${ContactForm} ...${{ conversationId, admin }} name=${name} email=${contact?.email ?? ""} onEnd=${end} />`;
  return html`
    <dl class="details-facts">
      <dt>${t("details.name")}</dt>
      <dd dir="auto">${name || t("details.unknown")}</dd>
      <dt>${t("details.contact")}</dt>
      <dd dir="auto">
        ${contact?.email ?? t("details.unknown")}
        ${contact?.state && html` <span class="details-bad">${t(`contact_state.${contact.state}`)}</span>`}
      </dd>
    </dl>
    <button class="button button-small details-edit" type="button" ref=${button} onClick=${() => setEditing(true)}>
      ${t("details.edit")}
    </button>
  `;
}

/** @type {Record<string, string>} */
const FIELD_OF = { name_invalid: "name", email_invalid: "email" };

/** @param {{conversationId: string, admin: AdminEngine, name: string, email: string, onEnd: () => void}} props */
function ContactForm({ conversationId, admin, name, email, onEnd }) {
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  useLayoutEffect(() => focusField(form.current, "name"), []);

  async function submit(/** @type {TargetedSubmitEvent<HTMLFormElement>} */ event) {
    event.preventDefault();
    if (busy) return;
    const values = formValues(event.currentTarget);
    setBusy(true);
    setProblem("");
    try {
      await admin.correctContact(conversationId, {
        name: values.name.trim() || null,
        email: values.email.trim() || null,
      });
      onEnd();
    } catch (caught) {
      const { code } = /** @type {ApiError} */ (caught);
      setBusy(false);
      setProblem(FIELD_OF[code] ? code : "failed");
      focusField(form.current, FIELD_OF[code] ?? "name");
    }
  }
  const problemOf = (/** @type {string} */ field) =>
    FIELD_OF[problem] === field ? t(`details.${problem}`) : undefined;

  return html`
    <form
      class="details-form"
      ref=${form}
      novalidate
      onSubmit=${submit}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        event.preventDefault();
        onEnd();
      }}
    >
      <${Field} label=${t("details.name")} name="name" maxlength="80" defaultValue=${name} problem=${problemOf("name")} />
      <${Field}
        label=${t("details.contact")}
        name="email"
        type="email"
        spellcheck=${false}
        autocapitalize="none"
        defaultValue=${email}
        problem=${problemOf("email")}
      />
      <p class="details-problem" role="alert">${problem === "failed" && t("details.not_saved")}</p>
      <div class="details-actions">
        <button class="button button-small" type="button" onClick=${onEnd}>${t("details.cancel")}</button>
        <button class="button button-primary button-small" type="submit" aria-disabled=${busy ? "true" : undefined}>
          ${t("details.save")}
        </button>
      </div>
    </form>
  `;
}
