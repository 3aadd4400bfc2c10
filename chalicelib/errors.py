"""Every refusal, with its stable code and its HTTP status.

A code never changes its meaning: pages and integrations decide by it. `message` is for people.
"""


class Refusal(Exception):
    """Something the caller asked for and does not get. Nothing was stored.

    Attributes: `status` (HTTP), `code` (stable), `message` (for people), `field` (of the request, or None),
    `retry_after` (seconds, or None: repeating the same request is pointless), `socket_only` (no HTTP call meets it),
    `gateway_only` (API Gateway answers so by itself: deployment/templates/gateway_responses.json).
    """

    status = 400
    code = "refused"
    message = "This request was refused."
    retry_after: int | None = None
    socket_only = False
    gateway_only = False

    def __init__(self, field: str | None = None, message: str | None = None, retry_after: int | None = None) -> None:
        self.field = field
        self.message = message or type(self).message
        self.retry_after = retry_after or type(self).retry_after
        super().__init__(self.code)


class InvalidField(Refusal):
    """A field or a query parameter that breaks a rule; its code names which."""

    def __init__(self, code: str, field: str | None, message: str) -> None:
        super().__init__(field, message)
        self.code = code


class InvalidJson(Refusal):
    code = "json_invalid"
    message = "The body is not a JSON object."


class UnsupportedMediaType(Refusal):
    status = 415
    code = "media_type_unsupported"
    message = "Send the body as application/json, or a POST's as text/plain, in UTF-8."


class RequestTooLarge(Refusal):
    status = 413
    code = "request_too_large"
    message = "The body is larger than 64 KB."


class TokenMissing(Refusal):
    status = 401
    code = "token_missing"
    message = "Send a token: Authorization: Bearer ..., or as the field token of a POST sent as text/plain."


class TokenTwice(Refusal):
    """RFC 6750, section 2: a client sends a token in one way only."""

    code = "token_twice"
    message = "Send the token once: in the Authorization header, or as the field token of the body."


class TokenInvalid(Refusal):
    status = 401
    code = "token_invalid"
    message = "This token is not valid here."


class TokenExpired(Refusal):
    status = 401
    code = "token_expired"
    message = "This token has expired."


class SessionRevoked(Refusal):
    status = 401
    code = "session_revoked"
    message = "This session is over. Sign in again."


class SessionNotFound(Refusal):
    status = 404
    code = "session_not_found"
    message = "There is no such session."


class CredentialsWrong(Refusal):
    status = 401
    code = "credentials_wrong"
    message = "The e-mail address or the password is wrong."


class SecondFactorRequired(Refusal):
    status = 401
    code = "second_factor_required"
    message = "Send the code of your authenticator app too."


class SecondFactorWrong(Refusal):
    status = 401
    code = "second_factor_wrong"
    message = "This code is wrong, or was used before."


class SecondFactorOn(Refusal):
    status = 409
    code = "second_factor_on"
    message = "There is a second factor already."


class PasswordRequired(Refusal):
    """What would outlast a stolen access token asks for the password besides."""

    status = 403
    code = "password_required"
    message = "Send your current password too."


class SignInSlowed(Refusal):
    """Too many failures, of this account or from this address, whether there is such an account or not."""

    status = 429
    code = "sign_in_slowed"
    message = "Too many failed attempts. Try again later."


class OwnerOnly(Refusal):
    status = 403
    code = "owner_only"
    message = "Only an owner may do this."


class AdminNotFound(Refusal):
    status = 404
    code = "admin_not_found"
    message = "There is no such admin."


class InvitationNotFound(Refusal):
    status = 404
    code = "invitation_not_found"
    message = "There is no such invitation."


class LastOwner(Refusal):
    status = 409
    code = "last_owner"
    message = "A site needs an owner, and this is the last one."


class LinkInvalid(Refusal):
    """One answer for what was never handed out, was used, and has run out."""

    status = 403
    code = "link_invalid"
    message = "This link is used, has run out, or was never good."


class WidgetTokenInvalid(Refusal):
    status = 403
    code = "widget_token_invalid"
    message = "This widget token is not known."


