import { useState } from "preact/hooks";
import { html } from "../../client/ui/html.js";
import { createSite } from "../admin/settings_calls.js";
import { Asked } from "./asked.js";
import { EmbedCard } from "./embed_card.js";
import { GeneralCard } from "./general_card.js";
import { IdentityCard } from "./identity_card.js";
import { LimitsCard } from "./limits_card.js";
import { OriginsCard } from "./origins_card.js";
import { PaceCard } from "./pace_card.js";
import { RetentionCard } from "./retention_card.js";
import { SwitchCard } from "./switch_card.js";
import { useAsked } from "./use_asked.js";

const CARDS = [
  GeneralCard,
  OriginsCard,
  EmbedCard,
  IdentityCard,
  RetentionCard,
  LimitsCard,
  PaceCard,
  SwitchCard,
];

/** The site's settings, a card for each subject, each saved by itself. */
export function SiteSection({ admin, session, apiBase, onSession }) {
  const [calls] = useState(() => createSite(admin.call));
  const read = useAsked(calls.read);
  /** What the rest of the dashboard knows of the site follows. */
  const become = (site) => {
    read.change(site);
    const { name, widget_token } = site;
    onSession({ site: { ...session.site, name, widget_token } });
  };
  const change = async (changes) => become(await calls.change(changes));

  return html`
    <${Asked} asked=${read}>
      ${(site) =>
        CARDS.map(
          (Card) =>
            html`<${Card} site=${site} calls=${calls} apiBase=${apiBase} change=${change} become=${become} />`,
        )}
    <//>
  `;
}
