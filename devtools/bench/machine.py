"""What Linux says of this machine and of the bench's own processes: memory, CPU time, and what others use."""

import os
import platform
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import TypedDict

from devtools.console import Problem

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Machine(TypedDict):
    processor: str
    processors: int
    memory_gb: float
    system: str
    python: str


def machine() -> Machine:
    return Machine(
        processor=processor(),
        processors=os.cpu_count() or 1,
        memory_gb=round(os.sysconf("SC_PHYS_PAGES") * PAGE / 2**30, 1),
        system=f"{platform.system()} {platform.release().split('-')[0]}",
        python=platform.python_version(),
    )


def processor() -> str:
    with suppress(OSError):
        if found := re.search(r"^model name\s*: (.+)$", (PROC / "cpuinfo").read_text(), re.MULTILINE):
            return found[1].strip()
    return platform.machine()


def check() -> None:
    if not (PROC / "stat").exists():
        raise Problem("The bench reads /proc, which only Linux has.")


class Watch:
    """How long something takes, and how much of the machine other programs use meanwhile."""

    def __init__(self) -> None:
        self.started, self.busy, self.own = time.monotonic(), busy_seconds(), own_seconds()

    def read(self) -> tuple[float, float]:
        """The seconds so far, and the share of the CPU time."""
        seconds = time.monotonic() - self.started
        foreign = max(0.0, busy_seconds() - self.busy - (own_seconds() - self.own))
        return seconds, min(1.0, foreign / (seconds * (os.cpu_count() or 1)))


def busy_seconds() -> float:
    """CPU time that all processes of the machine have used."""
    user, nice, system, *_ = (PROC / "stat").read_text().split("\n", 1)[0].split()[1:]
    return (int(user) + int(nice) + int(system)) / TICKS


def own_seconds() -> float:
    """CPU time of this process and of all that it has started, those included that have ended."""
    return sum(cpu(pid, ended=True) for pid in family(os.getpid()))


def family(root: int) -> list[int]:
    """The process and all that it has started."""
    parents: dict[int, list[int]] = {}
    for pid in (int(each.name) for each in PROC.iterdir() if each.name.isdecimal()):
        if fields := stat(pid):
            parents.setdefault(int(fields[1]), []).append(pid)
    found = [root]
    for pid in found:
        found += parents.get(pid, [])
    return found


def stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on; none for a process that has ended."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def command_line(pid: int) -> str:
    """Empty for a process that has ended."""
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def cpu(pid: int, *, ended: bool = False) -> float:
    """Seconds that a process has used; with `ended` those of its children that have ended, too."""
    fields = stat(pid)
    return sum(map(int, fields[11 : 15 if ended else 13])) / TICKS


def memory(pid: int) -> int:
    """Bytes in memory, of which those that processes share count once for all of them together."""
    try:
        found = re.search(r"^Pss:\s+(\d+) kB", (PROC / str(pid) / "smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0
