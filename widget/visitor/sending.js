/**
 * @import {Message, SendMessage, VisitorContext} from "../../client/wire"
 * @import {Conversation, Entry, Outcome} from "../../client/delivery/types"
 * @import {createSession} from "./session.js"
 */
import { outcomeOf } from "../../client/delivery/api.js";

const MESSAGE = "/chatbot/message";

/**
 * One attempt to send a visitor's message or change, and what goes with a message besides its text. Later parts of the
 * page set `describe` and `send`.
 * @param {ReturnType<typeof createSession>} session
 * @param {() => Conversation} opened the conversation on screen
 * @param {() => string} locale of the texts, for the bot
 */
export function createSending(session, opened, locale) {
  let patience = 3; // attempts to send a message that wait for what describes the visit; then it goes without

  const sending = {
    /** What the page says about the visit, unless it has been sent. @type {((sent?: VisitorContext) => VisitorContext | undefined) | undefined} */
    describe: undefined,
    /** What came with the last stored message. @type {VisitorContext | undefined} */
    sent: undefined,
    /**
     * Sends a message with files, once what uploads them is loaded.
     * @type {(entry: Entry, post: (uploads: string[]) => Promise<Message>) => Promise<Message>}
     */
    send: () => Promise.reject({}),

    /** @param {Entry} entry @returns {Promise<Outcome>} */
    async deliver(entry) {
      const { conversation_id, client_id, body, after, contact, files, kind, target } = entry;
      const path = /** @type {typeof MESSAGE} */ (
        kind ? `/chatbot/messages/${target}/${kind === "edited" ? "edit" : "delete"}` : MESSAGE
      );
      const conversation = opened();
      const isHere = conversation_id === conversation.id;
      const { extras } = session.current();
      if (isHere && !kind) entry.context ??= sending.describe?.(sending.sent);
      const { context } = entry;
      const bot = !kind && extras?.faq ? { language: locale(), ...entry.bot } : undefined;
      const message = /** @type {SendMessage} */ ({ client_id, body, after, contact, context, bot });
      if (isHere) {
        if (extras?.context && !(kind || sending.describe || context) && patience-- > 0)
          return { type: "retry_later" };
        return conversation.deliver(() => {
          const post = async (/** @type {string[] | undefined} */ attachments = undefined) => {
            // The upload may have taken longer than the visitor stayed.
            if (conversation !== opened()) throw {};
            const answer = await session.call("POST", path, { ...message, attachments });
            // It waits for the message, which is about to be applied.
            if (answer.bots_line) conversation.apply([answer.bots_line]);
            return answer.message;
          };
          return files ? sending.send(entry, post) : post();
        });
      }
      // Another tab has claimed that conversation, and this one is about to follow. Files wait until the visitor is back.
      if (session.claimed ? files : conversation_id === session.saved()?.conversation_id)
        return { type: "retry_later" };
      return outcomeOf(async () => (await session.postTo(conversation_id ?? "", path, message)).message);
    },
  };
  return sending;
}
