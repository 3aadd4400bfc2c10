/**
 * The texts of the pages that an invitation's and a password reset's link open, loaded with them.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enLinks = {
  "invitation.title": "You are invited",
  "invitation.lede": "Say what visitors and colleagues call you, and choose a password.",
  "invitation.name": "Your name",
  "invitation.submit": "Join",
  "invitation.other": "You are signed in as {email} in this tab. Joining signs the new account in instead.",
  "reset.title": "Choose a new password",
  "reset.lede": "Then sign in with it. Your earlier sessions have ended.",
  "reset.submit": "Set password",
  "link.password": "New password",
  "link.working": "One moment…",
  "link.sign_in": "To the sign-in page",
  "link_problem.link_invalid": "This link was used, or has run out. Ask for a new one.",
  "link_problem.password_invalid": "A password has 12 characters or more, and is not your e-mail address.",
  "link_problem.name_invalid": "Enter a name of up to 80 characters.",
  "link_problem.account_exists": "You have an account already. Sign in with it.",
  "link_problem.busy": "Porchlight is very busy. Try again in a moment.",
  "link_problem.too_many": "Too many attempts. Wait a moment, then try again.",
  "link_problem.out_of_reach": "Porchlight cannot be reached. Check your connection, then try again.",
  "link_problem.something": "That did not work. Try again in a moment.",
};
