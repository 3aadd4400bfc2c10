"""Every call that there is, as `endpoint` has registered it: what `GET /openapi.json` is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.api.schemas import Schema


@dataclass(frozen=True, slots=True)
class Registered:
    """One call. `answers` has the shape of its body for each status but those of refusals."""

    method: str
    path: str
    name: str  # as in `visitor.send_message`
    caller: str | None
    welcomes: str | None
    body: type[Schema] | None
    query: type[Schema] | None
    answers: Mapping[int, Any]

    @property
    def takes_token(self) -> bool:
        """Must or may a token come with it?"""
        return bool(self.caller or self.welcomes)

    @property
    def simple(self) -> bool:
        """May it be sent as `api/simple_calls` says?"""
        return self.method == "POST"


CALLS: list[Registered] = []
