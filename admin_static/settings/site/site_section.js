/** @import {SiteChanges, SiteSettings} from "../../../client/wire" */
/** @import {SectionProps} from "../settings.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { createSite } from "../../admin/settings_calls.js";
import { Field } from "../../controls/fields.js";
import { lazily } from "../../controls/lazily.js";
import { Tag } from "../../controls/tags.js";
import { withTexts } from "../../language/part_texts.js";
import { Card, CardSwitch } from "../controls/card.js";
import { ConfirmDialog } from "../controls/dialog.js";
import { Form } from "../controls/form.js";
import { Loaded, useQuery } from "../controls/requests.js";
import { AddSiteCard } from "./add_site_card.js";
import { AnswersCard } from "./answers_card.js";
import { IdentityCard } from "./identity_card.js";
import { InstallationCard } from "./installation_card.js";
import { AlertsCard, FilesCard, LimitsCard, PollingCard } from "./number_cards.js";
import { OriginsCard } from "./origins_card.js";
import { RetentionCard } from "./retention_card.js";
import { WebhooksCard } from "./webhooks_card.js";

/**
 * @typedef {{
 *   site: SiteSettings, calls: ReturnType<typeof createSite>, apiBase: string, mail: boolean,
 *   change: (changes: Partial<SiteChanges>) => Promise<void>, onChanged: (site: SiteSettings) => void,
 * }} SiteCardProps `change` saves settings; `onChanged`: a card has saved with `calls` itself
 */

/** Loaded with the site's settings: most visits of the settings do not need them. */
const late = () => withTexts("settings", () => import("./late_cards.js"));
const HoursCard = lazily(async () => (await late()).HoursCard);
const ApiTokensCard = lazily(async () => (await late()).ApiTokensCard);
const EventsCard = lazily(async () => (await late()).EventsCard);

const CARDS = [
  GeneralCard,
  HoursCard,
  PresenceCard,
  RatingCard,
  OriginsCard,
  InstallationCard,
  IdentityCard,
  AlertsCard,
  AnswersCard,
  WebhooksCard,
  ApiTokensCard,
  EventsCard,
  FilesCard,
  RetentionCard,
  ContextCard,
  SearchCard,
  LimitsCard,
  PollingCard,
  AvailabilityCard,
];

/** The site's settings: a card for each subject, saved on its own. @param {SectionProps} props */
export function SiteSection({ admin, session, apiBase, env, mail, onSession, onSite }) {
  const [calls] = useState(() => createSite(admin.call));
  const query = useQuery(calls.read);
  const onChanged = (/** @type {SiteSettings} */ site) => {
    query.setData(site);
    const { name, widget_token, language } = site;
    onSession({ site: { ...session.site, name, widget_token, language } });
  };
  const change = async (/** @type {Partial<SiteChanges>} */ changes) =>
    onChanged(await calls.change(changes));

  return html`
    <${Loaded} query=${query}>
      ${(/** @type {SiteSettings} */ site) => [
        ...CARDS.map((Card) => html`<${Card} ...${{ site, calls, apiBase, mail, change, onChanged }} />`),
        html`<${AddSiteCard} ...${{ admin, session, env, onSite }} />`,
      ]}
    <//>
  `;
}

/** @param {SiteCardProps} props */
function GeneralCard({ site, change }) {
  const save = (/** @type {Record<string, string>} */ { name, greeting }) =>
    change({ name: name.split(/\s+/).join(" ").trim(), greeting: greeting.trim() });

  return html`
    <${Card} title=${t("general.title")} text=${t("general.text")}>
      <${Form} onSubmit=${save} submit=${t("settings.save")} done=${t("settings.saved")}>
        <${Field} label=${t("general.name")} name="name" maxlength="80" defaultValue=${site.name} />
        <${Field}
          as="textarea"
          label=${t("general.greeting")}
          hint=${t("general.greeting_hint")}
          name="greeting"
          rows="3"
          maxlength="500"
          defaultValue=${site.greeting}
        />
      <//>
    <//>
  `;
}

/** Whether the widget says who is there. Independent of the opening hours. @param {SiteCardProps} props */
function PresenceCard({ site, change }) {
  return html`
    <${Card} title=${t("presence_card.title")} text=${t("presence_card.text")}>
      <${CardSwitch}
        label=${t("presence_card.show")}
        hint=${t("presence_card.hint")}
        on=${site.show_presence}
        onChange=${(/** @type {boolean} */ show_presence) => change({ show_presence })}
      />
    <//>
  `;
}

/** Whether visitors rate a conversation after it was closed. @param {SiteCardProps} props */
function RatingCard({ site, change }) {
  return html`
    <${Card} title=${t("rating_card.title")} text=${t("rating_card.text")}>
      <${CardSwitch}
        label=${t("rating_card.ask")}
        hint=${t("rating_card.hint")}
        on=${site.ask_rating}
        onChange=${(/** @type {boolean} */ ask_rating) => change({ ask_rating })}
      />
    <//>
  `;
}

/** Whether visitors' pages say with a message where it was written. @param {SiteCardProps} props */
function ContextCard({ site, change }) {
  return html`
    <${Card} title=${t("context_card.title")} text=${t("context_card.text")}>
      <${CardSwitch}
        label=${t("context_card.collect")}
        hint=${t("context_card.hint")}
        on=${site.visitor_context}
        onChange=${(/** @type {boolean} */ visitor_context) => change({ visitor_context })}
      />
    <//>
  `;
}

/** Whether the texts of messages are indexed for the search. @param {SiteCardProps} props */
function SearchCard({ site, change }) {
  return html`
    <${Card} title=${t("search_card.title")} text=${t("search_card.text")}>
      <${CardSwitch}
        label=${t("search_card.index")}
        hint=${t("search_card.hint")}
        on=${site.search_messages}
        onChange=${(/** @type {boolean} */ search_messages) => change({ search_messages })}
      />
    <//>
  `;
}

/** Turns chat on or off for the whole site. @param {SiteCardProps} props */
function AvailabilityCard({ site, change }) {
  const [confirming, setConfirming] = useState(false);
  const state = site.enabled ? "on" : "off";
  const turn = async () => {
    await change({ enabled: !site.enabled });
    setConfirming(false);
  };

  return html`
    <${Card}
      title=${t("site_switch.title")}
      text=${t(`site_text.${state}`)}
      aside=${html`<${Tag} tone=${site.enabled ? "good" : "bad"}>${t(`site_state.${state}`)}<//>`}
    >
      <footer class="card-actions">
        <button
          class=${site.enabled ? "button button-danger" : "button button-primary"}
          type="button"
          onClick=${() => setConfirming(true)}
        >
          ${t(`site_turn.${state}`)}
        </button>
      </footer>
      ${
        confirming &&
        html`<${ConfirmDialog}
          title=${t(`site_ask.${state}`)}
          text=${t(`site_ask_text.${state}`)}
          submit=${t(`site_turn.${state}`)}
          danger=${site.enabled}
          onConfirm=${turn}
          onClose=${() => setConfirming(false)}
        />`
      }
    <//>
  `;
}
