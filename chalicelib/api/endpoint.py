"""The one wrapper around every HTTP call: who calls, what was sent, what a refusal is answered with, and the log."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chalice import Blueprint, CORSConfig, Response
from chalice.app import Request

from chalicelib import logs
from chalicelib.api import parsing, registry, serialize
from chalicelib.api.call_line import call_line, request_id
from chalicelib.api.schemas import Schema
from chalicelib.chat.conversations import CONVERSATION_ID
from chalicelib.errors import Internal, Refusal, TokenMissing
from chalicelib.identity import sessions, visitors
from chalicelib.identity.tokens import verify_admin
from chalicelib.model import Caller, VisitorCaller

# Any origin may ask: a bearer token decides, and there is no cookie to abuse. Who may begin is the site's origin list.
CORS = CORSConfig(
    allow_origin="*",
    allow_headers=["Authorization", "Content-Type"],
    expose_headers=["Retry-After", "X-Request-Id"],
    max_age=86400,
)

AGENT_CHARACTERS = 200


RECOGNISE: dict[str | None, Callable[[str, str | None, str], Caller]] = {
    "visitor": visitors.recognise,
    "admin": lambda token, *_: sessions.recognise(token),
    "owner": lambda token, *_: sessions.recognise_owner(token),
    "leaver": lambda token, *_: verify_admin(token),
}


@dataclass(frozen=True, slots=True)
class Call:
    """One call, authenticated and parsed."""

    caller: Any  # VisitorCaller, AdminCaller, or None where anyone may call
    body: Any  # of the route's schema, or None
    query: Any  # of the route's schema, or None
    origin: str | None
    token: str | None
    address: str  # the caller's, as API Gateway saw it; "" if it said none
    agent: str  # the User-Agent header, cut


def endpoint(
    blueprint: Blueprint,
    method: str,
    path: str,
    caller: str | None,
    body: type[Schema] | None = None,
    query: type[Schema] | None = None,
    answers: Mapping[int, Any] | None = None,
    welcomes: str | None = None,
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Registers a handler `(call, **path parameters) -> Response` under `method` and `path`.

    `caller` is "visitor", "admin", "owner", "leaver" (an admin whose session may be over), or None where no token is
    needed; `welcomes` is whose token such a call looks at all the same. `answers` has the body's shape (of
    `api/answers`) for each status, refusals left out, for `/openapi.json`.
    Refusals become answers in the one error shape; anything unforeseen becomes `internal` with its trace in the log,
    and nothing of it in the answer.
    """

    def register(handler: Callable[..., Response]) -> Callable[..., Response]:
        def view(**path_parameters: str) -> Response:
            request = blueprint.current_request
            context = request.lambda_context
            conversation_id = known(path_parameters.get("conversation_id"))
            about = {"method": method, "route": path, "conversation_id": conversation_id}
            with call_line("request", context, request.context, **about) as line:
                try:
                    response = handler(parsed(request), **path_parameters)
                    line.answered(response.status_code)
                except Refusal as refusal:
                    line.refused(refusal)
                    response = serialize.refused(refusal)
                except Exception:  # noqa: BLE001 - the boundary: a caller gets an answer, whatever broke
                    logs.error("handler_failed")
                    line.refused(Internal())
                    response = serialize.refused(Internal())
                response.headers["X-Request-Id"] = request_id(context)
            return response

        def parsed(request: Request) -> Call:
            token = bearer_token(request)
            origin, address = request.headers.get("origin"), source_address(request)
            if caller and token is None:
                raise TokenMissing()
            recognised = RECOGNISE[caller](token, origin, address) if caller and token else None
            if isinstance(recognised, VisitorCaller):
                logs.add(conversation_id=recognised.conversation_id)
            return Call(
                caller=recognised,
                body=parsing.body(request, body) if body else None,
                query=parsing.query(request, query) if query else None,
                origin=origin,
                token=token,
                address=address,
                agent=(request.headers.get("user-agent") or "")[:AGENT_CHARACTERS],
            )

        view.__name__ = handler.__name__
        name = f"{handler.__module__.rpartition('.')[2]}.{handler.__name__}"
        registry.CALLS.append(registry.Registered(method, path, name, caller, welcomes, body, query, answers or {}))
        blueprint.route(path, methods=[method], cors=CORS, content_types=[], name=handler.__name__)(view)
        return handler

    return register


def bearer_token(request: Request) -> str | None:
    scheme, _, token = (request.headers.get("authorization") or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def source_address(request: Request) -> str:
    """Who called API Gateway. A header that claims another address is not believed."""
    return str((request.context.get("identity") or {}).get("sourceIp") or "")


def known(conversation_id: str | None) -> str | None:
    """For the log: whatever else stands in a path may be anything, a secret among it."""
    return conversation_id if conversation_id and CONVERSATION_ID.fullmatch(conversation_id) else None
