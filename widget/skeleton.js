import { useEffect, useState } from "preact/hooks";
import { t } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";

const SLOW_MS = 8000;

/** Stands in for the log while it loads, and says so when that takes long. */
export function Skeleton() {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);

  return html`
    <div class="skeleton">
      <div class="skeleton-rows" aria-hidden="true">
        <span></span><span></span><span data-mine></span><span></span>
      </div>
      <p class=${slow ? "skeleton-text" : "pl-hidden-text"} role="status">
        ${slow ? t("widget.slow") : t("widget.starting")}
      </p>
    </div>
  `;
}
