import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { ACTIONS, actions } from "../controls/actions.js";
import { IconButton } from "../controls/buttons.js";
import { CommandIcon } from "../controls/icons.js";
import { isApple, keyTexts } from "../controls/shortcuts.js";

/** Opens the palette: the only way to it on a phone. */
export function PaletteButton() {
  const keys = keyTexts(ACTIONS.palette.key ?? "", isApple()).join(" ");
  return html`<${IconButton}
    label=${t("palette.open", { keys })}
    aria-haspopup="dialog"
    icon=${CommandIcon}
    onClick=${() => actions.find("palette")?.run()}
  />`;
}
