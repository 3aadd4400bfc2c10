/**
 * @import {Contact} from "../../client/wire"
 * @import {PanelProps, VisitorState} from "../panel_view.js"
 * @import {Visitor} from "./extras.js"
 */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../../client/ui/html.js";
import { createContactDetails, problemOf } from "./contact_details.js";
import { t } from "./texts.js";

/**
 * Asks for an email address: after the first message, as an offer above the text box; or, where the site requires it,
 * with a name in place of the text box before the first message. These go with the first message.
 * @param {{
 *   root: ShadowRoot, visitor: Visitor,
 *   embed: {token: string, user: import("../../client/wire").Identity | null},
 * }} parts
 */
export function createContact({ root, ...parts }) {
  const details = createContactDetails(parts);
  const focused = () => root.activeElement?.closest(".contact");

  /** In place of the greeting's note. @param {VisitorState} state */
  const note = (state) => (details.shows(state) === "before" ? t("contact.note") : undefined);

  /** @param {PanelProps} props */
  function ContactSlot({ state }) {
    const [, redraw] = useState(0);
    const [editing, setEditing] = useState(false);
    const leaving = useRef(false);
    // What had the focus is gone: the visitor goes on writing.
    useLayoutEffect(() => {
      if (!leaving.current) return;
      leaving.current = false;
      /** @type {HTMLElement | null} */
      const box = root.querySelector(".pl-composer-input");
      box?.focus();
    });
    const leave = () => {
      leaving.current = Boolean(focused());
      setEditing(false);
      redraw((count) => count + 1);
    };

    const shows = details.shows(state);
    if (!shows) return null;
    if (shows === "before") {
      const onGiven = async (/** @type {Contact} */ contact) => {
        details.give(contact);
        leave();
      };
      return html`<${Form} key="before" before onSubmit=${onGiven} />`;
    }

    const save = async (/** @type {string | null} */ email) => {
      await details.save(state, email);
      leave();
    };
    const close = () => {
      details.close();
      leave();
    };
    const { email, state: stopped } = details.known(state);
    if (editing) {
      return html`<${Form}
        key="edit"
        email=${email ?? ""}
        onSubmit=${(/** @type {Contact} */ contact) => save(contact.email)}
        onCancel=${leave}
      />`;
    }
    if (shows === "known") {
      return html`
        <div class="contact">
          <p role="status">${t(stopped ? "contact.stopped" : "contact.saved", { email })}</p>
          <div class="contact-actions">
            <button type="button" onClick=${() => setEditing(true)}>${t("contact.change")}</button>
            <button type="button" onClick=${() => save(null).catch(() => {})}>${t("contact.remove")}</button>
          </div>
        </div>
      `;
    }
    return html`
      <div class="contact">
        <p><button type="button" onClick=${() => setEditing(true)}>${t("contact.offer")}</button></p>
        <button type="button" onClick=${close}>${t("contact.close")}</button>
      </div>
    `;
  }

  return { note, ContactSlot, known: details.known };
}

const TEXTS = { name: "contact.name_missing", email: "contact.invalid", failed: "contact.failed" };

/**
 * @param {{
 *   before?: boolean, email?: string, onSubmit: (contact: Contact) => Promise<void>, onCancel?: () => void,
 * }} props `before`: with a name, in place of the text box
 */
function Form({ before, email = "", onSubmit, onCancel }) {
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const [problem, setProblem] = useState(/** @type {keyof typeof TEXTS | null} */ (null));
  useLayoutEffect(() => {
    const { activeElement } = /** @type {ShadowRoot} */ (
      /** @type {HTMLFormElement} */ (form.current).getRootNode()
    );
    if (!before || activeElement?.matches(".pl-composer-input"))
      form.current?.querySelector("input")?.focus();
  }, []);

  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (form.current));
    const contact = {
      ...(before && { name: String(fields.get("name")).trim() }),
      email: String(fields.get("email")).trim(),
    };
    const invalid = problemOf(contact);
    setProblem(invalid);
    if (invalid) {
      /** @type {HTMLInputElement | null | undefined} */
      const field = form.current?.querySelector(`[name=${invalid}]`);
      return field?.focus();
    }
    try {
      await onSubmit(contact);
    } catch (error) {
      setProblem(/** @type {{code?: string}} */ (error).code === "email_invalid" ? "email" : "failed");
    }
  };
  /** @param {"name" | "email"} name */
  const invalidity = (name) =>
    problem === name && { "aria-invalid": "true", "aria-describedby": "contact-problem" };

  return html`
    <form class=${before ? "contact instead" : "contact"} novalidate ref=${form} onSubmit=${submit}>
      ${before && html`<h3>${t("contact.before")}</h3><p>${t("contact.why")}</p>`}
      ${
        before &&
        html`<label>
          ${t("contact.name")}
          <input name="name" autocomplete="name" maxlength="80" required ...${invalidity("name")} />
        </label>`
      }
      <label>
        ${t("contact.email")}
        <input
          name="email"
          type="email"
          autocomplete="email"
          maxlength="254"
          required
          defaultValue=${email}
          ...${invalidity("email")}
        />
      </label>
      <p role="alert" id="contact-problem">${problem && t(TEXTS[problem])}</p>
      <div class="contact-actions">
        ${onCancel && html`<button type="button" onClick=${onCancel}>${t("contact.cancel")}</button>`}
        <button type="submit">${t(before ? "contact.start" : "contact.save")}</button>
      </div>
    </form>
  `;
}
