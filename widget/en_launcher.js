/**
 * The few texts that are on every page of a site before anybody chats.
 * @type {Record<string, import("../client/ui/translate.js").Text>}
 */
export const enLauncher = {
  "widget.launcher_open": "Open chat",
  "widget.launcher_close": "Close chat",
  "widget.launcher_unread": { one: "{count} unread message", other: "{count} unread messages" },
  "widget.launcher_failed": "The chat could not be loaded. Please try again.",
};
