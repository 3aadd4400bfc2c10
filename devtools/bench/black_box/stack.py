"""A local run of its own for the bench, and what its processes use."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from devtools.bench.machine import command_line, cpu, family, memory
from devtools.console import Problem, step
from devtools.folders import ROOT
from devtools.local_run.origins import Origins
from devtools.ports import free_row
from devtools.processes import start, stop

EMAIL, PASSWORD = "maya@example.com", "a kettle that sings at six"
START_SECONDS = 180.0
STORE, BUILDER, COMMANDS, GATEWAY = "DynamoDB Local", "page builder", "commands", "gateway and handlers"


@dataclass(frozen=True)
class Stack:
    origins: Origins
    process: "subprocess.Popen[bytes]"

    def memory(self) -> dict[str, int]:
        """Bytes in memory of each part: gateway and handlers, DynamoDB Local, page builder, and the commands that start
        them."""
        found: dict[str, int] = {}
        for pid in family(self.process.pid):
            name = part_of(pid)
            found[name] = found.get(name, 0) + memory(pid)
        return found

    def cpu_seconds(self) -> float:
        """CPU time that the gateway and the handlers have used so far."""
        return sum(cpu(pid, ended=True) for pid in family(self.process.pid) if part_of(pid) == GATEWAY)


@contextmanager
def running(pages: Path | None = None) -> Iterator[Stack]:
    """`pages`: the folder of the built pages that it serves; without one, it builds them as `dev.py run` does."""
    origins = Origins(free_row())
    with tempfile.TemporaryDirectory(prefix="porchlight-bench-") as folder:
        log = Path(folder) / "run.log"
        options = [f"--port={origins.port}", f"--data={folder}/data"]
        options += [f"--admin-email={EMAIL}", f"--admin-password={PASSWORD}"]
        options += [f"--pages={pages}"] if pages else []
        with log.open("wb") as output, step("Porchlight starts"):
            process = start(
                [sys.executable, ROOT / "dev.py", "run", *options], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT
            )
            wait_until_up(origins, process, log)
        try:
            yield Stack(origins, process)
        finally:
            stop([process])


def wait_until_up(origins: Origins, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(origins.shop, timeout=2):
                return
        except (URLError, OSError, HTTPException):
            time.sleep(0.2)
    raise Problem(f"Porchlight does not start:\n{log.read_text(errors='replace')[-2000:]}")


def part_of(pid: int) -> str:
    command = command_line(pid)
    if "DynamoDBLocal" in command:
        return STORE
    if "esbuild" in command or "build.mjs" in command:
        return BUILDER
    ours = "devtools.local_run" in command or "multiprocessing" in command
    return GATEWAY if ours and "reload" not in command else COMMANDS
