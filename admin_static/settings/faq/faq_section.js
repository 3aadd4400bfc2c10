/** @import {Faq, FaqEntry, SiteSettings} from "../../../client/wire" */
/** @import {SectionProps} from "../settings.js" */
import { useState } from "preact/hooks";
import { addTexts, t } from "../../../client/ui/catalogue.js";
import { unformatted } from "../../../client/ui/formatting.js";
import { html } from "../../../client/ui/html.js";
import { createFaq, createSite } from "../../admin/settings_calls.js";
import { enFaq } from "../../catalogue/en_faq.js";
import { Field } from "../../controls/fields.js";
import { Tag } from "../../controls/tags.js";
import { Card, CardSwitch, RowButton } from "../controls/card.js";
import { ConfirmDialog } from "../controls/dialog.js";
import { Form } from "../controls/form.js";
import { nameOf } from "../controls/languages.js";
import { ActionStatus, Loaded, useAction, useQuery } from "../controls/requests.js";
import { MOST_ENTRIES, moved, shownText } from "./draft.js";
import { EntryDialog } from "./entry_dialog.js";

addTexts(enFaq);

/** @typedef {ReturnType<typeof createFaq>} FaqCalls */

/** The questions that the bot answers, and the bot itself. @param {SectionProps} props */
export function FaqSection({ admin }) {
  const [calls] = useState(() => ({ faq: createFaq(admin.call), site: createSite(admin.call) }));
  const query = useQuery(async () => {
    const [faq, site] = await Promise.all([calls.faq.read(), calls.site.read()]);
    return { faq, site };
  });
  const setFaq = (/** @type {Faq} */ faq) => query.data && query.setData({ ...query.data, faq });
  return html`
    <${Loaded} query=${query}>
      ${(/** @type {{faq: Faq, site: SiteSettings}} */ { faq, site }) => html`
        <${BotCard} ...${{ faq, site, calls: calls.faq, setFaq }} />
        <${QuestionsCard} ...${{ faq, site, calls: calls.faq, setFaq }} />
      `}
    <//>
  `;
}

/** @typedef {{faq: Faq, site: SiteSettings, calls: FaqCalls, setFaq: (faq: Faq) => void}} CardProps */

/** @param {Pick<CardProps, "faq" | "site">} props */
const botName = ({ faq, site }) => faq.name || site.look?.team_name || site.name;

/** @param {CardProps} props */
function BotCard({ faq, site, calls, setFaq }) {
  const save = async (/** @type {Record<string, string>} */ { name }) =>
    setFaq(await calls.change({ name: name.split(/\s+/).join(" ").trim() }));
  return html`
    <${Card} title=${t("faq.bot_title")} text=${t("faq.bot_text")}>
      <${CardSwitch}
        label=${t("faq.enabled")}
        hint=${t("faq.enabled_hint")}
        on=${faq.enabled}
        onChange=${async (/** @type {boolean} */ enabled) => setFaq(await calls.change({ enabled }))}
      />
      <${Form} onSubmit=${save} submit=${t("settings.save")} done=${t("settings.saved")}>
        <${Field}
          label=${t("faq.name")}
          hint=${t("faq.name_hint")}
          name="name"
          maxlength="80"
          placeholder=${botName({ faq: { ...faq, name: "" }, site })}
          defaultValue=${faq.name}
        />
      <//>
    <//>
  `;
}

/** @param {CardProps} props */
function QuestionsCard({ faq, site, calls, setFaq }) {
  const [edited, setEdited] = useState(/** @type {FaqEntry | "new" | null} */ (null));
  const [removed, setRemoved] = useState(/** @type {FaqEntry | null} */ (null));
  const { entries } = faq;
  const moving = useAction(async (/** @type {string} */ id, /** @type {-1 | 1} */ by) =>
    setFaq(await calls.change({ order: moved(entries, id, by) })),
  );
  const replace = (/** @type {FaqEntry} */ entry) => {
    const known = entries.some(({ id }) => id === entry.id);
    const next = known ? entries.map((each) => (each.id === entry.id ? entry : each)) : [...entries, entry];
    setFaq({ ...faq, entries: next });
    setEdited(null);
  };

  return html`
    <${Card} title=${t("faq.questions_title")} text=${t("faq.questions_text")}>
      ${
        entries.length > 0
          ? html`<ol class="list">
              ${entries.map(
                (entry, at) => html`<${EntryRow}
                  key=${entry.id}
                  entry=${entry}
                  language=${site.language}
                  first=${at === 0}
                  last=${at === entries.length - 1}
                  onMove=${(/** @type {-1 | 1} */ by) => moving.run(entry.id, by)}
                  onEdit=${() => setEdited(entry)}
                  onRemove=${() => setRemoved(entry)}
                />`,
              )}
            </ol>`
          : html`<p class="empty">${t("faq.none")}</p>`
      }
      <${ActionStatus} action=${{ ...moving, done: false }} done="" />
      <footer class="card-actions">
        <p class="form-status">${entries.length >= MOST_ENTRIES && t("faq.full")}</p>
        <button
          class="button button-primary"
          type="button"
          disabled=${entries.length >= MOST_ENTRIES}
          onClick=${() => setEdited("new")}
        >
          ${t("faq.add")}
        </button>
      </footer>
      ${
        edited &&
        html`<${EntryDialog}
          entry=${edited === "new" ? null : edited}
          language=${site.language}
          bot=${botName({ faq, site })}
          calls=${calls}
          onSaved=${replace}
          onClose=${() => setEdited(null)}
        />`
      }
      ${
        removed &&
        html`<${ConfirmDialog}
          title=${t("faq.remove_title", { question: shownText(removed, site.language).question })}
          text=${t("faq.remove_text")}
          submit=${t("faq.remove")}
          onConfirm=${async () => {
            await calls.removeEntry(removed.id);
            setFaq({ ...faq, entries: entries.filter(({ id }) => id !== removed.id) });
            setRemoved(null);
          }}
          onClose=${() => setRemoved(null)}
        />`
      }
    <//>
  `;
}

/**
 * @param {{
 *   entry: FaqEntry, language: string, first: boolean, last: boolean, onMove: (by: -1 | 1) => void,
 *   onEdit: () => void, onRemove: () => void,
 * }} props
 */
function EntryRow({ entry, language, first, last, onMove, onEdit, onRemove }) {
  const { question, answer } = shownText(entry, language);
  const named = { question };
  return html`
    <li class="list-row">
      <div class="list-main">
        <p class="list-title">
          <span dir="auto">${question}</span>
          ${!entry.suggested && html`<${Tag}>${t("faq.not_suggested")}<//>`}
        </p>
        <p class="list-text faq-answer" dir="auto">${unformatted(answer)}</p>
        <p class="list-facts"><span>${entry.texts.map((text) => nameOf(text.language)).join(", ")}</span></p>
      </div>
      <div class="webhook-actions">
        ${!first && html`<${RowButton} label=${t("faq.up_named", named)} text=${t("faq.up")} onClick=${() => onMove(-1)} />`}
        ${!last && html`<${RowButton} label=${t("faq.down_named", named)} text=${t("faq.down")} onClick=${() => onMove(1)} />`}
        <${RowButton} label=${t("faq.edit_named", named)} text=${t("faq.edit")} onClick=${onEdit} />
        <${RowButton} label=${t("faq.remove_named", named)} text=${t("faq.remove")} onClick=${onRemove} />
      </div>
    </li>
  `;
}
