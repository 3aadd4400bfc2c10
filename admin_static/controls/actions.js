import { useLayoutEffect, useState } from "preact/hooks";

/**
 * Everything that an admin can do by a key or from the palette, in the order in which both list it. Each has a text
 * `action.ID` in catalogue/en_actions.js. The component that can do it offers it with `useActions`.
 *
 * @typedef {"everywhere" | "inbox" | "conversation"} Place
 * @typedef {object} ActionFacts
 * @property {Place} place where the action applies
 * @property {string} [key] as `keyOf` names it (shortcuts.js), or two keys to press one after the other, as in "g s"
 * @property {boolean} [repeats] whether it happens again and again while the key is held
 * @property {false} [palette] the palette leaves it out, because it only makes sense as a key
 */
const TABLE = /** @satisfies {Record<string, ActionFacts>} */ ({
  palette: { place: "everywhere", key: "Mod+k", palette: false },
  help: { place: "everywhere", key: "?" },
  inbox: { place: "everywhere", key: "g i" },
  settings: { place: "everywhere", key: "g s" },
  reports: { place: "everywhere", key: "g r" },
  back: { place: "everywhere", key: "Escape", palette: false },
  presence: { place: "everywhere" },
  sign_out: { place: "everywhere" },
  search: { place: "inbox", key: "/" },
  next: { place: "inbox", key: "j", repeats: true, palette: false },
  previous: { place: "inbox", key: "k", repeats: true, palette: false },
  select: { place: "inbox", key: "x", palette: false },
  select_all: { place: "inbox", key: "Shift+x" },
  view_mine: { place: "inbox", key: "g m" },
  view_unassigned: { place: "inbox", key: "g u" },
  view_all: { place: "inbox", key: "g a" },
  view_snoozed: { place: "inbox", key: "g z" },
  view_closed: { place: "inbox", key: "g c" },
  view_blocked: { place: "inbox", key: "g b" },
  reply: { place: "conversation", key: "r" },
  canned: { place: "conversation", key: "c" },
  note: { place: "conversation", key: "n" },
  close: { place: "conversation", key: "e" },
  assign: { place: "conversation", key: "a" },
  assign_me: { place: "conversation", key: "Shift+a" },
  tags: { place: "conversation", key: "t" },
  snooze: { place: "conversation", key: "z" },
  link: { place: "conversation" },
  undo: { place: "everywhere" },
  details: { place: "conversation", key: "d" },
  block: { place: "conversation" },
  copy_link: { place: "conversation" },
  save_text: { place: "conversation" },
  save_json: { place: "conversation" },
  print: { place: "conversation" },
  export: { place: "conversation" },
  erase: { place: "conversation" },
});

/** @typedef {keyof typeof TABLE} ActionId */
/** @type {Record<ActionId, ActionFacts>} */
export const ACTIONS = TABLE;

/**
 * What a component offers: what the action does, whether it is possible now (if left out, it is), and the end of the key of
 * a text in place of `action.ID`.
 * @typedef {{run: () => void, possible?: boolean | (() => boolean), text?: string}} Offer
 * @typedef {Partial<Record<ActionId, Offer | (() => void)>>} Offers a function alone is `run`
 * @typedef {ActionFacts & {id: ActionId, run: () => void, text?: string}} PossibleAction
 */

export function createActions() {
  /** @type {{offers: Offers}[]} the component that was shown last is the last one */
  const holders = [];

  /** @param {ActionId} id @returns {Offer | null} what the newest component offers, if it is possible */
  function find(id) {
    const given = holders.findLast(({ offers }) => offers[id])?.offers[id];
    const offer = typeof given === "function" ? { run: given } : given;
    if (!offer) return null;
    const { possible = true } = offer;
    return (typeof possible === "function" ? possible() : possible) ? offer : null;
  }

  return {
    find,
    /** The actions that are possible now. @returns {PossibleAction[]} */
    list: () =>
      /** @type {ActionId[]} */ (Object.keys(ACTIONS)).flatMap((id) => {
        const offer = find(id);
        return offer ? [{ id, ...ACTIONS[id], run: offer.run, text: offer.text }] : [];
      }),
    /** @param {{offers: Offers}} holder may change what it offers at any time @returns {() => void} ends the offer */
    add(holder) {
      holders.push(holder);
      return () => {
        const at = holders.indexOf(holder);
        if (at >= 0) holders.splice(at, 1);
      };
    },
  };
}

/** The actions of this page. */
export const actions = createActions();

/** Offers actions while the component is shown. @param {Offers} offers */
export function useActions(offers) {
  const [holder] = useState({ offers });
  // A layout effect runs before the next key event: a plain effect might leave it to the previous offers.
  useLayoutEffect(() => {
    holder.offers = offers;
  });
  useLayoutEffect(() => actions.add(holder), []);
}
