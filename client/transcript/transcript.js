/**
 * A conversation as a text, for a file: `chalicelib/notify/transcript_mail.py` writes the same form.
 * @import {ViewMessage} from "../delivery/types"
 */

/**
 * Without deleted and unsent messages, and without the log's quiet entries.
 * @param {ViewMessage[]} messages
 * @param {{title: string, locale: string, nameOf: (message: ViewMessage) => string | null}} options
 */
export function transcriptOf(messages, { title, locale, nameOf }) {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const parts = [title];
  let today = "";
  for (const message of messages) {
    const { id, kind, deleted, body, sent_at, attachments = [] } = message;
    if (!id || kind || deleted) continue;
    const on = day.format(sent_at);
    if (on !== today) parts.push(on);
    today = on;
    const words = [...(body ? [body] : []), ...attachments.map(({ name }) => `[${name}]`)];
    parts.push([`${time.format(sent_at)} ${nameOf(message)}`, ...words].join("\n"));
  }
  return `${parts.join("\n\n")}\n`;
}

/** Of the text, as a name that every file system takes. @param {string} title */
export function fileName(title) {
  const name = title
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return `${name || "conversation"}.txt`;
}
