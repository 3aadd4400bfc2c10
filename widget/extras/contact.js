/**
 * @import {Contact, VisitorContact} from "../../client/wire"
 * @import {PanelProps} from "../panel_view.js"
 * @import {Visitor} from "./extras.js"
 */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../../client/ui/html.js";
import { attempt, scopeOf } from "../storage.js";
import { t } from "./texts.js";

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;

/**
 * Asks for an e-mail address: after the first message, as an offer above the text box; or, where the site requires it,
 * with a name in place of the text box before the first message. These go with the first message.
 * @param {{visitor: Visitor, embed: {token: string, user: import("../../client/wire").Identity | null}}} parts
 */
export function createContact({ visitor, embed }) {
  const closedKey = `porchlight.${scopeOf(embed.token, embed.user)}.contact_closed`;
  /** @type {VisitorContact | null} what this page has saved since the session began */
  let saved = null;
  /** @type {Contact | null} */
  let given = null;

  /** @param {PanelProps} props */
  return function ContactSlot({ state }) {
    const [, redraw] = useState(0);
    const [editing, setEditing] = useState(false);
    const asked = state.extras?.contact;
    if (!asked || asked.form === "off" || state.phase !== "ready" || !state.loaded) return null;
    const written = state.messages.length > 0;
    const known = saved ?? (given ? { name: null, state: "", ...given } : asked);

    if (!written) {
      if (asked.form !== "require" || given || asked.email) return null;
      /** @param {Contact} contact */
      const onGiven = async (contact) => {
        given = contact;
        visitor.contact = contact;
        redraw((count) => count + 1);
      };
      return html`<${Form} before onSubmit=${onGiven} />`;
    }
    if (!state.messages.some(({ id }) => id)) return null;

    /** @param {{email: string | null, name?: string}} contact */
    const save = async ({ email }) => {
      const answer = await visitor.call("POST", "/chatbot/contact", { email, name: known.name ?? undefined });
      saved = answer.contact;
      setEditing(false);
      redraw((count) => count + 1);
    };
    const close = () => {
      attempt(() => localStorage.setItem(closedKey, "yes"));
      redraw((count) => count + 1);
    };
    const change = () => setEditing(true);

    if (editing) {
      return html`<${Form} email=${known.email ?? ""} onSubmit=${save} onCancel=${() => setEditing(false)} />`;
    }
    if (known.email) {
      const text = t(known.state ? "contact.stopped" : "contact.saved", { email: known.email });
      return html`
        <div class="contact">
          <p role="status">${text}</p>
          <button type="button" onClick=${change}>${t("contact.change")}</button>
          <button type="button" onClick=${() => save({ email: null }).catch(() => {})}>${t("contact.remove")}</button>
        </div>
      `;
    }
    if (attempt(() => localStorage.getItem(closedKey))) return null;
    return html`
      <div class="contact">
        <p><button type="button" onClick=${change}>${t("contact.offer")}</button></p>
        <button type="button" onClick=${close}>${t("contact.close")}</button>
      </div>
    `;
  };
}

/**
 * @param {{
 *   before?: boolean, email?: string, onSubmit: (contact: Contact) => Promise<void>, onCancel?: () => void,
 * }} props `before`: with a name, in place of the text box
 */
function Form({ before, email = "", onSubmit, onCancel }) {
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const [problem, setProblem] = useState("");
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
    const name = String(fields.get("name") ?? "").trim();
    const address = String(fields.get("email")).trim();
    const invalid = before && !name ? "name" : ADDRESS.test(address) ? null : "email";
    if (invalid) {
      setProblem(invalid);
      /** @type {HTMLInputElement | null | undefined} */
      const field = form.current?.querySelector(`[name=${invalid}]`);
      return field?.focus();
    }
    try {
      await onSubmit(before ? { name, email: address } : { email: address });
    } catch (error) {
      setProblem(/** @type {{code?: string}} */ (error).code === "email_invalid" ? "email" : "failed");
    }
  };

  const texts = { name: "contact.name_missing", email: "contact.invalid", failed: "contact.failed" };
  return html`
    <form class=${before ? "contact instead" : "contact"} novalidate ref=${form} onSubmit=${submit}>
      ${before && html`<h3>${t("contact.before")}</h3><p>${t("contact.why")}</p>`}
      ${
        before &&
        html`<label>
          ${t("contact.name")}
          <input name="name" autocomplete="name" maxlength="80" aria-invalid=${problem === "name" ? "true" : undefined} />
        </label>`
      }
      <label>
        ${t("contact.email")}
        <input
          name="email"
          type="email"
          autocomplete="email"
          maxlength="254"
          defaultValue=${email}
          aria-invalid=${problem === "email" ? "true" : undefined}
        />
      </label>
      <p role="alert">${problem && t(texts[/** @type {keyof typeof texts} */ (problem)])}</p>
      ${onCancel && html`<button type="button" onClick=${onCancel}>${t("contact.cancel")}</button>`}
      <button type="submit">${t(before ? "contact.start" : "contact.save")}</button>
    </form>
  `;
}
