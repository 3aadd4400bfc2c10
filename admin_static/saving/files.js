/** @import {ViewMessage} from "../../client/delivery/types" */
import { fileName, transcriptOf } from "../../client/transcript/transcript.js";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { language } from "../../client/ui/translate.js";
import { enSaving } from "../catalogue/en_saving.js";
import { download } from "../download.js";

addTexts(enSaving);

/** @typedef {{conversationId: string, name: string, messages: ViewMessage[]}} Saved `name`: the visitor's */

/** As the visitor's own transcript: without notes. @param {Saved} saved */
export function saveText({ name, messages }) {
  const title = t("saved.title", { name });
  const text = transcriptOf(messages, {
    title,
    locale: language.locale,
    nameOf: ({ sender_name }) => sender_name,
  });
  download(fileName(title), "text/plain;charset=utf-8", text);
}

/** @param {Saved} saved */
export function saveJson(saved) {
  const name = fileName(t("saved.title", { name: saved.name })).replace(/txt$/, "json");
  download(name, "application/json", `${JSON.stringify(asJson(saved), null, 2)}\n`);
}

/** The stored messages, with the fields of the API. @param {Saved} saved */
export const asJson = ({ conversationId, name, messages }) => ({
  conversation_id: conversationId,
  visitor: { name },
  messages: messages
    .filter(({ id, kind, deleted }) => id !== null && !kind && !deleted)
    .map(({ id, sender_type, sender_name, body, sent_at, edited, attachments, by_mail }) => ({
      id,
      sender_type,
      sender_name,
      body,
      sent_at,
      ...(edited && { edited }),
      ...(by_mail && { by_mail }),
      ...(attachments && { attachments }),
    })),
});
