/** @import {Look, SiteSettings} from "../../../client/wire" */
/** @import {SectionProps} from "../settings.js" */
/** @import {Draft} from "./draft.js" */
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { addTexts, t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { createSite } from "../../admin/settings_calls.js";
import { enWidget } from "../../catalogue/en_widget.js";
import { CopyButton } from "../../controls/copy_button.js";
import { embedSnippet } from "../../first_steps/snippet.js";
import { Card } from "../controls/card.js";
import { ConfirmDialog } from "../controls/dialog.js";
import { errorText, Loaded, useAction, useQuery } from "../controls/requests.js";
import { BubblesCard } from "./bubbles_card.js";
import { ButtonCard, ColourCard, PathsCard, PictureCard } from "./cards.js";
import { cleaned, differs, draftOf } from "./draft.js";
import { Preview } from "./preview.js";
import { WelcomeCard } from "./welcome_card.js";

addTexts(enWidget);

/**
 * @typedef {{
 *   draft: Draft, edit: (changes: Partial<Look>) => void, onLanguage: (language: string) => void, site: SiteSettings,
 *   storePicture: (content: string) => Promise<string>,
 * }} EditorProps `edit` changes the look
 */

/** How the widget looks and what it says: edited together, seen in a preview, and saved at once. @param {SectionProps} props */
export function WidgetSection({ admin, apiBase, route }) {
  const [calls] = useState(() => createSite(admin.call));
  const query = useQuery(calls.read);
  return html`
    <${Loaded} query=${query}>
      ${(/** @type {SiteSettings} */ site) =>
        html`<${Editor} ...${{ site, calls, apiBase, route, onSaved: query.setData }} />`}
    <//>
  `;
}

/**
 * @param {{
 *   site: SiteSettings, calls: ReturnType<typeof createSite>, apiBase: string, route: SectionProps["route"],
 *   onSaved: (site: SiteSettings) => void,
 * }} props
 */
function Editor({ site, calls, apiBase, route, onSaved }) {
  const [draft, setDraft] = useState(() => draftOf(site));
  const unsaved = differs(draft, draftOf(site));
  const edit = (/** @type {Partial<Look>} */ changes) =>
    setDraft((before) => ({ ...before, look: { ...before.look, ...changes } }));
  const onLanguage = (/** @type {string} */ language) => setDraft((before) => ({ ...before, language }));
  const action = useAction(async () => {
    const changed = await calls.change(cleaned(draft));
    onSaved(changed);
    setDraft(draftOf(changed));
  });
  const discard = () => {
    setDraft(draftOf(site));
    action.clear();
  };
  useEffect(() => {
    if (!unsaved) return;
    if (action.done || action.error) action.clear();
    const ask = (/** @type {Event} */ event) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [unsaved, draft]);
  const [leaving, setLeaving] = useState(/** @type {{leave: () => void} | null} */ (null));
  useLayoutEffect(
    () => (unsaved ? route.guard((leave) => setLeaving({ leave })) : undefined),
    [unsaved, route],
  );
  const parts = { draft, edit, onLanguage, site, storePicture: calls.storePicture };

  return html`
    <div class="widget-editor">
      <div class="widget-cards">
        <${ColourCard} ...${parts} />
        <${PictureCard} ...${parts} />
        <${ButtonCard} ...${parts} />
        <${WelcomeCard} ...${parts} />
        <${BubblesCard} ...${parts} />
        <${PathsCard} ...${parts} />
        <${InstallCard} token=${site.widget_token} apiBase=${apiBase} />
        <div class="widget-save" data-shown=${unsaved || action.done || Boolean(action.error)}>
          <p class="form-status" role="status" data-problem=${Boolean(action.error)}>
            ${action.error ? errorText(action.error) : action.done ? t("settings.saved") : unsaved && t("widget_save.unsaved")}
          </p>
          ${
            unsaved &&
            html`
              <button class="button" type="button" onClick=${discard}>${t("widget_save.discard")}</button>
              <button class="button button-primary" type="button" aria-disabled=${action.busy} onClick=${() => action.run()}>
                ${action.busy ? t("settings.saving") : t("settings.save")}
              </button>
            `
          }
        </div>
      </div>
      ${
        leaving &&
        html`<${ConfirmDialog}
          title=${t("widget_leave.title")}
          text=${t("widget_leave.text")}
          submit=${t("widget_leave.submit")}
          onConfirm=${async () => {
            setLeaving(null);
            leaving.leave();
          }}
          onClose=${() => setLeaving(null)}
        />`
      }
      <${Preview} draft=${cleaned(draft)} greeting=${site.greeting} load=${calls.preview} />
    </div>
  `;
}

/** @param {{token: string, apiBase: string}} props */
function InstallCard({ token, apiBase }) {
  const code = embedSnippet({ origin: location.origin, api: apiBase, token });
  return html`
    <${Card} title=${t("install.title")} text=${t("install.text")}>
      <pre class="embed"><code>${code}</code></pre>
      <footer class="card-actions"><${CopyButton} text=${code} label=${t("snippet.copy")} /></footer>
    <//>
  `;
}
