"""Runs the handlers of the unchanged app.py side by side in threads, as Lambdas would run."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import Any, TypeVar

from chalice.config import Config
from chalice.local import LambdaContext, LocalChalice

CONCURRENCY = 64

T = TypeVar("T")


class Lambdas:
    """The functions of one app module: its REST app and its WebSocket handlers, called by name."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module
        # Chalice keeps the current request on the app. This class of its own keeps it apart for each thread.
        module.app.__class__ = LocalChalice
        self.app: LocalChalice = module.app
        self.config = Config.create(lambda_timeout=29)
        self.threads = ThreadPoolExecutor(CONCURRENCY, thread_name_prefix="lambda")

    async def run(self, function: Callable[..., T], *arguments: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.threads, function, *arguments)

    async def invoke(self, name: str, event: dict[str, Any]) -> dict[str, Any]:
        """Calls a handler with a raw event. Raises whatever it raises."""
        context = LambdaContext(function_name=name, memory_size=1024, max_runtime_ms=29_000)
        return await self.run(getattr(self.module, name), event, context)
