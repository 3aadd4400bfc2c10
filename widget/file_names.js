/**
 * The files that the widget loads when they are needed, each next to the file that loads it. A build for deployment
 * replaces these names: there they contain a hash.
 */
export const PANEL = "panel.js";
export const LANGUAGE = "language.js";
export const LAUNCH = "launch.js";
export const BUBBLE = "bubble.js";
export const INSTALLED = "installed.js";
export const EXTRAS = "extras.js";
export const LONG_LOG = "long_log.js";
export const TROUBLE = "trouble.js";
export const ATTACHMENTS = "attachments.js";
export const BOT = "bot.js";
export const CHANGES = "changes.js";
export const CONTEXT = "context.js";
export const CONVERSATIONS = "conversations.js";
export const EMOJI = "emoji.js";
export const LOG = "log.js";
export const MENU = "menu.js";
