/**
 * What the menu offers.
 * @import {VisitorContact} from "../../client/wire"
 * @import {Env} from "../../client/delivery/types"
 * @import {Visitor} from "../extras/extras.js"
 * @import {VisitorState} from "../panel_view.js"
 */
import { newId } from "../../client/delivery/new_id.js";
import { fileName, transcriptOf } from "../../client/transcript/transcript.js";
import { language, shared } from "../../client/ui/translate.js";
import { t } from "./texts.js";

/**
 * @typedef {object} Parts
 * @property {Env} env
 * @property {Visitor} visitor
 * @property {(state: VisitorState) => VisitorContact} contact
 * @property {import("./several.js").Several} several
 * @property {(name: string, text: string) => void} save saves a text as a file
 *
 * @typedef {{text: string, unread?: boolean, onSelect: () => void | Promise<string>}} Item what `onSelect` resolves to stays in the open
 *   menu, and is announced
 */

/** Each gives its item, or nothing where it cannot be used now. @type {((parts: Parts) => Item | false | null | undefined)[]} */
export const ITEMS = [another, list, download, byMail];

/** @param {Parts} parts */
function another({ several }) {
  return several.canBegin() && { text: t("conversations.new"), onSelect: several.begin };
}

/** Whoever has one conversation sees no list. @param {Parts} parts */
function list({ several, visitor }) {
  const unread = visitor.state.unreadElsewhere > 0;
  return several.hasOthers() && { text: t("conversations.list"), unread, onSelect: several.show };
}

/** The page has the whole log, once it is loaded. @param {Parts} parts @returns {Item | false} */
function download({ visitor, save }) {
  const { site, messages, loaded, behind } = visitor.state;
  return (
    loaded &&
    !behind && {
      text: t("menu.download"),
      onSelect() {
        const title = t("transcript.title", { name: site?.name });
        const you = shared("message.you", "You");
        const nameOf = (/** @type {(typeof messages)[0]} */ message) =>
          message.mine ? you : message.sender_name;
        save(fileName(title), transcriptOf(messages, { title, locale: language.locale, nameOf }));
      },
    }
  );
}

/** Where mail is set up, the visitor has given an address, and an admin has written. @param {Parts} parts */
function byMail({ env, visitor, contact }) {
  const { extras, messages } = visitor.state;
  const { email, state } = contact(visitor.state);
  const answered = messages.some(({ kind, sender_type }) => !kind && sender_type === "admin");
  if (!extras?.contact?.transcripts || !email || state || !answered) return null;
  return {
    text: t("menu.mail", { email }),
    onSelect: () =>
      visitor
        .call("POST", "/chatbot/transcript", {
          client_id: newId(env),
          zone: new Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC",
        })
        .then(
          () => t("menu.mailed", { email }),
          () => t("menu.failed"),
        ),
  };
}
