/**
 * The texts of the settings' site section.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enSiteSettings = {
  "problem.greeting_invalid": "A greeting has up to 500 characters.",
  "problem.origins_invalid":
    "Enter an origin such as https://shop.example, https://*.shop.example for all subdomains, or capacitor://localhost for an app. Add a port that is not the default. Up to 50.",
  "problem.alert_after_seconds_invalid": "Enter 15 to 3,600 seconds.",
  "problem.answer_after_seconds_invalid": "Enter 0 to 1,440 minutes.",
  "problem.chat_url_invalid":
    "Enter the address of a page on one of the allowed origins, such as https://shop.example/contact.",
  "problem.retention_days_invalid": "Enter 1 to 3,650 days.",
  "problem.overlap_days_invalid": "Enter 0 to 90 days.",
  "problem.messages_at_once_invalid": "Enter 1 to 1,000.",
  "problem.message_every_ms_invalid": "Enter 0 to 60 seconds.",
  "problem.conversations_per_minute_invalid": "Enter 1 to 10,000.",
  "problem.conversations_per_address_invalid": "Enter 1 to 10,000.",
  "problem.attachment_mb_invalid": "Enter 0 to 100 MB.",
  "problem.poll_ms_invalid": "Enter 0.5 to 60 seconds.",
  "problem.check_ms_invalid": "Enter 5 to 600 seconds.",
  "problem.identity_secret_missing": "Generate the secret first: without it no visitor could be verified.",

  "problem.address_invalid": "Enter the address.",
  "problem.webhook_address_refused":
    "Enter the https address that the service shows, or the bot's token as BotFather shows it. Private addresses and ports are refused.",
  "problem.webhook_exists": "The site has a webhook with this address already.",
  "problem.webhooks_full": "A site has up to five webhooks. Remove one first.",
  "problem.webhook_not_found": "This webhook was removed. Load the page again.",
  "problem.chat_id_invalid": "Enter a number such as -1001234567890, or a channel's name that begins with @.",
  "problem.webhook_test_failed": "The test was not delivered. The reason is shown above.",
  "problem.too_many_tests": "Too many tests. Try again in a few minutes.",

  "webhooks.title": "Webhooks",
  "webhooks.text":
    "When a visitor waits for an answer and nobody has read the message, these channels get a message.",
  "webhooks.add": "Add webhook",
  "webhooks.add_title": "Add a webhook",
  "webhooks.edit": "Edit",
  "webhooks.edit_named": "Edit {name}",
  "webhooks.edit_title": "Edit webhook",
  "webhooks.enabled": "On",
  "webhooks.kind": "Service",
  "webhooks.name": "Name",
  "webhooks.address": "Webhook address",
  "webhooks.token": "Bot token",
  "webhooks.keep": "Keep {address}",
  "webhooks.chat": "Chat",
  "webhooks.chat_hint": "The number of the chat or group, or a channel's @name. The bot must be a member.",
  "webhooks.test": "Send a test",
  "webhooks.test_named": "Send a test to {name}",
  "webhooks.tested": "The test was delivered.",
  "webhooks.remove": "Remove",
  "webhooks.remove_named": "Remove {name}",
  "webhooks.remove_title": "Remove {name}?",
  "webhooks.remove_text": "No more alerts are sent there.",
  "webhooks.full": "A site has up to five webhooks.",
  "webhooks.delivered": "Delivered {time}",
  "webhooks.failed": "Failed {time}",
  "webhooks.problem": "{status}: {problem}",
  "webhooks.switched_off":
    "It failed for more than a day and was switched off. Correct the address, or edit it and switch it on.",
  "webhook_kind.slack": "Slack",
  "webhook_kind.discord": "Discord",
  "webhook_kind.teams": "Teams",
  "webhook_kind.telegram": "Telegram",
  "webhook_kind.json": "JSON",
  "webhook_hint.slack":
    "In Slack: your app's Incoming Webhooks. Mattermost and Rocket.Chat take the same form.",
  "webhook_hint.discord": "In Discord: Edit channel, Integrations, Webhooks, Copy webhook URL.",
  "webhook_hint.teams":
    "In Teams: the channel's Workflows, Post to a channel when a webhook request is received.",
  "webhook_hint.telegram": "BotFather shows it when you create the bot.",
  "webhook_hint.json": "An https address of your own server. It receives one JSON object for each alert.",
  "webhook_state.off": "Off",
  "webhook_state.failing": "Failing",
  "webhook_state.switched_off": "Switched off",

  "add_site.title": "Add a site",
  "add_site.text":
    "Another website of yours, with its own widget, inbox, team and settings. You switch between your sites below your name.",
  "add_site.name": "Name",
  "add_site.address": "Address of the website",
  "add_site.hint": "Pages of this address may show the widget. You can add more addresses later.",
  "add_site.submit": "Add site",
  "general.title": "General",
  "general.text": "What visitors see when they open the chat.",
  "general.name": "Site name",
  "general.greeting": "Greeting",
  "general.greeting_hint":
    "Shown to visitors before the first message. If it is empty, the chat greets each visitor in their language.",

  "presence_card.title": "Presence",
  "presence_card.text": "What visitors learn about your team when they open the chat.",
  "presence_card.show": "Show visitors who is online",
  "presence_card.hint":
    "The names of the members who are online. If nobody is, the usual reply time. Off: visitors see neither.",

  "rating_card.title": "Ratings",
  "rating_card.text":
    "After a conversation was closed, its visitor can rate it with one tap, and add a comment.",
  "rating_card.ask": "Ask visitors for a rating",
  "rating_card.hint": "You see ratings in the conversation. Off: visitors are not asked.",

  "origins.title": "Allowed origins",
  "origins.text": "Only pages of these origins can show the widget. Changes take up to a minute.",
  "origins.label": "Add an origin",
  "origins.hint":
    "https://shop.example, https://*.shop.example for its subdomains, or an app's origin such as capacitor://localhost.",
  "origins.submit": "Add",
  "origins.added": "Added.",
  "origins.remove": "Remove",
  "origins.remove_named": "Remove {origin}",
  "origins.remove_title": "Remove {origin}?",
  "origins.remove_text":
    "Within a minute its pages no longer show the widget, and visitors there can neither read nor send messages.",

  "snippet.title": "Installation",
  "snippet.text":
    "Paste this code into every page, just before </body>. The widget token is not a secret: the allowed origins decide which pages can use it.",
  "snippet.copy": "Copy code",
  "snippet.until": "The previous token is valid until {until}.",
  "snippet.replace": "Replace token",
  "snippet.replace_title": "Replace the widget token?",
  "snippet.replace_text":
    "Update the code on your pages while the previous token is still valid. Conversations are not affected.",
  "overlap.label": "Keep the previous one valid for",
  "overlap.hint": "0 revokes it immediately.",

  "identity.title": "Identity verification",
  "identity.text":
    "Your server signs the ids of your users with this secret. Verified visitors have one conversation on all their devices, and you see who they are.",
  "identity.there": "Secret set",
  "identity.none": "No secret",
  "identity.require": "Require identity verification",
  "identity.require_hint": "Within a minute, chat is not available to any other visitor.",
  "identity.require_first": "Generate the secret first: without it no visitor could be verified.",
  "identity.make": "Generate secret",
  "identity.replace": "Replace secret",
  "identity.until": "Signatures with the previous secret are valid until {until}.",
  "identity.make_title": "Generate an identity secret?",
  "identity.make_text":
    "Anyone who has it can write as any of your visitors. Enter your password to generate it.",
  "identity.replace_title": "Replace the identity secret?",
  "identity.replace_text":
    "Signatures with the previous secret stay valid for a while, so that you can update your server.",
  "identity_secret.title": "Save this secret",
  "identity_secret.text":
    "Store it on your server with your other secrets, never in a page or an app. It is not shown again.",
  "identity_secret.label": "Identity secret",

  "alerts.title": "Notifications",
  "alerts.text":
    "When your team is notified of a message that nobody has read. Each member chooses how, in their account settings.",
  "number.alert_after_seconds": "Notify after",
  "number_unit.alert_after_seconds": "seconds",

  "answers.title": "Answers by email",
  "answers.text":
    "A visitor who has left and not read an answer gets it by email, if they gave an address. Nobody verifies the address.",
  "answers.mail_off":
    "Email is not set up for this deployment. Until it is, no address is offered and no answer is mailed; a required form still asks.",
  "answers.form": "Ask visitors for an email address",
  "answers.after": "Mail an answer that is unread for",
  "answers.minutes": "minutes",
  "answers.page": "Page that mails link to",
  "answers.page_hint":
    "A page on an allowed origin that shows the widget. If it is empty: the start page of the first origin.",
  "contact_form.offer": "Offer it after the first message",
  "contact_form_hint.offer": "Visitors may give an email address while they wait.",
  "contact_form.require": "Require it before the first message",
  "contact_form_hint.require": "Visitors enter a name and an email address first. Fewer of them will write.",
  "contact_form.off": "Do not ask",
  "contact_form_hint.off": "No answer is mailed.",

  "search_card.title": "Search",
  "search_card.text": "Visitors' names, email addresses and tags can always be searched.",
  "search_card.index": "Search the texts of messages",
  "search_card.hint":
    "Of the last 90 days. It costs about $0.01 for 1,000 messages. After switching it off, nothing is added, and what is there expires.",
  "context_card.title": "Visitor context",
  "context_card.text": "What you see of a visit beside the conversation. The widget tells visitors.",
  "context_card.collect": "Collect visitor context",
  "context_card.hint":
    "With a visitor’s messages you get the page, where they came from, the last 20 pages of your site that they saw, language, time zone and screen size. Never queries or fragments of addresses, nor pages on which the chat is hidden.",

  "retention.title": "Data retention",
  "retention.text":
    "Applies to messages sent from now on. To delete earlier messages, open their conversation.",
  "retention.for_ever": "Keep messages forever",
  "retention.for_ever_hint": "Until you delete a conversation.",
  "retention.ends": "Delete messages after a number of days",
  "retention.ends_hint": "Then nobody can see them, including you.",
  "retention.days": "Days after a message was sent",

  "files_card.title": "Files",
  "files_card.text":
    "Visitors and the team can send files with their messages. Enter 0 to switch files off. Files that were sent stay.",
  "number.attachment_mb": "Largest file",
  "number_unit.attachment_mb": "MB",

  "limits.title": "Rate limits",
  "limits.text": "How much a visitor may send. Messages over the limit are delayed, not lost.",
  "number.messages_at_once": "Messages a visitor can send at once",
  "number.message_every_ms": "Then one message every",
  "number.conversations_per_minute": "New conversations per site",
  "number.conversations_per_address": "New conversations per IP address",
  "number_unit.messages_at_once": "messages",
  "number_unit.message_every_ms": "seconds",
  "number_unit.conversations_per_minute": "per minute",
  "number_unit.conversations_per_address": "per hour",

  "polling.title": "Polling",
  "polling.text":
    "Messages are pushed to open pages. Pages also check for new messages, in case a push was lost.",
  "number.poll_ms": "Without a live connection, every",
  "number.check_ms": "With a live connection, every",
  "number_unit.poll_ms": "seconds",
  "number_unit.check_ms": "seconds",

  "site_switch.title": "Chat",
  "site_state.on": "On",
  "site_state.off": "Off",
  "site_text.on":
    "Visitors can send messages. While chat is off they see that it is not available; nothing is deleted.",
  "site_text.off": "Visitors see that chat is not available. Nothing has been deleted.",
  "site_turn.on": "Turn off chat",
  "site_turn.off": "Turn on chat",
  "site_ask.on": "Turn off chat?",
  "site_ask.off": "Turn on chat?",
  "site_ask_text.on": "Within a minute, visitors can no longer read or send messages on any page.",
  "site_ask_text.off": "Within a minute, visitors can send messages again and find their conversations.",
};
