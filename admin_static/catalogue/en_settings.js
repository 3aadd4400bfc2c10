/**
 * The texts of the settings; those of the site section are in en_site_settings.js.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enSettings = {
  "settings.title": "Settings",
  "settings.all": "All settings",
  "settings.back": "Back to the inbox",
  "settings.loading": "Loading…",
  "settings.again": "Try again",
  "settings.save": "Save",
  "settings.saving": "One moment…",
  "settings.saved": "Saved.",
  "settings.cancel": "Cancel",
  "settings.close": "Close",
  "settings.done": "Done",
  "settings.days": "days",
  "settings.until": "{day}, {time}",

  "section.account": "Account",
  "section.blocks": "Blocked visitors",
  "section.team": "Team",
  "section.widget": "Widget",
  "section.canned": "Canned replies",
  "section.faq": "Bot",
  "section.site": "Site",
  "section.audit": "Audit log",
  "section_lede.account":
    "Your language, how you are notified, your password, two-factor authentication and active sessions.",
  "section_lede.blocks": "Visitors who can neither read nor send messages.",
  "section_lede.team": "Who answers conversations, and who may change the settings.",
  "section_lede.widget": "How the chat looks on your pages, and what it says first.",
  "section_lede.canned": "What you answer often, at the press of a key.",
  "section_lede.faq": "Questions that are answered at once, whether or not one of you is there.",
  "section_lede.site": "What visitors see, where the widget may appear, and how long messages are kept.",
  "section_lede.audit":
    "Who did what, when and from which address. Entries are kept for 400 days and cannot be edited.",

  "role.owner": "Owner",
  "role.agent": "Agent",

  "problem.credentials_wrong": "Wrong password.",
  "problem.password_required": "Enter your password.",
  "problem.second_factor_wrong": "This code is wrong or was used already. Wait for the next one.",
  "problem.second_factor_on": "Two-factor authentication is on already. Reload the page.",
  "problem.code_invalid": "Enter the current six-digit code from the app.",
  "problem.password_invalid": "A password needs at least 12 characters and must not be your email address.",
  "problem.current_invalid": "Enter your current password.",
  "problem.email_invalid": "Enter a valid email address.",
  "problem.name_invalid": "Enter a name of up to 80 characters.",
  "problem.in_team": "This person is already on the team.",
  "problem.admin_elsewhere":
    "This person also works for a site that you do not own. They can choose a new password when they sign in.",
  "problem.sites_full": "An account can have 20 sites.",
  "problem.last_owner": "This is the only owner, and a site needs one. Make someone else an owner first.",
  "problem.admin_not_found": "This account is no longer in the team. Reload the page.",
  "problem.owner_only": "Only owners can do this, and you are no longer an owner.",
  "problem.sign_in_slowed": "Too many attempts. Wait a while, then try again.",
  "problem.out_of_reach": "Porchlight cannot be reached. Check your connection, then try again.",
  "problem.too_many": {
    one: "Too many requests. Try again in {count} second.",
    other: "Too many requests. Try again in {count} seconds.",
  },
  "problem.not_now": "Porchlight is very busy. Try again in a moment.",
  "problem.something": "That did not work. Try again.",

  "profile.title": "Profile",

  "language.title": "Language",
  "language.text":
    "Of the dashboard, and of mails and notifications to you, on every device. Visitors see the chat in their own language.",
  "language.label": "Language of the dashboard",
  "language.browser": "As in the browser",
  "language.saved": "Saved.",

  "push.switch": "Notifications on this browser",
  "push_hint.on":
    "This browser is notified until you sign out here. Notifications show the beginning of the message.",
  "push_hint.off": "Also while Porchlight is not open. Your browser will ask for permission.",
  "push.test": "Send a test",
  "push.test_sent": "A test notification is on its way. It arrives within a minute.",
  "push_state.unsupported": "This browser has no notifications.",
  "push_help.unsupported": "Use a current version of Chrome, Edge, Firefox or Safari, and no private window.",
  "push_state.needs_install": "Install Porchlight first.",
  "push_help.needs_install":
    "On iPhone and iPad, notifications need an installed app: tap Share, then Add to Home Screen, and turn them on there.",
  "push_state.not_set_up": "Notifications are not set up on this server.",
  "push_help.not_set_up": "Deploy Porchlight again: that creates the key for them.",
  "push_state.blocked": "Notifications are blocked in this browser.",
  "push_help.blocked":
    "Open the site settings beside the address, allow notifications for this page, then come back here.",
  "problem.push_blocked": "The browser did not get your permission, so notifications stay off.",
  "problem.push_service_failed":
    "The browser could not reach its notification service. Check your connection, or try another browser.",
  "problem.push_key_replaced":
    "The server has a new key for notifications. Reload the page, then turn them on again.",
  "problem.push_not_set_up": "Notifications are not set up on this server.",
  "problem.push_not_subscribed": "Notifications are no longer on in this browser. Turn them on again.",

  "install.install": "Install as an app",
  "notifications.title": "Notifications",
  "notifications.text":
    "How you hear of visitors whose messages nobody has read. You get one for each conversation until somebody reads it. Many at once become one.",
  "notifications.mail": "Email",
  "notifications.mail_hint": "To {email}.",
  "notifications.mail_off": "Email is not set up for this deployment.",
  "notifications.push": "Push notifications",
  "notifications.push_hint": "To every browser where you turned them on.",
  "notifications.push_off": "No browser gets one. Each remembers whether you turned them on there.",
  "own_mail.refused": "Refused by the mail service ({time}): {reason}",
  "own_mail.bounced": "Emails to this address bounce, so none are sent. Last noticed: {time}.",
  "own_mail.complained":
    "Emails to this address were marked as spam, so none are sent. Last noticed: {time}.",
  "quiet.title": "Quiet hours",
  "quiet.text": "When not to notify you. Afterwards you hear of everything that is still unread, at once.",
  "quiet.off": "Notify me at any time",
  "quiet.off_hint": "You hear of waiting visitors day and night.",
  "quiet.on": "Not during these hours",
  "quiet.on_hint": "Your teammates are still notified.",
  "quiet.from": "From",
  "quiet.until": "Until",
  "quiet.zone": "Time zone",
  "problem.quiet_from_invalid": "Enter when the quiet hours begin.",
  "problem.quiet_until_invalid": "Enter when the quiet hours end: another time than they begin.",
  "problem.quiet_zone_invalid": "Choose a time zone that the server knows.",

  "password.title": "Password",
  "password.text": "Changing your password signs you out everywhere else.",
  "password.current": "Current password",
  "password.new": "New password",
  "password.submit": "Change password",
  "password.done": "Your password has been changed. You are signed out everywhere else.",

  "factor.title": "Two-factor authentication",
  "factor.text_off":
    "Sign in with your password and a code from an app on your phone, so that a stolen password is not enough.",
  "factor.text_on": "Signing in needs your password and a code from your authenticator app.",
  "factor.on": "On",
  "factor.off": "Off",
  "factor.begin": "Set up",
  "factor.end": "Turn off",
  "factor.end_title": "Turn off two-factor authentication?",
  "factor.end_text":
    "Your password alone will be enough to sign in. Your recovery codes will no longer work.",

  "enrol.title": "Set up two-factor authentication",
  "enrol.password":
    "Confirm your password first, so that nobody else can set it up on your unlocked computer.",
  "enrol.next": "Continue",
  "enrol.text": "Scan the QR code with an authenticator app, then enter the code that the app shows.",
  "enrol.qr": "QR code for an authenticator app. The setup key beside it has the same content.",
  "enrol.by_hand": "Or enter this setup key in the app:",
  "enrol.copy": "Copy key",
  "enrol.open_app": "Open in app",
  "enrol.code": "Code from the app",
  "enrol.submit": "Turn on",
  "recovery.title": "Save your recovery codes",
  "recovery.text":
    "Two-factor authentication is on. If you lose your phone, sign in with one of these codes. Each works once. They are not shown again.",
  "recovery.copy": "Copy all",
  "recovery.download": "Download",
  "recovery.done": "I have saved them",

  "sessions.title": "Active sessions",
  "sessions.text":
    "Browsers where you are signed in. If you do not recognize one, sign it out and change your password.",
  "sessions.here": "This browser",
  "sessions.device": "{browser} on {system}",
  "sessions.unknown": "Unknown browser",
  "sessions.used": "Active: {time}",
  "sessions.end": "Sign out",
  "sessions.end_named": "Sign out {name}",
  "sessions.ended": "The session has been signed out.",
  "sessions.end_all": "Sign out everywhere",
  "sessions.end_all_title": "Sign out everywhere?",
  "sessions.end_all_text": "This ends all your sessions, including this one.",
  "sessions.end_all_unsent": {
    one: "This ends all your sessions, including this one. {count} unsent reply is discarded.",
    other: "This ends all your sessions, including this one. {count} unsent replies are discarded.",
  },

  "blocks.title": "Block list",
  "blocks.text": "They are not told why. To block a visitor, open their conversation.",
  "blocks.none": "No blocked visitors.",
  "blocks.by": "Blocked by {name}",
  "blocks.conversation": "Conversation",
  "blocks.remove": "Unblock",
  "blocks.remove_named": "Unblock {name}",
  "blocks.removed": "Unblocked. They can send messages again.",
  "blocks_kind.visitor": "Visitor",
  "blocks_kind.identity": "Verified visitor",
  "blocks_kind.address": "Address range",

  "members.title": "Members",
  "members.text":
    "Agents answer and block visitors. Owners also manage the team, the site's settings and the audit log.",
  "members.you": "You",
  "members.factor": "Two-factor authentication on",
  "member_mail.refused": "Email refused: {reason}",
  "member_mail.bounced": "Emails to this address bounce",
  "member_mail.complained": "Emails to this address were marked as spam",
  "members.more": "Actions for {name}",
  "members.make_owner": "Make owner",
  "members.make_agent": "Make agent",
  "members.reset": "Reset password",
  "members.remove": "Remove from team",
  "member_title.owner": "Make {name} an owner?",
  "member_text.owner":
    "They can then change everything here, including your account. They are signed out everywhere.",
  "member_submit.owner": "Make owner",
  "member_title.agent": "Make {name} an agent?",
  "member_text.agent":
    "They can still answer conversations, but no longer see the team, the site's settings or the audit log. They are signed out everywhere.",
  "member_submit.agent": "Make agent",
  "member_title.reset": "Reset the password of {name}?",
  "member_text.reset":
    "They are signed out everywhere. With a link they choose a new password: it is emailed to them if email is set up, and you can share it yourself.",
  "member_submit.reset": "Create link",
  "member_title.remove": "Remove {name} from the team?",
  "member_text.remove": "Their account is deleted and they are signed out everywhere. Their messages stay.",
  "member_submit.remove": "Remove",
  "reset_link.title": "Reset link for {name}",
  "reset_link.text":
    "Share it over a channel that you trust: anyone who has it can set the password. It works once, until {until}, and is not shown again.",
  "reset_link.sent":
    "We sent the link to {email}. You can also share it yourself, over a channel that you trust: anyone who has it can set the password. It works once, until {until}, and is not shown again.",
  "reset_link.failed":
    "The email to {email} could not be sent. Share the link yourself, over a channel that you trust: anyone who has it can set the password. It works once, until {until}, and is not shown again.",
  "reset_link.label": "Password reset link",

  "invitations.title": "Pending invitations",
  "invitations.text":
    "They get a link by email, if email is set up, and you can share it yourself. It works once and expires after seven days.",
  "invitations.email": "Email",
  "invitations.role": "Role",
  "invitations.submit": "Invite",
  "invitations.ask_title": "Invite {email}?",
  "invite_ask.agent":
    "They will be able to read and answer conversations. Enter your password to create the link.",
  "invite_ask.owner":
    "They will be able to manage the site and its team, as you do. Enter your password to create the link.",
  "invitations.until": "Expires {until}",
  "invitations.withdraw": "Revoke",
  "invitations.withdraw_named": "Revoke the invitation of {email}",
  "invitations.withdrawn": "The invitation has been revoked. Its link no longer works.",
  "invite_link.title": "Invitation for {email}",
  "invite_link.text": "Share this link. It works once, until {until}, and is not shown again.",
  "invite_link.sent":
    "We sent the link to {email}. You can also share it yourself. It works once, until {until}, and is not shown again.",
  "invite_link.failed":
    "The email to {email} could not be sent. Share the link yourself. It works once, until {until}, and is not shown again.",
  "invite_link.label": "Invitation link",

  "attention.sound": "Sound",
  "attention.sound_hint": "In this browser, when a visitor writes while the dashboard is open.",
  "attention.desktop": "Desktop notifications",
  "attention.desktop_hint":
    "In this browser, while the dashboard is open in another tab or behind other windows.",
  "attention.desktop_blocked": "This browser blocks them. Allow notifications for this page in its settings.",
};
