"""Lambda's asynchronous invocations: a failed one is tried again after one minute and after two more, then it is given
up. They are kept in the data folder, so that a restart loses none.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
"""

import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from chalicelib import logs
from devtools.local_run.background import files
from devtools.local_run.background.dead_letters import DeadLetters
from devtools.local_run.functions import FunctionFailed

RETRY_AFTER_SECONDS = (60, 120)

Invoke = Callable[[str, dict[str, Any]], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Invocation:
    id: str
    function: str
    event: dict[str, Any]
    failures: int = 0
    not_before: float = 0.0  # epoch seconds


class Accepted:
    """The invocations that were accepted and are not done, a file for each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "invocations"

    def accept(self, function: str, event: dict[str, Any]) -> Invocation:
        invocation = Invocation(str(uuid.uuid4()), function, event)
        files.create(self.path(invocation), asdict(invocation))
        return invocation

    def path(self, invocation: Invocation) -> Path:
        return self.folder / f"{invocation.id}.json"


class Invocations(Accepted):
    """Runs them. One process does this at a time."""

    def __init__(
        self, folder: Path, invoke: Invoke, dead_letters: DeadLetters, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__(folder)
        self.invoke = invoke
        self.dead_letters = dead_letters
        self.clock = clock
        self.running: set[str] = set()
        self.waiting: dict[str, Invocation] = {}

    def take_due(self) -> list[Invocation]:
        """Those to run now. Each is returned once, until it has failed."""
        for id in files.names(self.folder):
            if id not in self.running and id not in self.waiting:
                self.waiting[id] = Invocation(**files.read(self.folder / f"{id}.json"))
        due = [invocation for invocation in self.waiting.values() if invocation.not_before <= self.clock()]
        for invocation in due:
            del self.waiting[invocation.id]
            self.running.add(invocation.id)
        return due

    async def run(self, invocation: Invocation) -> None:
        try:
            await self.invoke(invocation.function, invocation.event)
        except Exception as error:  # noqa: BLE001 - whatever a function raises is its failure
            logs.error("lambda_crashed", route=invocation.function)
            self.failed(invocation, error)
        else:
            self.path(invocation).unlink()
        finally:
            self.running.discard(invocation.id)

    def failed(self, invocation: Invocation, error: Exception) -> None:
        if invocation.failures >= len(RETRY_AFTER_SECONDS):
            self.give_up(invocation, error)
            return
        not_before = self.clock() + RETRY_AFTER_SECONDS[invocation.failures]
        again = replace(invocation, failures=invocation.failures + 1, not_before=not_before)
        files.replace(self.path(again), asdict(again))

    def give_up(self, invocation: Invocation, error: Exception) -> None:
        """In the form of Lambda's on-failure destination."""
        kind = error.kind if isinstance(error, FunctionFailed) else type(error).__name__
        self.dead_letters.put(
            {
                "version": "1.0",
                "requestContext": {
                    "requestId": invocation.id,
                    "functionArn": invocation.function,
                    "condition": "RetriesExhausted",
                    "approximateInvokeCount": invocation.failures + 1,
                },
                "requestPayload": invocation.event,
                "responsePayload": {"errorMessage": str(error), "errorType": kind},
            }
        )
        self.path(invocation).unlink()
