/** @import {Group, Item} from "./items.js" */
/** @import {Props as DialogProps} from "../desk/palette_dialog.js" */
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Avatar } from "../../client/ui/avatar.js";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { isComposing } from "../../client/ui/composer.js";
import { unformatted } from "../../client/ui/formatting.js";
import { html } from "../../client/ui/html.js";
import { language } from "../../client/ui/translate.js";
import { enActions } from "../catalogue/en_actions.js";
import { enPalette } from "../catalogue/en_palette.js";
import { actions } from "../controls/actions.js";
import { chosenAfter } from "../controls/combobox.js";
import { folded } from "../controls/ranking.js";
import { offerUndo } from "../controls/undo.js";
import { Keys } from "../dialogs/shortcuts_dialog.js";
import { relativeTime } from "../inbox/relative_time.js";
import { conversationHref, settingsHref } from "../route.js";
import { tolerantStorage } from "../storage/tolerant_storage.js";
import {
  actionItems,
  beforeTyping,
  colleagueItems,
  createConversationItems,
  people,
  search,
  siteItems,
} from "./items.js";
import { createRecent } from "./recent.js";
import { useServerSearch, withServer } from "./server_search.js";

addTexts(enActions);
addTexts(enPalette);

const itemsOf = createConversationItems();
const recent = createRecent(tolerantStorage(() => sessionStorage));

/**
 * The list below the text box, by the WAI-ARIA pattern of a combobox: the focus stays in the text box.
 * @typedef {(admin: DialogProps["session"]["admin"]) => Promise<{id: string}[]>} LoadSections
 * @param {DialogProps & {
 *   typed: string, input: {current: HTMLInputElement | null}, loadSections: LoadSections, onDone: () => void,
 * }} props `loadSections`: the pages of the settings; `onDone` closes the dialog, which returns the focus
 */
export function PaletteResults({
  typed,
  input,
  rows,
  visited,
  admin,
  session,
  route,
  onSite,
  loadSections,
  onDone,
}) {
  const id = useId();
  const [chosen, setChosen] = useState(0);
  const pages = usePages(session, loadSections);
  const conversations = useMemo(() => itemsOf(rows), [rows, language.texts]);
  const persons = useMemo(
    () => people(rows, (count) => t("palette.conversations", { count })),
    [rows, language.texts],
  );
  const possible = [
    ...actionItems(actions.list(), (end) => t(`action.${end}`)),
    ...siteItems(
      session,
      (name) => t("palette.site", { name }),
      (id) => {
        route.leave(() => {
          onSite(id).then(
            () => route.go(conversationHref(null)),
            () => {}, // the present site stays
          );
        });
      },
    ),
  ];
  const colleagues = useColleagueItems(admin);
  const query = folded(typed);
  const answer = useServerSearch(admin, typed);
  const groups = query
    ? withServer(
        search(query, [...possible, ...conversations, ...persons, ...colleagues, ...pages]),
        answer,
        rows,
      )
    : beforeTyping(
        [
          ...recent.read().filter((key) => !key.startsWith("conversation ")),
          ...visited.map((each) => `conversation ${each}`),
        ],
        [...possible, ...conversations, ...persons, ...pages],
      );
  const listed = groups.flatMap(({ items }) => items);
  const at = Math.min(chosen, listed.length - 1);
  useLayoutEffect(() => setChosen(0), [query]);

  const choose = (/** @type {Item} */ item) => {
    recent.add(item.key);
    onDone();
    if (item.href) route.go(item.href);
    else item.run?.();
  };
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = chosenAfter(event.key, at, listed.length);
    if (next !== null) setChosen(next);
    else if (event.key === "Enter" && listed[at]) choose(listed[at]);
    else return;
    event.preventDefault();
  };
  useTextBox(input, onKeyDown, listed.length > 0 ? { list: id, option: `${id}-${at}` } : null);

  return html`
    <div class="palette-list" role="listbox" id=${id} aria-label=${t("palette.results")}>
      ${groups.map(
        (group) => html`<${Results}
          key=${group.kind}
          id=${id}
          group=${group}
          first=${listed.indexOf(group.items[0])}
          at=${at}
          onChoose=${choose}
        />`,
      )}
    </div>
    ${listed.length === 0 && html`<p class="palette-none">${t(answer.waiting ? "palette.searching" : "palette.none", { typed })}</p>`}
    <p class="pl-hidden-text" role="status">
      ${query && (answer.waiting && listed.length === 0 ? t("palette.searching") : t("palette.found", { count: listed.length }))}
    </p>
  `;
}

