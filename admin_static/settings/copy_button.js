import { useEffect, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CheckIcon } from "../../client/ui/icons.js";
import { CopyIcon } from "./icons.js";

const SHOWN_MS = 2_000;

/** Copies a text, and says so. */
export function CopyButton({ text, label = t("copy.copy") }) {
  const [said, setSaid] = useState(null);
  useEffect(() => {
    const timer = said && setTimeout(() => setSaid(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text); // there is none where the page did not come by HTTPS
      setSaid("copy.copied");
    } catch {
      setSaid("copy.failed");
    }
  };

  return html`
    <button class="button button-small" type="button" onClick=${copy}>
      <${said === "copy.copied" ? CheckIcon : CopyIcon} />
      <span aria-live="polite">${said ? t(said) : label}</span>
    </button>
  `;
}
