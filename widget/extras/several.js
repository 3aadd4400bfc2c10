/**
 * @import {Frame} from "../../client/wire"
 * @import {PanelProps} from "../panel_view.js"
 * @import {ConversationsPart, Parts} from "./extras.js"
 */
import { html } from "../../client/ui/html.js";
import { line } from "../../client/ui/icons.js";
import { CONVERSATIONS } from "../conversations_name.js";
import { t } from "./texts.js";

const NewIcon = /* @__PURE__ */ line("M12.5 4H4v12h12V7.5M8.5 11.500 16 4");
const ListIcon = /* @__PURE__ */ line("M3.500 5h13M3.500 10h13M3.500 15h8");

/**
 * The button for the visitor's other conversations. Whoever has only one gets "New conversation" there, once it has a
 * message. The list, and all that goes to another conversation, is loaded when it is needed.
 * @param {Parts} parts
 */
export function createSeveral(parts) {
  const { visitor, redraw, removal } = parts;
  /** @type {ReturnType<ConversationsPart["start"]> | undefined} */
  let part;
  /** @type {Promise<ReturnType<ConversationsPart["start"]>> | null} */
  let loading = null;
  let busy = false;

  function load() {
    loading ??= import(new URL(CONVERSATIONS, import.meta.url).href).then(
      (/** @type {ConversationsPart} */ { start }) => {
        part = start(parts);
        return part;
      },
      (error) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  }

  const hasOthers = () => Boolean(visitor.state.extras?.conversations || part?.several());

  /** A new conversation, or the list where there are several. */
  async function press() {
    busy = true;
    redraw();
    try {
      const { begin, toggle } = await load();
      if (removal.signal.aborted) return;
      await (hasOthers() ? toggle() : begin());
    } catch (error) {
      console.info(error);
    } finally {
      busy = false;
      redraw();
    }
  }

  /** Something has happened in another conversation. */
  function look() {
    if (visitor.state.elsewhere && !part) load().then(({ refresh }) => refresh(), console.info);
  }
  removal.signal.addEventListener("abort", visitor.subscribe(look));
  look();

  return {
    /** Begins a new conversation. Rejects if that fails. */
    begin: () => load().then(({ begin }) => begin()),
    Button() {
      const { messages, unreadElsewhere } = visitor.state;
      const others = hasOthers();
      if (!others && !messages.some(({ id }) => id)) return null;
      const label = t(others ? "conversations.list" : "conversations.new");
      return html`
        <button
          type="button"
          class="header-close header-conversations"
          aria-label=${label}
          title=${label}
          aria-expanded=${others ? `${Boolean(part?.shown())}` : undefined}
          aria-busy=${busy ? "true" : undefined}
          data-unread=${unreadElsewhere > 0 ? "true" : undefined}
          onClick=${press}
        >
          <${others ? ListIcon : NewIcon} />
        </button>
      `;
    },
    /** The list, in place of the log and the text box. @param {PanelProps} props */
    List: (props) => part && html`<${part.List} ...${props} />`,
  };
}
