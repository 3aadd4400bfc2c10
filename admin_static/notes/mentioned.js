/** @import {Colleague} from "../../client/wire" */

/** @param {string} text */
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * What finds `@Name` of these people, the longest names first; null if there are none.
 * @param {Pick<Colleague, "name">[]} people
 */
function patternOf(people) {
  const names = people.map(({ name }) => escaped(name)).sort((one, other) => other.length - one.length);
  // Not within a word, such as an e-mail address, and not the beginning of another name.
  return names.length
    ? new RegExp(`(?<![\\p{L}\\p{N}_])@(${names.join("|")})(?![\\p{L}\\p{N}_])`, "giu")
    : null;
}

/**
 * The ids of the people whose name is in a note after an @.
 * @param {string} text @param {Colleague[]} people
 */
export function mentionedIn(text, people) {
  const pattern = patternOf(people);
  if (!pattern) return [];
  const names = new Set([...text.matchAll(pattern)].map(([, name]) => name.toLowerCase()));
  return people.filter(({ name }) => names.has(name.toLowerCase())).map(({ id }) => id);
}

/**
 * The text in pieces, of which the mentions are marked.
 * @param {string} text @param {string[]} names
 * @returns {{text: string, mention: boolean}[]}
 */
export function withMentions(text, names) {
  const pattern = patternOf(names.map((name) => ({ name })));
  if (!pattern) return [{ text, mention: false }];
  return text
    .split(pattern)
    .map((part, at) => (at % 2 ? { text: `@${part}`, mention: true } : { text: part, mention: false }))
    .filter((part) => part.text);
}
