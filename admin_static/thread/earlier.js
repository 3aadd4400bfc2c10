/** @import {Message} from "../../client/wire" */
/** @import {ViewMessage} from "../../client/delivery/types" */
/** @import {AdminEngine} from "../admin/admin.js" */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { conversationPath } from "../admin/calls.js";
import { conversationHref } from "../route.js";
import { reveal } from "./reveal.js";

const PAGE = 200;
/** Where the line between two conversations is in the order of the log, whose messages begin with 1. */
const LINE = 0;
/** Subtracted from the numbers of an earlier conversation: they are all before those of the present one. */
export const BEFORE = 1_000_000;

/**
 * @typedef {ViewMessage & {earlier: string}} EarlierView `earlier`: the id of its conversation
 * @typedef {{id: string, messages: ViewMessage[]}} Earlier
 */

/**
 * Another conversation of the same visitor that is read above the present one.
 * @param {AdminEngine} admin
 */
export function useEarlier(admin) {
  const [earlier, setEarlier] = useState(/** @type {Earlier | null} */ (null));
  const [problem, setProblem] = useState("");
  const wanted = useRef("");
  useEffect(() => {
    if (!earlier) return undefined;
    const removal = new AbortController();
    reveal(LINE, removal.signal);
    return () => removal.abort();
  }, [earlier?.id]);

  return {
    earlier,
    problem,
    /** @param {string | null} id null: no other conversation any more */
    async show(id) {
      wanted.current = id ?? "";
      setProblem("");
      if (id === null) return setEarlier(null);
      try {
        const messages = await messagesOf(admin, id);
        if (wanted.current === id) setEarlier({ id, messages });
      } catch {
        if (wanted.current === id) setProblem("earlier.failed");
      }
    },
  };
}

/** All of them. Rejects with ApiError. @param {AdminEngine} admin @param {string} id @returns {Promise<EarlierView[]>} */
export async function messagesOf(admin, id) {
  /** @type {Message[]} */
  const all = [];
  for (let since_id = 0; ; ) {
    const page = await admin.call("POST", `${conversationPath(id)}/messages`, { since_id, limit: PAGE });
    all.push(...page.messages);
    if (!page.has_more || page.last_id <= since_id) return earlierViews(id, all);
    since_id = page.last_id;
  }
}

/** @param {string} id @param {Message[]} messages @returns {EarlierView[]} */
export const earlierViews = (id, messages) =>
  messages
    .filter(({ kind }) => kind !== "edited" && kind !== "deleted")
    .map(({ client_id, ...message }) => ({
      ...message,
      key: `${id} ${client_id ?? message.id}`,
      mine: message.sender_type === "admin",
      status: null,
      failure: null,
      earlier: id,
    }));

/**
 * The earlier conversation, a line, and the present one.
 * @param {Earlier | null} earlier @param {ViewMessage[] | undefined} messages
 */
export const useJoined = (earlier, messages) =>
  useMemo(() => (earlier && messages ? joined(earlier, messages) : messages), [earlier, messages]);

/** @param {Earlier} earlier @param {ViewMessage[]} messages */
export function joined({ id, messages: before }, messages) {
  const line = /** @type {ViewMessage} */ (
    /** @type {unknown} */ ({
      key: `line ${id}`,
      id: LINE,
      kind: "line",
      sender_type: "system",
      sender_name: "",
      body: "",
      sent_at: messages[0]?.sent_at ?? before.at(-1)?.sent_at ?? 0,
      mine: false,
      status: null,
      failure: null,
    })
  );
  return [...before, line, ...messages];
}

/** @param {ViewMessage} message @returns {message is EarlierView} */
export const isEarlier = (message) => "earlier" in message;

/** The line between both. @param {{id: string, onHide: () => void}} props */
export function EarlierLine({ id, onHide }) {
  return html`
    <div class="earlier-line" data-order=${LINE} role="separator" aria-label=${t("earlier.line")}></div>
    <p class="entry earlier-words">
      <span>${t("earlier.line")}</span>
      <a href=${conversationHref(id)}>${t("earlier.open")}</a>
      <button class="by-mail-link" type="button" onClick=${onHide}>${t("earlier.hide")}</button>
    </p>
  `;
}

/** The files of an earlier message, by name: their links are those of its own conversation. @param {ViewMessage} message */
export const earlierFiles = ({ attachments = [] }) =>
  attachments.map(({ name }) => html`<p class="earlier-file">${name}</p>`);
