/** The file of the bot's part, next to the extras'. A build for deployment replaces this file: there the name has a hash. */
export const BOT = "bot.js";