class OriginNotAllowed(Refusal):
    status = 403
    code = "origin_not_allowed"
    message = "This origin is not on the site's list."


class IdentityInvalid(Refusal):
    status = 403
    code = "identity_invalid"
    message = "The site has not signed this identity."


class IdentityRequired(Refusal):
    status = 403
    code = "identity_required"
    message = "This site's chat is for visitors whom it knows."


class VisitorBlocked(Refusal):
    status = 403
    code = "visitor_blocked"
    message = "Chat is not available to you."


class BlockNotFound(Refusal):
    status = 404
    code = "block_not_found"
    message = "There is no such block."


class BlockImpossible(Refusal):
    status = 409
    code = "block_impossible"
    message = "Nothing of this kind is known of this visitor."


class BlocksFull(Refusal):
    status = 409
    code = "blocks_full"
    message = "A site blocks at most 1,000. Remove one first."


class SiteDisabled(Refusal):
    status = 403
    code = "site_disabled"
    message = "Chat is switched off for this site."


class TicketInvalid(Refusal):
    status = 401
    socket_only = True
    code = "ticket_invalid"
    message = "This ticket is unknown, used or expired."


class ConversationNotFound(Refusal):
    status = 404
    code = "conversation_not_found"
    message = "There is no such conversation."


class CursorAhead(Refusal):
    status = 409
    code = "cursor_ahead"
    message = "The conversation has no message with this number yet."


class CursorBehind(Refusal):
    status = 409
    code = "cursor_behind"
    message = "Too many messages were written since, or they are gone: read, then send with the cursor of then."


class IdentitySecretMissing(Refusal):
    status = 409
    code = "identity_secret_missing"
    message = "Make an identity secret first: without one nobody could prove who they are."


class AccountExists(Refusal):
    status = 409
    code = "account_exists"
    message = "There is an account with this e-mail address."


class TooManyMessages(Refusal):
    """The visitor writes faster than the site allows. Nothing was stored; the same send may succeed later."""

    status = 429
    code = "too_many_messages"
    message = "Too many messages in a short time. Try again in a moment."


class TooManyConversations(Refusal):
    """Too many visitors begin, on the site or from one address. Nothing was stored."""

    status = 429
    code = "too_many_conversations"
    message = "Too many new conversations at the moment. Try again later."


class Busy(Refusal):
    """Contention, throttling or an unreachable store: the same request may succeed a moment later."""

    status = 503
    code = "busy"
    message = "Porchlight is busy. Try again in a moment."
    retry_after = 1


class Internal(Refusal):
    """A fault of ours. The log has the trace; the caller gets the request id only."""

    status = 500
    code = "internal"
    message = "Something went wrong on our side."


class Throttled(Refusal):
    """More requests of a kind arrived than the stage's throttle lets through."""

    status = 429
    gateway_only = True
    code = "throttled"
    message = "Too many requests at the moment. Try again in a few seconds."
    retry_after = 5


class RouteNotFound(Refusal):
    status = 404
    gateway_only = True
    code = "route_not_found"
    message = "There is no such call."


class GatewayRefused(Refusal):
    """Any other 4xx of API Gateway, with the status that it chose."""

    status = 400
    gateway_only = True
    code = "gateway_refused"
    message = "This request was refused before it reached Porchlight."


class GatewayFailed(Refusal):
    """Any other 5xx of API Gateway, with the status that it chose: the function crashed, or could not be called."""

    status = 502
    gateway_only = True
    code = "gateway_failed"
    message = "Porchlight did not answer. Try again in a moment."
    retry_after = 1


class GatewayTimeout(Refusal):
    """The function did not answer within 29 seconds."""

    status = 504
    gateway_only = True
    code = "gateway_timeout"
    message = "Porchlight took too long to answer. Try again in a moment."
    retry_after = 1


class FrameInvalid(Refusal):
    socket_only = True
    code = "frame_invalid"
    message = "A frame is a JSON object with a type."


class FrameUnknown(Refusal):
    socket_only = True
    code = "frame_unknown"
    message = "This type of frame is not known."


class ConnectionUnknown(Refusal):
    socket_only = True
    code = "connection_unknown"
    message = "This socket hears nothing any more. Open another one."
