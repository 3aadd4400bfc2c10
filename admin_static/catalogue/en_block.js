/**
 * The texts of the dialog that blocks a visitor.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enBlock = {
  "block.title": "Block this visitor?",
  "block.text":
    "They can no longer read or send messages, and they are not told why. You keep the conversation.",
  "block.whom": "Who to block",
  "block_kind.visitor": "This visitor",
  "block_hint.visitor": "In this browser only. Clearing its data lifts the block.",
  "block_kind.identity": "This person",
  "block_hint.identity": "The verified visitor, on every device.",
  "block_kind.address": "This address range",
  "block_hint.address": "Everyone who writes from this network. An office or a town may share it.",
  "block.reason": "Reason (only your team sees it)",
  "block.cancel": "Cancel",
  "block.submit": "Block",
  "block.impossible": "This visitor cannot be blocked that way. Choose another option.",
};
