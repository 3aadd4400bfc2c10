/**
 * @import {Contact, VisitorContact} from "../../client/wire"
 * @import {VisitorState} from "../panel_view.js"
 * @import {Visitor} from "./extras.js"
 * @typedef {ReturnType<typeof createContactDetails>} ContactDetails
 */
import { language } from "../../client/ui/translate.js";
import { attempt, scopeOf } from "../storage.js";

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;

/**
 * How the visitor can be reached: what the server knows, what this page has saved, and whether to ask.
 * @param {{visitor: Visitor, embed: {token: string, user: import("../../client/wire").Identity | null}}} parts
 */
export function createContactDetails({ visitor, embed }) {
  const closedKey = `porchlight.${scopeOf(embed.token, embed.user)}.contact_closed`;
  /** @type {VisitorContact | null} what this page has saved since the session began */
  let saved = null;
  /** @type {Contact | null} */
  let given = null;
  let moved = 0;

  /** Another conversation has a contact of its own. @param {{moves?: number}} state */
  function forgetAfterMove({ moves = 0 }) {
    if (moves !== moved) saved = given = null;
    moved = moves;
  }

  /** @param {Pick<VisitorState, "extras"> & {moves?: number}} state @returns {VisitorContact} */
  const known = (state) => {
    forgetAfterMove(state);
    return saved ?? { name: null, email: null, state: "", ...(given ?? state.extras?.contact) };
  };

  return {
    known,
    /**
     * "before": name and address are required first; "offer": the visitor may give an address; "known": there is one.
     * @param {Pick<VisitorState, "extras" | "phase" | "loaded" | "messages"> & {moves?: number}} state
     * @returns {"before" | "offer" | "known" | null}
     */
    shows(state) {
      forgetAfterMove(state);
      const asked = state.extras?.contact;
      if (!asked || asked.form === "off" || state.phase !== "ready" || !state.loaded) return null;
      if (state.messages.length === 0)
        return asked.form === "require" && !given && !asked.email ? "before" : null;
      if (!state.messages.some(({ id }) => id)) return null;
      if (known(state).email) return "known";
      // The bot has answered, or asks: nothing is to come from the team.
      if (state.messages.at(-1)?.sender_type === "bot") return null;
      return attempt(() => localStorage.getItem(closedKey)) ? null : "offer";
    },
    /** Goes with the messages from now on. @param {Contact} contact */
    give(contact) {
      given = contact;
      visitor.contact = { ...contact, language: language.locale };
    },
    /** Rejects with ApiError. @param {Pick<VisitorState, "extras">} state @param {string | null} email null removes it */
    async save(state, email) {
      const name = known(state).name ?? undefined;
      saved = (await visitor.call("POST", "/chatbot/contact", { email, name, language: language.locale }))
        .contact;
      // A message that is written later must not bring the earlier address back.
      visitor.contact = undefined;
    },
    /** The visitor does not want to be asked again. */
    close() {
      attempt(() => localStorage.setItem(closedKey, "yes"));
    },
  };
}

/**
 * The first field that is not filled in as it must be.
 * @param {{name?: string, email: string}} fields `name`: only where it is asked for
 * @returns {"name" | "email" | null}
 */
export function problemOf({ name, email }) {
  if (name === "") return "name";
  return ADDRESS.test(email) ? null : "email";
}
