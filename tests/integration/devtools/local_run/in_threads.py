"""The functions of a small app, in threads of the test: it can then see what they were called with."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from chalice.local import LocalChalice

from devtools.local_run.functions import Description
from devtools.local_run.functions.handling import answer
from devtools.local_run.functions.parent import description
from devtools.local_run.functions.process import failure
from devtools.local_run.functions.source import description_of
from tests.integration.devtools.local_run.small_app import SmallApp


class InThreads:
    def __init__(self, module: SmallApp) -> None:
        self.module = module
        # Chalice stores the current request on the app. LocalChalice stores one for each thread.
        module.app.__class__ = LocalChalice
        self.threads = ThreadPoolExecutor(16, thread_name_prefix="function")

    @property
    def description(self) -> Description:
        return description_of(json.loads(json.dumps(description(self.module))))

    async def invoke(self, name: str, event: dict[str, Any]) -> Any:
        call = {"function": name, "event": json.loads(json.dumps(event)), "seconds": 29.0}
        message = await asyncio.get_running_loop().run_in_executor(self.threads, answer, self.module, call)
        if "result" not in message:
            raise failure(message)
        return json.loads(json.dumps(message["result"]))
