/** @import {AdminSession, Conversation} from "../../client/wire" */
/** @import {InboxRow} from "../admin/inbox.js" */
/** @import {PossibleAction} from "../controls/actions.js" */
import { language } from "../../client/ui/translate.js";
import { ALL } from "../admin/views.js";
import { best, folded } from "../controls/ranking.js";
import { shownName } from "../controls/visitor_names.js";
import { conversationHref } from "../route.js";

/**
 * What the palette finds. `key` names it among all; `texts` are what it is found by, the most important first, as `folded`
 * returns them.
 * @typedef {"recent" | "conversation" | "person" | "colleague" | "action" | "page" | "message"} Kind
 * @typedef {object} Item
 * @property {string} key
 * @property {Kind} kind
 * @property {string} text
 * @property {string} [detail]
 * @property {string} [keys] that do the same
 * @property {number} [at] when it happened
 * @property {string} [href] where it leads
 * @property {() => void} [run] what it does instead
 * @property {string[]} texts
 * @typedef {{kind: Kind, items: Item[]}} Group
 */

/** How many of each kind are listed. @type {Record<Kind, number>} */
export const MOST = { recent: 6, conversation: 8, person: 5, colleague: 6, action: 8, page: 6, message: 8 };

/**
 * The items of the loaded conversations. A conversation that stays the same keeps its item, because making ten thousand of
 * them takes longer than a key may wait.
 */
export function createConversationItems() {
  /** @type {Map<string, {row: InboxRow, item: Item}>} */
  let known = new Map();
  let writtenIn = language.texts;

  /** @param {InboxRow} row @returns {Item} */
  function itemOf(row) {
    const { id, name, email, contact, verified_id, preview, last_at, tags = [] } = tagged(row);
    const address = contact?.email || email || "";
    return {
      key: `conversation ${id}`,
      kind: "conversation",
      text: shownName(name),
      detail: preview,
      at: last_at,
      href: conversationHref(id),
      texts: [shownName(name), contact?.name ?? "", address, verified_id ?? "", tags.join(" "), preview, id]
        .filter(Boolean)
        .map(folded),
    };
  }

  /** @param {InboxRow[]} rows @returns {Item[]} */
  return function of(rows) {
    /** @type {typeof known} */
    const next = new Map();
    if (writtenIn !== language.texts) known = next;
    writtenIn = language.texts;
    for (const row of rows) {
      const before = known.get(row.id);
      const item = before && (before.row === row || same(before.row, row)) ? before.item : itemOf(row);
      next.set(row.id, { row, item });
    }
    known = next;
    return [...next.values()].map(({ item }) => item);
  };
}

/** Conversations have tags once the team uses them. @param {InboxRow} row @returns {InboxRow & {tags?: string[]}} */
const tagged = (row) => row;

/** Whether two rows are found and shown alike. @param {InboxRow} one @param {InboxRow} other */
const same = (one, other) =>
  one.last_at === other.last_at &&
  one.name === other.name &&
  one.email === other.email &&
  one.contact === other.contact &&
  one.preview === other.preview &&
  tagged(one).tags === tagged(other).tags;

/**
 * The visitors of whom several conversations are loaded, each with the newest one.
 * @param {InboxRow[]} rows the newest first @param {(count: number) => string} countText
 * @returns {Item[]}
 */
export function people(rows, countText) {
  /** @type {Map<string, {newest: InboxRow, count: number}>} */
  const found = new Map();
  for (const row of rows) {
    const person = row.verified_id ?? (row.contact?.email || row.email);
    if (!person) continue;
    const known = found.get(person);
    if (known) known.count += 1;
    else found.set(person, { newest: row, count: 1 });
  }
  return [...found.values()].flatMap(({ newest, count }) => {
    if (count < 2) return [];
    const address = newest.contact?.email || newest.email || "";
    return [
      {
        key: `person ${newest.id}`,
        kind: /** @type {Kind} */ ("person"),
        text: shownName(newest.name),
        detail: [address, countText(count)].filter(Boolean).join(" · "),
        href: conversationHref(newest.id),
        texts: [shownName(newest.name), address, newest.verified_id ?? ""].filter(Boolean).map(folded),
      },
    ];
  });
}

