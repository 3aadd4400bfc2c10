import { html } from "./html.js";
import { BotIcon } from "./icons.js";

const TONES = 6;

/**
 * A round mark with the first letter of a name, in a tone that stays with the seed. Decoration:
 * the name is always written beside it.
 *
 * @param {{ name: string, type?: "visitor" | "admin" | "bot" | "system", seed?: string }} props
 *   `seed` (default the name) tells apart the tones of people with one name
 */
export function Avatar({ name, type, seed = name }) {
  return html`
    <span class="pl-avatar" data-tone=${toneOf(seed)} aria-hidden="true">
      ${type === "bot" ? html`<${BotIcon} />` : initialOf(name)}
    </span>
  `;
}

/** The first letter or digit, whatever the script; an emoji name gives no letter. */
export function initialOf(name) {
  return name.match(/[\p{L}\p{N}]/u)?.[0].toLocaleUpperCase() ?? "•";
}

export function toneOf(seed) {
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + character.codePointAt(0)) % 9973;
  return sum % TONES;
}
