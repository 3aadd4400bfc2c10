/** @import {Look, SiteSettings} from "../../../client/wire" */

/** @typedef {{look: Look, language: string}} Draft what the page edits */
/** @typedef {Look["welcome"][number]} Welcome */
/** @typedef {Look["bubbles"][number]} Bubble */

export const MOST_WELCOMES = 30; // the server has the same bounds
export const MOST_PATHS = 50;
export const MOST_OFFSET = 200;
export const MOST_BUBBLES = 20;

/** As Porchlight's own. @type {Look} */
export const USUAL = {
  accent: "",
  scheme: "auto",
  side: "end",
  offset_x: 20,
  offset_y: 20,
  corners: "round",
  icon: "bubble",
  picture: "",
  label: "",
  team_name: "",
  welcome: [],
  hidden_paths: [],
  bubbles: [],
};

/** @param {Pick<SiteSettings, "look" | "language">} site @returns {Draft} */
export const draftOf = ({ look, language }) => ({ look: look ?? USUAL, language });

/** What is sent: lines without spaces at the ends, and no empty rows. @param {Draft} draft @returns {Draft} */
export function cleaned({ look, language }) {
  return {
    language,
    look: {
      ...look,
      label: oneLine(look.label),
      team_name: oneLine(look.team_name),
      welcome: look.welcome
        .map((each) => ({ ...each, title: oneLine(each.title), text: each.text.trim() }))
        .filter(({ title, text }) => title || text),
      hidden_paths: lines(look.hidden_paths),
      bubbles: look.bubbles
        .map((each) => ({ ...each, text: each.text.trim(), paths: lines(each.paths) }))
        .filter(({ text }) => text),
    },
  };
}

/** @param {string[]} typed */
const lines = (typed) => typed.map((line) => line.trim()).filter(Boolean);

/** @param {string} text */
const oneLine = (text) => text.split(/\s+/).join(" ").trim();

/** Whether saving would change anything. @param {Draft} one @param {Draft} other */
export const differs = (one, other) => JSON.stringify(cleaned(one)) !== JSON.stringify(cleaned(other));

/** @param {string} text as typed: "2563EB", "#25e" @returns {string | null} "#2563eb"; null if it is no colour */
export function colourOf(text) {
  const [, digits] = /^#?([\da-f]{6}|[\da-f]{3})$/i.exec(text.trim()) ?? [];
  if (!digits) return null;
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
  return `#${full.toLowerCase()}`;
}

/** The languages that a welcome is not written in yet. @param {Welcome[]} welcome @param {readonly string[]} languages */
export const missing = (welcome, languages) =>
  languages.filter((each) => !welcome.some(({ language }) => language === each));
