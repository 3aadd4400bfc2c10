/** @import {ViewMessage} from "../../client/delivery/types" */
import { closingOf, ratingOf } from "../../client/ui/closings.js";

const DAY_MS = 24 * 3600 * 1000; // chalicelib/chat/closing.py accepts a rating for as long

/**
 * The closing that the visitor may rate now, with the present rating: within a day, and if somebody has answered.
 * @param {ViewMessage[]} messages @param {number} now
 */
export function ratable(messages, now) {
  const closing = closingOf(messages);
  const answered = messages.some(({ kind, sender_type }) => !kind && sender_type === "admin");
  if (!closing || !answered || now - closing.sent_at >= DAY_MS) return null;
  return { id: closing.id, given: ratingOf(closing.id, messages) };
}
