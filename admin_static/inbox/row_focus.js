/** Each row of the inbox is found by its conversation, so that any part of the page can hand it the focus. */
export function rowId(conversationId) {
  return `row-${conversationId}`;
}

export function focusRow(conversationId) {
  document.getElementById(rowId(conversationId))?.focus();
}
