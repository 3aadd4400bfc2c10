/**
 * What the panel shows when something is wrong, and loads only then: what the writer of a message that is not sent can do,
 * that there is no chat on this page, and that the panel could not be drawn.
 * @import {Language} from "../../client/ui/translate.js"
 * @import {PreactFunctions} from "../extras/preact.js"
 * @typedef {typeof import("../notice.js").Notice} NoticeView
 * @typedef {ReturnType<typeof start>} Trouble
 */
import { html } from "../../client/ui/html.js";
import { AlertIcon, ChatIcon } from "../../client/ui/icons.js";
import { createTranslate, share } from "../../client/ui/translate.js";
import unsentCss from "../../client/ui/unsent.css";
import { Unsent } from "../../client/ui/unsent.js";
import { provide } from "../extras/preact.js";
import { adopt } from "../style.js";
import { enTrouble } from "./texts.js";
import css from "./trouble.css";

const t = createTranslate(enTrouble);

/**
 * @param {{
 *   preact: PreactFunctions, language: Language, Notice: NoticeView, root: ShadowRoot, removal: AbortController,
 * }} parts `language`: shared with the panel; `Notice`: the panel's; `removal`: aborted when the panel is removed
 */
export function start({ preact, language, Notice, root, removal }) {
  provide(preact);
  share(language);
  removal.signal.addEventListener("abort", adopt(root, css, unsentCss));

  return {
    Unsent,
    Refused: () =>
      html`<${Notice} icon=${ChatIcon} title=${t("widget.refused_title")} note=${t("widget.refused_note")} />`,
    /** @param {{onAgain: () => void}} props */
    Failed: ({ onAgain }) => html`
      <${Notice} icon=${AlertIcon} title=${t("widget.failed_title")} note=${t("widget.failed_note")}>
        <button type="button" class="notice-action" onClick=${onAgain}>${t("widget.failed_again")}</button>
      <//>
    `,
  };
}