/** @param {{id: string, group: Group, first: number, at: number, onChoose: (item: Item) => void}} props */
function Results({ id, group, first, at, onChoose }) {
  const heading = `${id}-${group.kind}`;
  return html`
    <div class="palette-group" role="group" aria-labelledby=${heading}>
      <div class="palette-heading" id=${heading} role="presentation">${t(`palette_kind.${group.kind}`)}</div>
      ${group.items.map(
        (item, number) => html`<${Option}
          key=${item.key}
          id="${id}-${first + number}"
          item=${group.kind === "page" ? { ...item, detail: undefined } : item}
          chosen=${first + number === at}
          onChoose=${() => onChoose(item)}
        />`,
      )}
    </div>
  `;
}

/** @param {{id: string, item: Item, chosen: boolean, onChoose: () => void}} props */
function Option({ id, item, chosen, onChoose }) {
  const option = useRef(/** @type {HTMLElement | null} */ (null));
  const { key, kind, text, detail, keys, at } = item;
  const ofVisitor = /^(conversation|person|message) /.test(key);
  useEffect(() => {
    if (chosen) option.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return html`
    <div
      class="palette-option"
      role="option"
      id=${id}
      ref=${option}
      aria-selected=${chosen}
      onMouseDown=${(/** @type {Event} */ event) => event.preventDefault() /* keeps the focus in the text box */}
      onClick=${onChoose}
    >
      ${ofVisitor && html`<${Avatar} name=${text} seed=${key.split(" ")[1]} />`}
      <span class="palette-text" dir="auto">${text}</span>
      ${detail && html`<span class="palette-detail" dir="auto">${kind === "conversation" ? unformatted(detail) : detail}</span>`}
      ${keys && html`<span class="palette-keys" dir="ltr"><${Keys} of=${keys} /></span>`}
      ${at !== undefined && html`<time class="palette-time">${relativeTime(at, Date.now())}</time>`}
    </div>
  `;
}

/**
 * The colleagues, once they are loaded. The rest of the palette does not wait for them.
 * @param {DialogProps["admin"]} admin @returns {Item[]}
 */
function useColleagueItems(admin) {
  const [known, setKnown] = useState(/** @type {{id: string, name: string}[]} */ ([]));
  useEffect(() => {
    admin.desk.colleagues().then(setKnown, console.info);
  }, [admin, admin.desk.teamChanges]);
  const { open } = admin.state;
  const give = (/** @type {{id: string, name: string}} */ { id, name }) => {
    if (!open) return;
    admin.desk.assign(open.id, id).then(
      (undo) => undo && offerUndo({ text: t("undo.assigned", { name }), undo }),
      () => offerUndo({ text: t("desk.failed") }),
    );
  };
  const texts = {
    filter: (/** @type {string} */ name) => t("palette.of_colleague", { name }),
    assign: (/** @type {string} */ name) => t("palette.assign", { name }),
  };
  return colleagueItems(known, texts, open?.loaded && !open.notFound ? give : null);
}

/**
 * The pages of the settings, once they are loaded: their names come with them.
 * @param {DialogProps["session"]} session @param {LoadSections} loadSections @returns {Item[]}
 */
function usePages({ admin }, loadSections) {
  const [pages, setPages] = useState(/** @type {Item[]} */ ([]));
  useEffect(() => {
    loadSections(admin).then(
      (sections) =>
        setPages(
          sections.map(({ id }) => ({
            key: `page ${id}`,
            kind: "page",
            text: t(`section.${id}`),
            detail: t("palette.settings"),
            href: settingsHref(id),
            texts: [t(`section.${id}`), `${t("palette.settings")} ${t(`section.${id}`)}`].map(folded),
          })),
        ),
      console.info,
    );
  }, []);
  return pages;
}

/**
 * The text box belongs to the dialog, which is there before this part is loaded.
 * @param {{current: HTMLInputElement | null}} input @param {(event: KeyboardEvent) => void} onKeyDown
 * @param {{list: string, option: string} | null} shown ids; null: the list is empty
 */
function useTextBox(input, onKeyDown, shown) {
  const latest = useRef(onKeyDown);
  useLayoutEffect(() => {
    latest.current = onKeyDown;
    const { current: box } = input;
    box?.setAttribute("aria-expanded", String(shown !== null));
    if (shown) box?.setAttribute("aria-controls", shown.list);
    else box?.removeAttribute("aria-controls");
    if (shown) box?.setAttribute("aria-activedescendant", shown.option);
    else box?.removeAttribute("aria-activedescendant");
  });
  useLayoutEffect(() => {
    const { current: box } = input;
    const call = (/** @type {KeyboardEvent} */ event) => latest.current(event);
    box?.addEventListener("keydown", call);
    return () => box?.removeEventListener("keydown", call);
  }, []);
}
