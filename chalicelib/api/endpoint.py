"""The wrapper around every HTTP call: authenticates, parses, turns refusals into answers, and writes the log line."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, overload

from chalice import Blueprint, CORSConfig, Response
from chalice.app import Request

from chalicelib import logs
from chalicelib.api import parsing, registry, simple_calls
from chalicelib.api.answers import Answer
from chalicelib.api.call_line import CallLine
from chalicelib.api.callers import CallerKind
from chalicelib.api.json_objects import JsonObject
from chalicelib.api.registry import Registered
from chalicelib.api.schemas import Schema
from chalicelib.api.serialize import responses as serialize
from chalicelib.chat.conversations import CONVERSATION_ID
from chalicelib.errors import Internal, Refusal
from chalicelib.model import VisitorCaller

# Any origin may call: the token decides, and there is no cookie to abuse. A site's list of origins decides which pages
# may start a session. Browsers cache a preflight as long as they allow: 2 hours in Chromium, a day in Firefox.
CORS = CORSConfig(
    allow_origin="*",
    allow_headers=["Authorization", "Content-Type"],
    expose_headers=["Retry-After", "X-Request-Id"],
    max_age=86400,
)
ALLOWED = CORS.get_access_control_headers()

AGENT_CHARACTERS = 200

CallerT = TypeVar("CallerT")
BodyT = TypeVar("BodyT")
QueryT = TypeVar("QueryT")
AnswerT = TypeVar("AnswerT", bound=Answer[Any])
SchemaT = TypeVar("SchemaT", bound=Schema)
PathParameters = ParamSpec("PathParameters")


@dataclass(frozen=True, slots=True)
class Call(Generic[CallerT, BodyT, QueryT]):
    """One call, authenticated and parsed. A call that has no caller, body or query has None there."""

    caller: CallerT
    body: BodyT
    query: QueryT
    origin: str | None
    token: str | None
    address: str  # the caller's, from API Gateway; "" if it gave none
    agent: str  # the User-Agent header, shortened
    languages: str = ""  # the Accept-Language header


Handler = Callable[Concatenate[Call[CallerT, BodyT, QueryT], PathParameters], AnswerT]


@dataclass(frozen=True, slots=True)
class Route(Generic[CallerT, BodyT, QueryT]):
    """Registers the handler that it decorates, whose annotations must fit."""

    blueprint: Blueprint
    method: str
    path: str
    caller: CallerKind[CallerT]
    body: type[Schema] | None = None
    query: type[Schema] | None = None
    also_posted: bool = False

    def __call__(
        self, handler: Handler[CallerT, BodyT, QueryT, PathParameters, AnswerT]
    ) -> Handler[CallerT, BodyT, QueryT, PathParameters, AnswerT]:
        name = f"{handler.__module__.rpartition('.')[2]}.{handler.__name__}"
        call = Registered(self.method, self.path, name, self.caller, self.body, self.query, handler)
        publish(self.blueprint, call, lambda request: parsed(request, call))
        if self.also_posted:
            posted = replace(call, method="POST", name=f"{name}_by_post", body=self.query, query=None)
            publish(self.blueprint, posted, lambda request: query_from_body(parsed(request, posted)))
        return handler


@overload
def endpoint(
    blueprint: Blueprint, method: str, path: str, caller: CallerKind[CallerT]
) -> Route[CallerT, None, None]: ...


@overload
def endpoint(
    blueprint: Blueprint, method: str, path: str, caller: CallerKind[CallerT], *, body: type[SchemaT]
) -> Route[CallerT, SchemaT, None]: ...


@overload
def endpoint(
    blueprint: Blueprint,
    method: str,
    path: str,
    caller: CallerKind[CallerT],
    *,
    query: type[SchemaT],
    also_posted: bool = False,
) -> Route[CallerT, None, SchemaT]: ...


def endpoint(
    blueprint: Blueprint,
    method: str,
    path: str,
    caller: CallerKind[Any],
    *,
    body: type[Schema] | None = None,
    query: type[Schema] | None = None,
    also_posted: bool = False,
) -> Route[Any, Any, Any]:
    """Registers a handler `(call, **path parameters) -> Ok[...]` under `method` and `path`.

    `also_posted` registers the call a second time, as a POST of the same path whose body has the fields of `query`: its
    address is always the same, and browsers send no preflight.
    Refusals become answers of one shape. Any other exception becomes `internal`, with its trace in the log only.
    """
    return Route(blueprint, method, path, caller, body, query, also_posted)


def publish(blueprint: Blueprint, call: Registered, parse: Callable[[Request], Call[Any, Any, Any]]) -> None:
    def view(**path_parameters: str) -> Response:
        request = blueprint.current_request
        context = request.lambda_context
        conversation_id = loggable(path_parameters.get("conversation_id"))
        about = {"method": call.method, "route": call.path, "conversation_id": conversation_id}
        with CallLine("request", context, request.context, **about) as line:
            try:
                answer: Answer[Any] = call.handler(parse(request), **path_parameters)
                line.answered(answer.status)
                response = serialize.answered(answer)
            except Refusal as refusal:
                line.refused(refusal)
                response = serialize.refused(refusal)
            except Exception:  # noqa: BLE001 - the caller gets an answer, whatever failed
                logs.error("handler_failed")
                line.refused(Internal())
                response = serialize.refused(Internal())
            response.headers |= {**ALLOWED, "X-Request-Id": logs.request_id(context)}
        return response

    registry.CALLS.append(call)
    view.__name__ = call.name.rpartition(".")[2]
    blueprint.route(call.path, methods=[call.method], cors=CORS, content_types=[], name=view.__name__)(view)


def parsed(request: Request, call: Registered) -> Call[Any, Any, Any]:
    """Authenticates first. Only the body of a simple call is read before, since it has the token."""
    fields = simple_calls.fields_of(request, body_expected=call.body is not None)
    token = simple_calls.take_token(request, fields if call.takes_token else None)
    origin, address = request.headers.get("origin"), source_address(request)
    caller = call.caller.caller(token, origin, address)
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
        languages=request.headers.get("accept-language") or "",
    )


def body_of(request: Request, fields: JsonObject | None, schema: type[Schema] | None) -> Schema | None:
    if schema is None:
        simple_calls.refuse_fields(fields or {})
        return None
    return parsing.body(request, schema) if fields is None else parsing.validated(schema, fields)


def query_from_body(call: Call[CallerT, BodyT, QueryT]) -> Call[CallerT, None, BodyT]:
    return Call(call.caller, None, call.body, call.origin, call.token, call.address, call.agent, call.languages)


def source_address(request: Request) -> str:
    """The address that called API Gateway. A header with another address is ignored."""
    return str((request.context.get("identity") or {}).get("sourceIp") or "")


def loggable(conversation_id: str | None) -> str | None:
    """Returns the id if it is one: any other text in a path may be a secret, and is not logged."""
    return conversation_id if conversation_id and CONVERSATION_ID.fullmatch(conversation_id) else None
