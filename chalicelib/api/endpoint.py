"""The one wrapper around every HTTP call: who calls, what was sent, what a refusal is answered with, and the log."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from chalice import Blueprint, CORSConfig, Response
from chalice.app import Request

from chalicelib import logs
from chalicelib.accounts import callers
from chalicelib.api import parsing, registry, serialize, simple_calls
from chalicelib.api.call_line import call_line, request_id
from chalicelib.api.registry import Registered
from chalicelib.api.schemas import Schema
from chalicelib.chat.conversations import CONVERSATION_ID
from chalicelib.errors import Internal, Refusal, TokenMissing
from chalicelib.identity import visitors
from chalicelib.identity.tokens import verify_admin
from chalicelib.model import Caller, VisitorCaller

# Any origin may call: the token decides, and there is no cookie to abuse. Who may begin is the site's origin list.
# Preflights are kept for as long as the browser allows: 2 hours in Chromium, a day in Firefox.
CORS = CORSConfig(
    allow_origin="*",
    allow_headers=["Authorization", "Content-Type"],
    expose_headers=["Retry-After", "X-Request-Id"],
    max_age=86400,
)

AGENT_CHARACTERS = 200


RECOGNISE: dict[str, Callable[[str, str | None, str], Caller]] = {
    "visitor": visitors.authenticate,
    "admin": lambda token, *_: callers.authenticate(token),
    "owner": lambda token, *_: callers.authenticate_owner(token),
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
    also_posted: bool = False,
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Registers a handler `(call, **path parameters) -> Response` under `method` and `path`.

    `caller` is "visitor", "admin", "owner", "leaver" (an admin whose session may be over), or None where no token is
    needed; `welcomes` is whose token such a call looks at all the same. `answers` has the body's shape (of
    `api/answers`) for each status, refusals left out, for `/openapi.json`.
    `also_posted` registers the call a second time, as a POST of the same path: `query` is then what its body holds, so
    that its address never varies and browsers send no preflight.
    Refusals become answers in the one error shape; anything unforeseen becomes `internal` with its trace in the log,
    and nothing of it in the answer.
    """

    def register(handler: Callable[..., Response]) -> Callable[..., Response]:
        name = f"{handler.__module__.rpartition('.')[2]}.{handler.__name__}"
        call = Registered(method, path, name, caller, welcomes, body, query, answers or {})
        publish(blueprint, call, handler, lambda request: parsed(request, call))
        if also_posted:
            posted = replace(call, method="POST", name=f"{name}_by_post", body=query, query=None)
            publish(blueprint, posted, handler, lambda request: asked_by_post(parsed(request, posted)))
        return handler

    return register


def publish(
    blueprint: Blueprint, call: Registered, handler: Callable[..., Response], parse: Callable[[Request], Call]
) -> None:
    def view(**path_parameters: str) -> Response:
        request = blueprint.current_request
        context = request.lambda_context
        conversation_id = known(path_parameters.get("conversation_id"))
        about = {"method": call.method, "route": call.path, "conversation_id": conversation_id}
        with call_line("request", context, request.context, **about) as line:
            try:
                response = handler(parse(request), **path_parameters)
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

    registry.CALLS.append(call)
    view.__name__ = call.name.rpartition(".")[2]
    blueprint.route(call.path, methods=[call.method], cors=CORS, content_types=[], name=view.__name__)(view)


def parsed(request: Request, call: Registered) -> Call:
    """Authenticates first. Only a simple call's body is read before that, since its token is in there."""
    fields = simple_calls.fields_of(request, body_expected=call.body is not None)
    token = simple_calls.take_token(request, fields if call.takes_token else None)
    origin, address = request.headers.get("origin"), source_address(request)
    caller = recognised(call.caller, token, origin, address)
    if isinstance(caller, VisitorCaller):
        logs.add(conversation_id=caller.conversation_id)
    return Call(
        caller=caller,
        body=body_of(request, fields, call.body),
        query=parsing.query(request, call.query) if call.query else None,
        origin=origin,
        token=token,
        address=address,
        agent=(request.headers.get("user-agent") or "")[:AGENT_CHARACTERS],
    )


def recognised(wanted: str | None, token: str | None, origin: str | None, address: str) -> Caller | None:
    """Raises a `Refusal` unless the token is that of a caller as the call wants one. An empty token is a wrong one."""
    if wanted is None:
        return None
    if token is None:
        raise TokenMissing()
    return RECOGNISE[wanted](token, origin, address)


def body_of(request: Request, fields: dict[str, Any] | None, schema: type[Schema] | None) -> Schema | None:
    if schema is None:
        simple_calls.refuse_fields(fields or {})
        return None
    return parsing.body(request, schema) if fields is None else parsing.validated(schema, fields)


def asked_by_post(call: Call) -> Call:
    """What a GET has in its query, a POST of the same call has in its body."""
    return replace(call, body=None, query=call.body)


def source_address(request: Request) -> str:
    """Who called API Gateway. A header that claims another address is not believed."""
    return str((request.context.get("identity") or {}).get("sourceIp") or "")


def known(conversation_id: str | None) -> str | None:
    """For the log: whatever else stands in a path may be anything, a secret among it."""
    return conversation_id if conversation_id and CONVERSATION_ID.fullmatch(conversation_id) else None
