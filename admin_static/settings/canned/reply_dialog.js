/** @import {CannedDraft, CannedReply} from "../../../client/wire" */
/** @import {ApiError} from "../../../client/delivery/types" */
/** @import {CannedStore} from "../../canned/store.js" */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { formattedBody } from "../../../client/ui/formatted_body.js";
import { html } from "../../../client/ui/html.js";
import { linkedText } from "../../../client/ui/message.js";
import { filled, PLACEHOLDERS, valuesOf } from "../../canned/placeholders.js";
import { Field } from "../../controls/fields.js";
import { RowButton } from "../controls/card.js";
import { Dialog } from "../controls/dialog.js";
import { errorText, useAction } from "../controls/requests.js";
import { cleaned, differs, draftOf, lacks, NAME_CHARACTERS, TITLE_CHARACTERS, warningsOf } from "./draft.js";

/** @typedef {{currentTarget: HTMLInputElement}} Typed */

/**
 * Adds a canned reply, or changes one, with what the visitor will see below. If somebody else has changed it meanwhile,
 * both texts are shown, and the admin decides.
 * @param {{
 *   reply: CannedReply | null, store: CannedStore, names: {admin: string, site: string}, onClose: () => void,
 * }} props `reply`: null for a new one
 */
export function ReplyDialog({ reply, store, names, onClose }) {
  const [draft, setDraft] = useState(() => draftOf(reply));
  const [base, setBase] = useState(reply);
  const [other, setOther] = useState(/** @type {CannedReply | "gone" | null} */ (null));
  const [missing, setMissing] = useState(/** @type {ReturnType<typeof lacks>} */ (null));
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const saving = useAction(async (/** @type {CannedReply | null} */ before) => {
    const sent = cleaned(draft);
    try {
      await (before ? store.change(before, sent) : store.add(sent));
    } catch (error) {
      const { code } = /** @type {ApiError} */ (error);
      if (!before || !["canned_reply_changed", "canned_reply_not_found"].includes(code)) throw error;
      await store.load(true);
      setOther(store.replies?.find(({ id }) => id === before.id) ?? "gone");
      return;
    }
    onClose();
  });
  const field = (/** @type {keyof CannedDraft} */ name) => form.current?.elements.namedItem(name);
  useLayoutEffect(() => {
    const wanted = missing ? field(missing.field) : null;
    if (wanted instanceof HTMLElement) wanted.focus();
  }, [missing]);

  const edit = (/** @type {Partial<CannedDraft>} */ changes) => {
    setMissing(null);
    saving.clear();
    setDraft({ ...draft, ...changes });
  };
  const insert = (/** @type {string} */ placeholder) => {
    const input = field("text");
    if (!(input instanceof HTMLTextAreaElement)) return;
    input.setRangeText(`{${placeholder}}`, input.selectionStart, input.selectionEnd, "end");
    input.focus();
    edit({ text: input.value });
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const found = lacks(draft);
    setMissing(found);
    if (!found) saving.run(base);
  };
  const taken = saving.error?.code === "canned_name_taken";
  useLayoutEffect(() => {
    const name = taken && field("name");
    if (name instanceof HTMLElement) name.focus();
  }, [taken]);
  const problemOf = (/** @type {keyof CannedDraft} */ name) => {
    if (taken && saving.error && name === "name") return errorText(saving.error);
    return missing?.field === name ? t(`canned_lacks.${name}_${missing.problem}`) : undefined;
  };
  const warnings = warningsOf(draft);

  if (other) {
    return html`<${Conflict}
      own=${cleaned(draft)}
      other=${other}
      onOwn=${() => {
        const before = other === "gone" ? null : other;
        setBase(before);
        setOther(null);
        saving.run(before);
      }}
      onOther=${() => {
        if (other === "gone") return onClose();
        setBase(other);
        setDraft(draftOf(other));
        setOther(null);
      }}
      onBack=${() => setOther(null)}
    />`;
  }
  return html`
    <${Dialog} title=${t(reply ? "canned.edit_title" : "canned.add_title")} onClose=${onClose}>
      <form class="form canned-form" ref=${form} onSubmit=${submit} novalidate>
        <div class="form-fields">
          <${Field}
            label=${t("canned.name")}
            hint=${t("canned.name_hint")}
            name="name"
            maxlength=${NAME_CHARACTERS + 1}
            autocapitalize="none"
            spellcheck=${false}
            value=${draft.name}
            problem=${problemOf("name")}
            onInput=${(/** @type {Typed} */ { currentTarget }) => edit({ name: currentTarget.value })}
          />
          <${Field}
            label=${t("canned.reply_title")}
            name="title"
            maxlength=${TITLE_CHARACTERS}
            value=${draft.title}
            problem=${problemOf("title")}
            onInput=${(/** @type {Typed} */ { currentTarget }) => edit({ title: currentTarget.value })}
          />
          <${Field}
            as="textarea"
            label=${t("canned.reply_text")}
            hint=${t("canned.text_hint")}
            name="text"
            rows="6"
            value=${draft.text}
            problem=${problemOf("text")}
            onInput=${(/** @type {Typed} */ { currentTarget }) => edit({ text: currentTarget.value })}
          />
          <div class="canned-placeholders" role="group" aria-label=${t("canned.placeholders")}>
            ${PLACEHOLDERS.map(
              (each) => html`<${RowButton}
                key=${each}
                label=${t("canned.insert", { placeholder: t(`canned_placeholder.${each}`) })}
                text=${t(`canned_placeholder.${each}`)}
                onClick=${() => insert(each)}
              />`,
            )}
          </div>
          <p class="canned-warning" role="status">
            ${warnings.length > 0 && t("canned.unknown", { placeholders: warnings.join(", ") })}
          </p>
          <${Preview} text=${draft.text} names=${names} />
        </div>
        <footer class="form-footer">
          <p class="form-status" role="status" data-problem=${Boolean(saving.error)}>
            ${saving.error && !taken && errorText(saving.error)}
          </p>
          <button
            class="button button-primary"
            type="submit"
            aria-disabled=${saving.busy || (base !== null && !differs(draft, base))}
          >
            ${saving.busy ? t("settings.saving") : t(reply ? "settings.save" : "canned.add")}
          </button>
        </footer>
      </form>
    <//>
  `;
}

