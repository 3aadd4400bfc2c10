import { useEffect, useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CheckIcon } from "../../client/ui/icons.js";
import { enCopy } from "../catalogue/en_copy.js";
import { CopyIcon } from "./icons.js";

addTexts(enCopy);

const COPIED_MS = 2_000;

/** Copies a text and shows for a moment whether that worked. @param {{text: string, label?: string}} props */
export function CopyButton({ text, label = t("copy.copy") }) {
  const [result, setResult] = useState("");
  useEffect(() => {
    if (!result) return;
    const timer = setTimeout(() => setResult(""), COPIED_MS);
    return () => clearTimeout(timer);
  }, [result]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text); // undefined on a page without HTTPS
      setResult("copy.copied");
    } catch {
      setResult("copy.failed");
    }
  };

  return html`
    <button class="button button-small" type="button" onClick=${copy}>
      <${result === "copy.copied" ? CheckIcon : CopyIcon} />
      <span aria-live="polite">${result ? t(result) : label}</span>
    </button>
  `;
}