/**
 * What can be done with a colleague: seeing the conversations that they take care of and, while one is open, giving it to
 * them.
 * @param {{id: string, name: string}[]} colleagues
 * @param {{filter: (name: string) => string, assign: (name: string) => string}} texts
 * @param {((colleague: {id: string, name: string}) => void) | null} assign null: no conversation is open
 * @returns {Item[]}
 */
export const colleagueItems = (colleagues, texts, assign) =>
  colleagues.flatMap((colleague) => {
    const { id, name } = colleague;
    /** @type {Item} */
    const filter = {
      key: `colleague ${id}`,
      kind: "colleague",
      text: texts.filter(name),
      href: conversationHref(null, { ...ALL, assignee: id }),
      texts: [folded(name), folded(texts.filter(name))],
    };
    if (!assign) return [filter];
    /** @type {Item} */
    const give = {
      key: `assign ${id}`,
      kind: "colleague",
      text: texts.assign(name),
      run: () => assign(colleague),
      texts: [folded(name), folded(texts.assign(name))],
    };
    return [give, filter];
  });

/** What is on the screen comes first. @type {PossibleAction["place"][]} */
const PLACES = ["conversation", "inbox", "everywhere"];

/** @param {PossibleAction[]} actions @param {(end: string) => string} textOf @returns {Item[]} */
export const actionItems = (actions, textOf) =>
  [...actions]
    .sort((one, other) => PLACES.indexOf(one.place) - PLACES.indexOf(other.place))
    .filter(({ palette }) => palette !== false)
    .map(({ id, key, text, run }) => {
      const shown = textOf(text ?? id);
      return {
        key: `action ${id}`,
        kind: "action",
        text: shown,
        keys: key,
        run,
        texts: [folded(shown), folded(textOf(id))],
      };
    });

/**
 * The other sites of an admin who has several.
 * @param {Pick<AdminSession, "site" | "sites">} session
 * @param {(name: string) => string} textOf @param {(siteId: string) => void} choose
 * @returns {Item[]}
 */
export const siteItems = ({ site, sites = [] }, textOf, choose) =>
  sites
    .filter(({ id }) => id !== site.id)
    .map(({ id, name }) => ({
      key: `site ${id}`,
      kind: "action",
      text: textOf(name),
      run: () => choose(id),
      texts: [folded(textOf(name)), folded(name)],
    }));

/**
 * The best items of each kind; the kind with the best item of all comes first. A conversation that is listed as the newest
 * one of a person is still listed itself.
 * @param {string} query @param {Item[]} items
 * @returns {Group[]}
 */
export function search(query, items) {
  /** @type {Map<Kind, {items: Item[], rank: number}>} */
  const groups = new Map();
  const ranked = best(
    query,
    items.map((item) => ({ item, texts: item.texts })),
    items.length,
  );
  for (const { item, rank } of ranked) {
    const group = groups.get(item.kind) ?? { items: [], rank };
    if (group.items.length < MOST[item.kind]) group.items.push(item);
    groups.set(item.kind, group);
  }
  return [...groups]
    .sort(([, one], [, other]) => one.rank - other.rank)
    .map(([kind, { items: of }]) => ({ kind, items: of }));
}

/**
 * What is listed before anything is typed: what was used last, then all that is possible.
 * @param {string[]} recent keys, the last one first @param {Item[]} items
 * @returns {Group[]}
 */
export function beforeTyping(recent, items) {
  const byKey = new Map(items.map((item) => [item.key, item]));
  const used = recent.flatMap((key) => byKey.get(key) ?? []).slice(0, MOST.recent);
  const rest = items.filter((item) => !used.includes(item));
  const of = (/** @type {Kind} */ kind) => rest.filter((item) => item.kind === kind);
  /** @type {Group[]} */
  const groups = [
    { kind: "recent", items: used },
    { kind: "action", items: of("action") },
    { kind: "page", items: of("page") },
  ];
  return groups.filter(({ items: listed }) => listed.length > 0);
}
