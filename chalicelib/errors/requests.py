"""Refusals of a request as such: its body, its token, the gateway, and frames on a socket."""

from chalicelib.errors.refusal import Refusal


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


class Throttled(Refusal):
    """More requests arrived than the stage's throttle allows."""

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
    """Any other 4xx of API Gateway, with its status."""

    status = 400
    gateway_only = True
    code = "gateway_refused"
    message = "This request was refused before it reached Porchlight."


class GatewayFailed(Refusal):
    """Any other 5xx of API Gateway, with its status: the function crashed, or could not be called."""

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


class TicketInvalid(Refusal):
    status = 401
    socket_only = True
    code = "ticket_invalid"
    message = "This ticket is unknown, used or expired."


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
    message = "This socket receives no more events. Open another one."
