"""Refusals of a request as such: its body, its token, the gateway, and frames on a socket."""

from chalicelib.errors.refusal import Refusal


class InvalidJson(Refusal, code="json_invalid"):
    message = "The body is not a JSON object."


class UnsupportedMediaType(Refusal, status=415, code="media_type_unsupported"):
    message = "Send the body as application/json, or a POST's as text/plain, in UTF-8."


class RequestTooLarge(Refusal, status=413, code="request_too_large"):
    message = "The body is larger than 64 KB."


class TokenMissing(Refusal, status=401, code="token_missing"):
    message = "Send a token: Authorization: Bearer ..., or as the field token of a POST sent as text/plain."


class TokenTwice(Refusal, code="token_twice"):
    """RFC 6750, section 2: a client sends a token in one way only."""

    message = "Send the token once: in the Authorization header, or as the field token of the body."


class TokenInvalid(Refusal, status=401, code="token_invalid"):
    message = "This token is not valid here."


class TokenExpired(Refusal, status=401, code="token_expired"):
    message = "This token has expired."


class Throttled(Refusal, status=429, code="throttled"):
    """More requests arrived than the stage's throttle allows."""

    gateway_only = True
    message = "Too many requests at the moment. Try again in a few seconds."
    retry_after = 5


class RouteNotFound(Refusal, status=404, code="route_not_found"):
    gateway_only = True
    message = "There is no such call."


class GatewayRefused(Refusal, status=400, code="gateway_refused"):
    """Any other 4xx of API Gateway, with its status."""

    gateway_only = True
    message = "This request was refused before it reached Porchlight."


class GatewayFailed(Refusal, status=502, code="gateway_failed"):
    """Any other 5xx of API Gateway, with its status: the function crashed, or could not be called."""

    gateway_only = True
    message = "Porchlight did not answer. Try again in a moment."
    retry_after = 1


class GatewayTimeout(Refusal, status=504, code="gateway_timeout"):
    """The function did not answer within 29 seconds."""

    gateway_only = True
    message = "Porchlight took too long to answer. Try again in a moment."
    retry_after = 1


class TicketInvalid(Refusal, status=401, code="ticket_invalid"):
    socket_only = True
    message = "This ticket is unknown, used or expired."


class FrameInvalid(Refusal, code="frame_invalid"):
    socket_only = True
    message = "A frame is a JSON object with a type."


class FrameUnknown(Refusal, code="frame_unknown"):
    socket_only = True
    message = "This type of frame is not known."


class ConnectionUnknown(Refusal, code="connection_unknown"):
    socket_only = True
    message = "This socket receives no more events. Open another one."
