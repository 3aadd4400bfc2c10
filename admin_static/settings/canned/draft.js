/** @import {CannedDraft, CannedReply} from "../../../client/wire" */
import { countCodePoints, isBlank } from "../../../client/ui/message_text.js";
import { unknownPlaceholders } from "../../canned/placeholders.js";

export const MOST_REPLIES = 200; // the server has the same bounds
export const NAME_CHARACTERS = 40;
export const TITLE_CHARACTERS = 80;
export const TEXT_CHARACTERS = 4000;

/** @param {CannedReply | null} reply null: a new one @returns {CannedDraft} */
export const draftOf = (reply) => ({
  name: reply?.name ?? "",
  title: reply?.title ?? "",
  text: reply?.text ?? "",
});

/** What is sent: a name without the slash that people write before it, and no spaces at the ends. @param {CannedDraft} draft @returns {CannedDraft} */
export const cleaned = ({ name, title, text }) => ({
  name: name.normalize("NFC").toLowerCase().trim().replace(/^\/+/, "").replace(/\s+/g, "-"),
  title: title.split(/\s+/).join(" ").trim(),
  text: text.trim(),
});

/**
 * The first field that the server would refuse, and why; null if all are complete.
 * @param {CannedDraft} draft
 * @returns {{field: "name" | "title" | "text", problem: "missing" | "characters" | "long"} | null}
 */
export function lacks(draft) {
  const { name, title, text } = cleaned(draft);
  if (!name) return { field: "name", problem: "missing" };
  if (!/^[\p{L}\p{M}\p{N}_-]+$/u.test(name)) return { field: "name", problem: "characters" };
  if (countCodePoints(name) > NAME_CHARACTERS) return { field: "name", problem: "long" };
  if (!title) return { field: "title", problem: "missing" };
  if (countCodePoints(title) > TITLE_CHARACTERS) return { field: "title", problem: "long" };
  if (isBlank(text)) return { field: "text", problem: "missing" };
  if (countCodePoints(text) > TEXT_CHARACTERS) return { field: "text", problem: "long" };
  return null;
}

/** Whether two texts differ in what is sent. @param {CannedDraft} one @param {CannedDraft} other */
export function differs(one, other) {
  const [a, b] = [cleaned(one), cleaned(other)];
  return a.name !== b.name || a.title !== b.title || a.text !== b.text;
}

/** Typing errors in placeholders. @param {CannedDraft} draft */
export const warningsOf = ({ text }) => unknownPlaceholders(text);
