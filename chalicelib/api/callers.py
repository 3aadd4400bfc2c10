"""The kinds of caller that a call accepts, and how a token is recognised as one of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from chalicelib.errors import TokenMissing
from chalicelib.identity import visitors
from chalicelib.identity.tokens import verify_admin
from chalicelib.model import AdminCaller, VisitorCaller

if TYPE_CHECKING:
    from chalicelib.model.api_tokens import ApiScope

API_TOKEN = "porchlight."  # how one begins: an access token never does

CallerT_co = TypeVar("CallerT_co", covariant=True)


@dataclass(frozen=True, slots=True)
class CallerKind(Generic[CallerT_co]):
    scheme: str | None = None  # the kind of token by its name in the OpenAPI document; None: the call takes no token
    recognise: Callable[[str, str | None, str], CallerT_co] | None = None  # from the token, the origin, the address

    def caller(self, token: str | None, origin: str | None, address: str) -> CallerT_co | None:
        """Raises a `Refusal` where a token is required, and this one is missing or not valid."""
        if self.recognise is None:
            return None
        if token is None:  # an empty token is an invalid one
            raise TokenMissing()
        return self.recognise(token, origin, address)


ANYONE: CallerKind[None] = CallerKind()
ANYONE_OR_VISITOR: CallerKind[None] = CallerKind("visitor")  # the handler checks the token, if there is one
VISITOR: CallerKind[VisitorCaller] = CallerKind("visitor", visitors.authenticate)
ADMIN: CallerKind[AdminCaller] = CallerKind("admin", lambda token, *_: admin(token))
# An admin, or a program with an API token of this scope.
READER: CallerKind[AdminCaller] = CallerKind("admin", lambda token, *_: admin(token, "conversations:read"))
WRITER: CallerKind[AdminCaller] = CallerKind("admin", lambda token, *_: admin(token, "conversations:write"))
OWNER: CallerKind[AdminCaller] = CallerKind("admin", lambda token, *_: owner(token))
# An admin whose session may have ended already.
SIGNED_OUT_ADMIN: CallerKind[AdminCaller] = CallerKind("admin", lambda token, *_: verify_admin(token))


def admin(token: str, scope: "ApiScope | None" = None) -> AdminCaller:
    """`scope`: that an API token needs for the call; None: the call accepts none."""
    from chalicelib.accounts import callers  # no visitor's call needs accounts

    if token.startswith(API_TOKEN):
        from chalicelib.accounts import api_tokens  # nor does a call of the dashboard need these

        return api_tokens.authenticate(token, scope)
    return callers.authenticate(token)


def owner(token: str) -> AdminCaller:
    from chalicelib.accounts import callers

    return admin(token) if token.startswith(API_TOKEN) else callers.authenticate_owner(token)
