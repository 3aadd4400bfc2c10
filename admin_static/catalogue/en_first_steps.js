/**
 * The texts of the first steps with a new site.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enFirstSteps = {
  "steps.title": "Welcome to Porchlight",
  "steps.text": "A few steps, and visitors of your site can write to you. Conversations appear here.",
  "steps.done": "Done",
  "steps.install": "Put the chat on your site",
  "steps.install_text": "Paste this code into every page, just before </body>.",
  "steps.copy": "Copy code",
  "steps.waiting": "Waiting for the first page with this code…",
  "steps.installed": "Your page has it",
  "steps.write": "Write to yourself",
  "steps.write_text": "Open your site, open the chat and send a message. It appears here at once.",
  "steps.open": "Open your site",
  "steps.invite": "Invite a colleague",
  "steps.invite_text": "Everybody in the team sees the same inbox and can answer.",
  "steps.invite_link": "Invite",
  "steps.look": "Make it yours",
  "steps.look_text": "Choose the colour, the greeting and your opening hours.",
  "steps.look_link": "Change the look",
};