/** The reply as the visitor sees it, with a name in place of the visitor's. @param {{text: string, names: {admin: string, site: string}}} props */
function Preview({ text, names }) {
  const values = valuesOf({ ...names, visitor: t("canned.preview_visitor") });
  const body = filled(text.trim() || t("canned.preview_text"), values);
  const message = /** @type {Parameters<typeof formattedBody>[0]} */ ({ sender_type: "admin", body });
  return html`
    <section class="faq-preview" aria-label=${t("canned.preview")}>
      <div class="pl-message" data-mine="true" data-first="true" data-last="true">
        <div class="pl-message-main"><div class="pl-bubble" dir="auto">${formattedBody(message, linkedText)}</div></div>
      </div>
    </section>
  `;
}

/**
 * @param {{
 *   own: CannedDraft, other: CannedReply | "gone", onOwn: () => void, onOther: () => void, onBack: () => void,
 * }} props
 */
function Conflict({ own, other, onOwn, onOther, onBack }) {
  const gone = other === "gone";
  const version = (/** @type {string} */ label, /** @type {CannedDraft} */ { name, title, text }) => html`
    <section class="canned-version" aria-label=${label}>
      <h3>${label}</h3>
      <p class="canned-version-title"><span dir="auto">${title}</span> <span class="canned-row-name">/${name}</span></p>
      <p class="canned-version-text" dir="auto" tabindex="0">${text}</p>
    </section>
  `;
  return html`
    <${Dialog}
      title=${t(gone ? "canned.gone_title" : "canned.conflict_title")}
      text=${gone ? t("canned.gone_text") : t("canned.conflict_text", { name: other.changed_by })}
      onClose=${onBack}
    >
      <div class="canned-versions">
        ${!gone && version(t("canned.theirs", { name: other.changed_by }), other)}
        ${version(t("canned.yours"), own)}
      </div>
      <div class="dialog-actions">
        <button class="button" type="button" onClick=${onOther}>
          ${t(gone ? "canned.leave_gone" : "canned.take_theirs")}
        </button>
        <button class="button button-primary" type="button" onClick=${onOwn}>
          ${t(gone ? "canned.add_again" : "canned.keep_mine")}
        </button>
      </div>
    <//>
  `;
}
