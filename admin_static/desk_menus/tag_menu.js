import { useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { enDeskMenus } from "../catalogue/en_desk_menus.js";
import { matches, Options } from "./options.js";

addTexts(enDeskMenus);

const MOST_CHARACTERS = 40;
const MOST_TAGS = 20;
const NEW = "new:";

/**
 * Adds and removes tags, each at once; the menu stays open for the next one.
 * @param {{
 *   tags: string[], some?: string[], known: string[], onChange: (change: {add: string[], remove: string[]}) => void,
 *   onClose: () => void,
 * }} props `tags`: on all chosen conversations; `some`: on some of them; `known`: of the site's other conversations
 */
export function TagMenu({ tags, some = [], known, onChange }) {
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(tags);
  const [partly, setPartly] = useState(some);
  // The order stays the same while tags are chosen, so that nothing moves under the pointer.
  const [all, setAll] = useState(() => [
    ...tags,
    ...[...some, ...known].filter((tag) => !tags.includes(tag)).sort(),
  ]);
  const full = chosen.length >= MOST_TAGS;

  const options = [...new Set(all)]
    .filter((tag) => !query.trim() || matches(tag, query))
    .map((tag) => ({
      key: tag,
      text: tag,
      chosen: chosen.includes(tag) || (partly.includes(tag) ? /** @type {const} */ ("some") : false),
    }));
  const typed = tagsIn(query);
  if (typed.some((tag) => !all.includes(tag)))
    options.push({ key: NEW, text: t("tags.add", { tags: typed.join(", ") }), chosen: false });

  /** @param {string} key */
  function pick(key) {
    if (key !== NEW && chosen.includes(key)) {
      setChosen(chosen.filter((tag) => tag !== key));
      onChange({ add: [], remove: [key] });
      return;
    }
    const add = (key === NEW ? typed : [key])
      .filter((tag) => !chosen.includes(tag))
      .slice(0, MOST_TAGS - chosen.length);
    setQuery("");
    if (add.length === 0) return;
    setChosen([...chosen, ...add]);
    setPartly(partly.filter((tag) => !add.includes(tag)));
    setAll([...all, ...add]);
    onChange({ add, remove: [] });
  }

  return html`
    <${Options}
      label=${t("tags.label")}
      placeholder=${t("tags.search")}
      options=${options}
      query=${query}
      onSearch=${setQuery}
      empty=${t("tags.none")}
      multiple
      onPick=${pick}
    />
    <p class="options-note" role="status">${full && t("tags.full", { count: MOST_TAGS })}</p>
  `;
}

/** What somebody typed, as tags: lower case, separated by commas. @param {string} text */
export const tagsIn = (text) => [
  ...new Set(
    text
      .split(",")
      .map((tag) => tag.trim().replace(/\s+/g, " ").toLowerCase())
      .filter((tag) => tag && [...tag].length <= MOST_CHARACTERS),
  ),
];
