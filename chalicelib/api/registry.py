"""Every call, as `endpoint` has registered it. `GET /openapi.json` is made from them."""

from collections.abc import Callable
from dataclasses import dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from chalicelib.api.callers import CallerKind
from chalicelib.api.schemas import Schema


@dataclass(frozen=True, slots=True)
class Registered:
    method: str
    path: str
    name: str  # as in `visitor.send_message`
    caller: CallerKind[Any]
    body: type[Schema] | None
    query: type[Schema] | None
    handler: Callable[..., Any]

    @property
    def takes_token(self) -> bool:
        """Whether a token must or may be sent."""
        return self.caller.scheme is not None

    @property
    def simple(self) -> bool:
        """Whether it may be sent without a preflight, as `api/simple_calls` describes."""
        return self.method == "POST"

    @property
    def answers(self) -> dict[int, Any]:
        """The shape of the body for each status, refusals excluded, from the annotation of the handler."""
        returned = get_type_hints(self.handler)["return"]
        options = get_args(returned) if get_origin(returned) in (Union, UnionType) else (returned,)
        return {kind(option).status: shape(option) for option in options}

    @property
    def media_type(self) -> str:
        returned = get_type_hints(self.handler)["return"]
        options = get_args(returned) if get_origin(returned) in (Union, UnionType) else (returned,)
        return str(kind(options[0]).media_type)


def kind(option: Any) -> Any:
    """The class of an answer: `Ok` of `Ok[Sent]`."""
    return get_origin(option) or option


def shape(option: Any) -> Any:
    """Of its body: `Sent` of `Ok[Sent]`. Other media than JSON are texts."""
    return get_args(option)[0] if get_args(option) else str


CALLS: list[Registered] = []
