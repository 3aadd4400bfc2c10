"""Calls that browsers send without a preflight: docs/adr/0003-calls-without-preflight.md.

Such a call is a POST whose JSON object is sent as `text/plain`, and whose token is the object's field `token`. It needs
no header outside the CORS safelist. Every POST may be sent like this, or as `application/json` with the token in the
`Authorization` header, as programs do.
"""

from chalice.app import Request

from chalicelib.api import parsing
from chalicelib.api.json_objects import JsonObject, json_object
from chalicelib.errors import InvalidField, TokenInvalid, TokenTwice

TOKEN = "token"


def fields_of(request: Request, *, body_expected: bool) -> JsonObject | None:
    """Returns the fields of a simple call, and None for every other call.

    A call that expects no body and has none is not a simple call. Raises `InvalidJson` or `RequestTooLarge`.
    """
    if request.method != "POST" or parsing.media_type(request) != parsing.TEXT:
        return None
    raw = parsing.raw_body(request)
    return json_object(raw) if raw or body_expected else None


def take_token(request: Request, fields: JsonObject | None) -> str | None:
    """Returns the call's token from its header or from `fields`, and removes it there.

    So validation, its messages and the log never see the token. Raises `TokenTwice` where both have one, and
    `TokenInvalid` for a value that is not a text.
    """
    in_header = bearer_token(request)
    if fields is None or TOKEN not in fields:
        return in_header
    token = fields.pop(TOKEN)
    if in_header is not None:
        raise TokenTwice()
    if not isinstance(token, str):
        raise TokenInvalid()
    return token


def bearer_token(request: Request) -> str | None:
    scheme, _, token = (request.headers.get("authorization") or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def refuse_fields(fields: JsonObject) -> None:
    """For calls that have no other fields."""
    if fields:
        raise InvalidField("field_unknown", None, "Only this field is allowed here: token.")
