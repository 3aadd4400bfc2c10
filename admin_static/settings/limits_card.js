import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { NumbersCard } from "./numbers_card.js";

const NUMBERS = [
  { name: "messages_at_once", min: 1, max: 1_000 },
  { name: "message_every_ms", min: 0, max: 60_000, scale: 1_000 },
  { name: "conversations_per_minute", min: 1, max: 10_000 },
  { name: "conversations_per_address", min: 1, max: 10_000 },
];

/** How much a stranger may write. */
export function LimitsCard({ site, change }) {
  return html`<${NumbersCard}
    title=${t("limits.title")}
    text=${t("limits.text")}
    numbers=${NUMBERS}
    site=${site}
    change=${change}
  />`;
}
