"""Refusals of admins: signing in, sessions, passwords, the team."""

from chalicelib.errors.refusal import Refusal


class SessionRevoked(Refusal, status=401, code="session_revoked"):
    message = "This session has ended. Sign in again."


class SessionNotFound(Refusal, status=404, code="session_not_found"):
    message = "There is no such session."


class CredentialsWrong(Refusal, status=401, code="credentials_wrong"):
    message = "The e-mail address or the password is wrong."


class SecondFactorRequired(Refusal, status=401, code="second_factor_required"):
    message = "Send the code of your authenticator app too."


class SecondFactorWrong(Refusal, status=401, code="second_factor_wrong"):
    message = "This code is wrong, or was used before."


class SecondFactorOn(Refusal, status=409, code="second_factor_on"):
    message = "There is a second factor already."


class PasswordRequired(Refusal, status=403, code="password_required"):
    """A call whose effect would outlast a stolen access token requires the password too."""

    message = "Send your current password too."


class SignInSlowed(Refusal, status=429, code="sign_in_slowed"):
    """Too many failed attempts for this account or from this address, whether or not the account exists."""

    message = "Too many failed attempts. Try again later."


class PushNotSetUp(Refusal, status=409, code="push_not_set_up"):
    message = "This server has no key for push notifications. Deploy it again: that creates one."


class PushKeyReplaced(Refusal, status=409, code="push_key_replaced"):
    """The page subscribes with the key of `push_key`, of a session that it refreshes first."""

    message = "This subscription was made with another key of the server. Subscribe again with the present one."


class PushNotSubscribed(Refusal, status=409, code="push_not_subscribed"):
    message = "This session has no push subscription."


class TooManyTests(Refusal, status=429, code="too_many_tests"):
    message = "Too many tests. Try again in a few minutes."


class OwnerOnly(Refusal, status=403, code="owner_only"):
    message = "Only an owner may do this."


class NotOfSite(Refusal, status=403, code="not_of_site"):
    """The person was removed from the team of the token's site. The session goes on at the others: the page refreshes
    it, and receives a token for one of them."""

    message = "You do not belong to this site's team any more."


class AdminElsewhere(Refusal, status=409, code="admin_elsewhere"):
    """An owner of one site must not get into another one with a link that sets somebody's password."""

    message = "This person also works for a site that you do not own. They can set a new password when they sign in."


class SitesFull(Refusal, status=409, code="sites_full"):
    message = "An account can belong to 20 sites."


class InvitationForAnother(Refusal, status=403, code="invitation_for_another"):
    message = "This invitation is for another e-mail address. Sign in with the account of that address."


class AdminNotFound(Refusal, status=404, code="admin_not_found"):
    message = "There is no such admin."


class InvitationNotFound(Refusal, status=404, code="invitation_not_found"):
    message = "There is no such invitation."


class LastOwner(Refusal, status=409, code="last_owner"):
    message = "A site needs an owner, and this is the last one."


class LinkInvalid(Refusal, status=403, code="link_invalid"):
    """One answer for a link that was never issued, was used, or has expired."""

    message = "This link is not valid, was used, or has expired."


class MailNotSetUp(Refusal, status=409, code="mail_not_set_up"):
    message = "This deployment sends no mail. Ask an owner of your site for a link."


class ResetSlowed(Refusal, status=429, code="reset_slowed"):
    """Too many links were requested for this account or from this address, whether or not the account exists."""

    message = "Too many links were requested. Try again later."


class AccountExists(Refusal, status=409, code="account_exists"):
    message = "There is an account with this e-mail address."


class InTeam(Refusal, status=409, code="in_team"):
    message = "This person belongs to the site's team already."


class IdentitySecretMissing(Refusal, status=409, code="identity_secret_missing"):
    message = "Create an identity secret first: without one no visitor can be verified."


class HidingUnavailable(Refusal, status=409, code="hours_hide_unavailable"):
    message = "The chat cannot be hidden: this deployment has no bucket for the file that the site's pages would read."


class PicturesUnavailable(Refusal, status=409, code="pictures_unavailable"):
    message = "This deployment has no bucket for pictures. Deploying again creates one."


class PictureInvalid(Refusal, code="picture_invalid"):
    message = "Send a square WebP, JPEG or PNG of 32 to 512 pixels, in base64."


class PictureTooLarge(Refusal, status=413, code="picture_too_large"):
    message = "A picture has at most 24 KB."


class WebhookNotFound(Refusal, status=404, code="webhook_not_found"):
    message = "There is no such webhook."


class WebhookExists(Refusal, status=409, code="webhook_exists"):
    message = "The site has a webhook with this address already."


class WebhooksFull(Refusal, status=409, code="webhooks_full"):
    message = "A site has at most 5 webhooks. Remove one first."


class WebhookAddressRefused(Refusal, status=400, code="webhook_address_refused"):
    """The message says why."""

    message = "Nothing can be sent to this address."


class DeliveryNotFound(Refusal, status=404, code="delivery_not_found"):
    message = "There is no such delivery. The log keeps each for a week."


class EventGone(Refusal, status=409, code="event_gone"):
    message = "What this event is about was erased, or is not kept any longer. It cannot be sent again."


class ApiTokenRefused(Refusal, status=403, code="api_token_refused"):
    message = "This call needs a scope that the API token does not have, or accepts no API token."


class ApiTokenNotFound(Refusal, status=404, code="api_token_not_found"):
    message = "There is no such API token."


class ApiTokensFull(Refusal, status=409, code="api_tokens_full"):
    message = "A site can have 20 API tokens. Revoke one first."
