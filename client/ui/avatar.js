/** @import {SenderType} from "../wire" */
import { html } from "./html.js";
import { BotIcon } from "./icons.js";

const TONES = 6;

/**
 * A circle with the first letter of a name, in a colour that depends on the seed. Decoration: the name is always
 * written beside it.
 * @param {{ name: string, type?: SenderType, seed?: string }} props `seed` (default: the name) gives people with the
 *   same name different colours
 */
export function Avatar({ name, type, seed = name }) {
  return html`
    <span class="pl-avatar" data-tone=${toneOf(seed)} aria-hidden="true">
      ${type === "bot" ? html`<${BotIcon} />` : initialOf(name)}
    </span>
  `;
}

/** The first letter or digit in any script; a dot if there is none. @param {string} name */
export function initialOf(name) {
  return name.match(/[\p{L}\p{N}]/u)?.[0].toLocaleUpperCase() ?? "•";
}

/** @param {string} seed */
export function toneOf(seed) {
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % TONES;
}
