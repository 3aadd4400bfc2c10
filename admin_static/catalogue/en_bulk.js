/**
 * The texts of actions on several conversations.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enBulk = {
  "bulk.label": "Selected conversations",
  "bulk.selected": "{count} selected",
  "bulk.all": "Select all loaded conversations",
  "bulk.close": "Close",
  "bulk.reopen": "Reopen",
  "bulk.assign": "Assign",
  "bulk.tags": "Tags",
  "bulk.snooze": "Snooze",
  "bulk.clear": "Clear the selection",
  "bulk.working": "Progress",
  "bulk.progress": "{done} of {total}",
  "bulk.stop": "Stop",
  "bulk_done.close": { one: "Conversation closed", other: "{count} conversations closed" },
  "bulk_done.reopen": { one: "Conversation reopened", other: "{count} conversations reopened" },
  "bulk_done.assign": { one: "Conversation assigned", other: "{count} conversations assigned" },
  "bulk_done.tag": { one: "Tags changed", other: "Tags of {count} conversations changed" },
  "bulk_done.snooze": { one: "Conversation snoozed", other: "{count} conversations snoozed" },
  "bulk.undo_failed": {
    one: "{count} conversation could not be changed back",
    other: "{count} conversations could not be changed back",
  },
  "bulk_failed.newer_messages": {
    one: "{count} was not closed: the visitor has written again.",
    other: "{count} were not closed: their visitors have written again.",
  },
  "bulk_failed.assigned_meanwhile": {
    one: "{count} was not assigned: a colleague was faster.",
    other: "{count} were not assigned: a colleague was faster.",
  },
  "bulk_failed.conversation_closed": {
    one: "{count} was not changed: it is closed.",
    other: "{count} were not changed: they are closed.",
  },
  "bulk_failed.other": {
    one: "{count} could not be changed. Try again.",
    other: "{count} could not be changed. Try again.",
  },
};
