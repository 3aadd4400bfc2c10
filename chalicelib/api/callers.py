"""The kinds of caller that a call accepts, and how a token is recognised as one of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from chalicelib.accounts import callers
from chalicelib.errors import TokenMissing
from chalicelib.identity import visitors
from chalicelib.identity.tokens import verify_admin
from chalicelib.model import AdminCaller, VisitorCaller

CallerT_co = TypeVar("CallerT_co", covariant=True)


@dataclass(frozen=True, slots=True)
class CallerKind(Generic[CallerT_co]):
    """`scheme`: which kind of token the call takes, by its name in the OpenAPI document; None: it takes none."""

    recognise: Callable[[str | None, str | None, str], CallerT_co]  # the token, the origin, the address
    scheme: str | None = None
    token_required: bool = True


def with_token(recognise: Callable[[str, str | None, str], CallerT_co]) -> Callable[..., CallerT_co]:
    def recognised(token: str | None, origin: str | None, address: str) -> CallerT_co:
        if token is None:  # an empty token is a wrong one
            raise TokenMissing()
        return recognise(token, origin, address)

    return recognised


def nobody(token: str | None, origin: str | None, address: str) -> None:
    return None


def visitor(token: str, origin: str | None, address: str) -> VisitorCaller:
    return visitors.authenticate(token, origin, address)


ANYONE: CallerKind[None] = CallerKind(nobody)
ANYONE_OR_VISITOR: CallerKind[None] = CallerKind(
    nobody, "visitor", token_required=False
)  # the handler checks the token
VISITOR: CallerKind[VisitorCaller] = CallerKind(with_token(visitor), "visitor")
ADMIN: CallerKind[AdminCaller] = CallerKind(with_token(lambda token, *_: callers.authenticate(token)), "admin")
OWNER: CallerKind[AdminCaller] = CallerKind(with_token(lambda token, *_: callers.authenticate_owner(token)), "admin")
# An admin whose session may have ended already.
SIGNED_OUT_ADMIN: CallerKind[AdminCaller] = CallerKind(with_token(lambda token, *_: verify_admin(token)), "admin")
