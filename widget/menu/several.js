/**
 * @import {PanelProps} from "../panel_view.js"
 * @import {Shared} from "../extras/extras.js"
 * @typedef {typeof import("../conversations/conversations.js")} ConversationsPart
 * @typedef {ReturnType<ConversationsPart["start"]>} Conversations
 * @typedef {ReturnType<typeof createSeveral>} Several
 */
import { html } from "../../client/ui/html.js";
import { t } from "./texts.js";

/**
 * The visitor's other conversations: the list, and all that goes to another one, is loaded when it is needed.
 * @param {Shared} parts
 */
export function createSeveral(parts) {
  const { visitor, redraw, removal } = parts;
  /** @type {Conversations | undefined} */
  let part;
  /** @type {Promise<Conversations> | null} */
  let loading = null;

  function load() {
    loading ??= parts.importConversations().then(
      ({ start }) => {
        part = start(parts);
        redraw();
        return part;
      },
      (error) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  }

  /** @param {(part: Conversations) => Promise<void>} job @returns {Promise<string>} what went wrong */
  const trying = (job) =>
    load()
      .then(job)
      .then(
        () => "",
        () => t("conversations.failed"),
      );

  /** Something has happened in another conversation. */
  function look() {
    if (visitor.state.inAnother && !part) load().then(({ refresh }) => refresh(), console.info);
  }
  removal.signal.addEventListener("abort", visitor.subscribe(look));
  look();

  return {
    /** Whether this conversation has a message, so that another one can be begun. */
    canBegin: () => visitor.state.messages.some(({ id }) => id),
    hasOthers: () => Boolean(visitor.state.extras?.conversations || part?.several()),
    begin: () => trying(({ begin }) => begin()),
    show: () => trying(({ show }) => show()),
    /** The list, in place of the log and the text box. @param {PanelProps} props */
    List: (props) => part && html`<${part.List} ...${props} />`,
  };
}
