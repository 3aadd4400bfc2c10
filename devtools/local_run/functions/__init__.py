"""The functions of app.py, run as Lambda runs them: each call has a process to itself while it is handled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class FunctionFailed(Exception):
    """A function raised an exception, ran into its time limit, or its process ended. `kind`: Lambda's errorType."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Route:
    """A path of the REST API. `preflight`: the headers with which API Gateway answers OPTIONS itself."""

    methods: tuple[str, ...]
    preflight: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Description:
    """What API Gateway and the event source mappings know of an app once it is deployed."""

    routes: Mapping[str, Route]  # by path, such as `/chatbot/message`
    binary_types: tuple[str, ...]
    batch_sizes: Mapping[str, int]  # of the functions that read a stream


class Functions(Protocol):
    """What the stand-ins of API Gateway and of Lambda's event sources call."""

    @property
    def description(self) -> Description: ...

    async def invoke(self, name: str, event: dict[str, Any]) -> Any:
        """Calls a function with an event. Raises `FunctionFailed`."""
