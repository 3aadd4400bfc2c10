/**
 * The texts of the search.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enSearch = {
  "search.label": "Search visitors, tags and messages",
  "search.placeholder": "Search",
  "search.clear": "Clear the search",
  "found.linked": "Same person",
  "found.label": "Search results",
  "found.searching": "Searching…",
  "found.short": "Type at least two letters to search.",
  "found.none_title": "Nothing found",
  "found.none_text": "No visitor, tag or message has all of these words.",
  "found.failed_title": "The search failed",
  "found.failed_text": "Check your connection, then try again.",
  "found.again": "Try again",
  "found.conversations": "Conversations",
  "found.messages": "Messages",
  "found.count_conversations": { one: "{count} conversation", other: "{count} conversations" },
  "found.count_messages": { one: "{count} message", other: "{count} messages" },
  "found.count": "Found: {conversations}, {messages}.",
  "found.you": "You: ",
  "found.by": "{name}: ",
  "found.older": "Search older messages",
  "found.loading_older": "Searching older messages…",
  "found.older_failed": "Older messages could not be searched. Try again.",
  "found.many": "There are more matches. Type more of the word.",
  "found.reach": {
    one: "Searched the messages of the last day.",
    other: "Searched the messages of the last {count} days.",
  },
  "found.off": "The search of messages is switched off for this site.",
};
