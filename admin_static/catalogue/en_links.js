/**
 * The texts of the pages of invitation and password reset links.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enLinks = {
  "invitation.title": "You are invited",
  "invitation.lede": "Enter your name as visitors and teammates will see it, and choose a password.",
  "invitation.name": "Your name",
  "invitation.submit": "Accept invitation",
  "invitation.join": "Join as {email}",
  "invitation.instead": "Or create another account, which this tab is signed in with instead:",
  "invitation.has_account": "I already have an account",
  "reset.title": "Choose a new password",
  "reset.lede": "Then sign in with it. Setting it signs you out everywhere.",
  "reset.submit": "Set password",
  "link.password": "New password",
  "link.working": "One moment…",
  "link.sign_in": "Go to sign-in",
  "link_problem.link_invalid": "This link has been used or has expired. Ask for a new one.",
  "link_problem.password_invalid":
    "A password needs at least 12 characters and must not be your email address.",
  "link_problem.name_invalid": "Enter a name of up to 80 characters.",
  "link_problem.account_exists":
    "This email address already has an account. Sign in with it to accept the invitation.",
  "link_problem.invitation_for_another": "This invitation is for another email address.",
  "link_problem.sites_full": "Your account already has 20 sites.",
  "forgot.title": "Forgot your password?",
  "forgot.lede": "Enter the email of your account. You get a link to choose a new password.",
  "forgot.submit": "Send link",
  "forgot.back": "Back to sign-in",
  "forgot.sent_title": "Check your email",
  "forgot.sent":
    "If {email} has an account, a link is on its way. It works once, within an hour. Until you use it, your password stays the same.",
  "forgot_problem.email": "Enter a valid email address.",
  "forgot_problem.reset_slowed":
    "Too many links were requested. Check your email for the last one, or try again in an hour.",
  "forgot_problem.mail_not_set_up": "Email is not set up here. Ask an owner of your site for a link.",
  "forgot_problem.busy": "Porchlight is very busy. Try again in a moment.",
  "forgot_problem.out_of_reach": "Porchlight cannot be reached. Check your connection, then try again.",
  "forgot_problem.something": "That did not work. Try again in a moment.",
  "link_problem.busy": "Porchlight is very busy. Try again in a moment.",
  "link_problem.too_many": "Too many attempts. Wait a moment, then try again.",
  "link_problem.out_of_reach": "Porchlight cannot be reached. Check your connection, then try again.",
  "link_problem.something": "That did not work. Try again in a moment.",
};
