"""Asynchronous invocations of functions that Lambda does not call again (MaximumRetryAttempts is 0): they start when
they are accepted, and are lost if the process ends."""

import asyncio
from typing import Any

from chalicelib import logs
from devtools.local_run.background.invocations import Accepted, Invoke

AT_ONCE = ("fan_out",)  # `deployment/background.py` sets it for these


class AtOnce:
    """`others`: keeps the invocations of all other functions, which may be repeated."""

    def __init__(self, invoke: Invoke, others: Accepted) -> None:
        self.invoke = invoke
        self.others = others
        self.running: set[asyncio.Task[None]] = set()

    def accept(self, function: str, event: dict[str, Any]) -> None:
        if function not in AT_ONCE:
            self.others.accept(function, event)
            return
        task = asyncio.ensure_future(self.run(function, event))
        self.running.add(task)
        task.add_done_callback(self.running.discard)

    async def run(self, function: str, event: dict[str, Any]) -> None:
        try:
            await self.invoke(function, event)
        except Exception:  # noqa: BLE001 - whatever a function raises is its failure
            logs.error("lambda_crashed", route=function)
