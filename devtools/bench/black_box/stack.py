"""A local run of its own for the bench, and what the system says of its processes."""

import os
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

from devtools.console import Problem, step
from devtools.folders import ROOT
from devtools.local_run.origins import Origins
from devtools.ports import free_row
from devtools.processes import start, stop

EMAIL, PASSWORD = "maya@example.com", "a kettle that sings at six"
START_SECONDS = 180.0
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Stack:
    origins: Origins
    process: "subprocess.Popen[bytes]"

    def memory(self) -> dict[str, int]:
        """Resident bytes of each part: gateway, DynamoDB Local, page builder, and the commands that start them."""
        found: dict[str, int] = {}
        for pid in family(self.process.pid):
            name = part_of(pid)
            found[name] = found.get(name, 0) + resident(pid)
        return found

    def cpu_seconds(self, part: str) -> float:
        """CPU time that a part has used so far."""
        return sum(cpu(pid) for pid in family(self.process.pid) if part_of(pid) == part)


@contextmanager
def running() -> Iterator[Stack]:
    origins = Origins(free_row())
    with tempfile.TemporaryDirectory(prefix="porchlight-bench-") as folder:
        log = Path(folder) / "run.log"
        options = [f"--port={origins.port}", f"--data={folder}/data"]
        options += [f"--admin-email={EMAIL}", f"--admin-password={PASSWORD}"]
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


def family(root: int) -> list[int]:
    """The process and all that it has started."""
    parents: dict[int, list[int]] = {}
    for pid in (int(each.name) for each in Path("/proc").iterdir() if each.name.isdecimal()):
        if fields := stat(pid):
            parents.setdefault(int(fields[1]), []).append(pid)
    found = [root]
    for pid in found:
        found += parents.get(pid, [])
    return found


def part_of(pid: int) -> str:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return "ended"
    if "DynamoDBLocal" in command:
        return "DynamoDB Local"
    if "esbuild" in command or "build.mjs" in command:
        return "page builder"
    return "gateway" if "devtools.local_run" in command and "reload" not in command else "commands"


def stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on; none for a process that has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def cpu(pid: int) -> float:
    fields = stat(pid)
    return (int(fields[11]) + int(fields[12])) / TICKS if fields else 0.0


def resident(pid: int) -> int:
    fields = stat(pid)
    return int(fields[21]) * PAGE if fields else 0


def busy_seconds() -> float:
    """CPU time that all processes of the machine have used."""
    user, nice, system, *_ = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    return (int(user) + int(nice) + int(system)) / TICKS


def own_seconds() -> float:
    """CPU time of this process, all that it has started, and those of them that have ended."""
    ended = os.times()
    return ended.children_user + ended.children_system + sum(cpu(pid) for pid in family(os.getpid()))
