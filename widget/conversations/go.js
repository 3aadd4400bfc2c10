/**
 * @import {OwnConversation, VisitorSession} from "../../client/wire"
 * @import {Parts} from "../extras/extras.js"
 */
import { createApi, parsed } from "../../client/delivery/api.js";
import { language } from "../../client/ui/translate.js";
import { attempt, scopeOf } from "../storage.js";

/**
 * Goes from one conversation of the visitor to another. Each keeps its draft in this tab.
 * @param {Pick<Parts, "visitor" | "env" | "embed" | "memory">} parts
 */
export function createGo({ visitor, env, embed, memory }) {
  const scope = `porchlight.${scopeOf(embed.token, embed.user)}`;
  const api = createApi({ base: embed.api, env });

  /** @param {string} id */
  const draftKey = (id) => `${scope}.draft.${id}`;
  /** @param {string} id */
  const leftKey = (id) => `${scope}.visitor.${id}`;

  /** @param {string} from @param {string} to */
  function swapDraft(from, to) {
    const text = memory.draft();
    attempt(() =>
      text ? sessionStorage.setItem(draftKey(from), text) : sessionStorage.removeItem(draftKey(from)),
    );
    memory.keepDraft(attempt(() => sessionStorage.getItem(draftKey(to))) ?? "", true);
  }

  /** @param {string} id an id, or "new" @returns {Promise<VisitorSession>} rejects with ApiError */
  function open(id) {
    const body = {
      widget_token: embed.token,
      ...(embed.user && { identity: embed.user }),
      conversation_id: id,
    };
    // The server does not know a conversation whose first message is not sent yet: only its own token opens it.
    /** @type {{token: string} | null} */
    const left = parsed(env.storage.get(leftKey(id)));
    return left
      ? api("POST", "/chatbot/session", left.token, body)
      : visitor.call("POST", "/chatbot/session", body);
  }

  return {
    /** @param {string} wanted an id, or "new" @returns whether it is on screen now; it may have been deleted */
    async go(wanted) {
      const from = visitor.id;
      const isNew = wanted === "new";
      const opened = await open(wanted);
      const id = opened.conversation_id;
      if (!isNew && id !== wanted) return false;
      if (from) swapDraft(from, id);
      // A new conversation begins with the contact of the one before.
      const { email, name } = opened.extras?.contact ?? {};
      visitor.contact =
        isNew && email ? { email, ...(name && { name }), language: language.locale } : undefined;
      visitor.move(opened, !isNew);
      return true;
    },
    /** The server opens these for the visitor's token: those that were kept are not needed. @param {OwnConversation[]} known */
    forget(known) {
      for (const { id } of known) if (id !== visitor.id) env.storage.remove(leftKey(id));
    },
  };
}
