/** The texts of what is saved or printed of a conversation. @type {Record<string, import("../../client/ui/translate.js").Text>} */
export const enSaving = {
  "saved.title": "Conversation with {name}",
  "saved.printed": "printed on {time}",
};
