import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Confirm } from "../settings/confirm.js";

/** Asks, by name, before all that is kept of a visitor goes. */
export function EraseDialog({ name, onErase, onClose }) {
  const erase = async () => {
    await onErase();
    onClose();
  };
  return html`<${Confirm}
    title=${t("erase.title", { name })}
    text=${t("erase.text")}
    submit=${t("erase.submit")}
    onConfirm=${erase}
    onClose=${onClose}
  />`;
}
