/**
 * The emoji beside the text box: loaded by the extras where the reader has a mouse. A phone's keyboard has its own.
 * @import {Language} from "../../client/ui/translate.js"
 * @import {PreactFunctions} from "../extras/preact.js"
 */
import css from "../../client/ui/emoji.css";
import { Emoji } from "../../client/ui/emoji.js";
import { share } from "../../client/ui/translate.js";
import { provide } from "../extras/preact.js";
import { adopt } from "../style.js";

/** @param {{preact: PreactFunctions, language: Language, root: ShadowRoot, removal: AbortController}} parts */
export function start({ preact, language, root, removal }) {
  provide(preact);
  share(language);
  removal.signal.addEventListener("abort", adopt(root, css));
  return Emoji;
}
