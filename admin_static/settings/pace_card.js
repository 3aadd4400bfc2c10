import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { NumbersCard } from "./numbers_card.js";

const NUMBERS = [
  { name: "poll_ms", min: 500, max: 60_000, scale: 1_000 },
  { name: "check_ms", min: 5_000, max: 600_000, scale: 1_000 },
];

/** How often pages ask by themselves. */
export function PaceCard({ site, change }) {
  return html`<${NumbersCard}
    title=${t("pace.title")}
    text=${t("pace.text")}
    numbers=${NUMBERS}
    site=${site}
    change=${change}
  />`;
}
