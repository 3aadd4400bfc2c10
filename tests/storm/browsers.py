"""Starts the Node process with the browsers, sends it the fault rates, and receives its progress."""

import asyncio
import json
import subprocess
from pathlib import Path
from typing import Any

from devtools.folders import ROOT
from devtools.setup.python_packages import node

MAIN = Path(__file__).parent / "browsers" / "main.js"


class Browsers:
    """`written`: messages sent so far; `counts`: faults of tabs by kind; `done`: the process has ended."""

    def __init__(self, options: dict[str, Any], log: Path) -> None:
        self.options = options
        self.log = log
        self.written = 0
        self.counts: dict[str, int] = {}
        self.done = asyncio.Event()
        self.ended = False

    async def start(self) -> None:
        with self.log.open("wb") as log:
            self.process = await asyncio.create_subprocess_exec(
                str(node()),
                str(MAIN),
                json.dumps(self.options),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=ROOT,
            )
        self.listening = asyncio.create_task(self.listen())

    async def listen(self) -> None:
        assert self.process.stdout
        async for line in self.process.stdout:
            progress = json.loads(line)
            self.written = progress["written"]
            self.counts = progress.get("counts", self.counts)
            self.ended = progress.get("done", False)
        self.done.set()

    def send(self, **command: Any) -> None:
        if self.process.stdin and not self.done.is_set():
            self.process.stdin.write(json.dumps(command).encode() + b"\n")

    async def stop(self) -> None:
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()
        self.listening.cancel()
