"""A gateway of the storm: python -m tests.storm.gateway COUNTS SMALL, then the options of the local run.

It is the local run with the unchanged app.py, except for what its one process would hide or never reach:

- Each of AWS's processes remembers conversations by itself (docs/adr/0014-sends-without-a-read.md). Here the threads,
  which serve one call each, share two memories, three quarters of them the first one. So a message is often served by
  one that has missed something. Memories are used however often they were wrong.
- Audiences of more than SMALL sockets are handed over (docs/adr/0015-large-audiences.md). No site of the storm has
  seventeen open pages.

COUNTS: the file to which it adds one line for each time that one of these was used. A process that is killed has
written its lines.
"""

import os
import sys
from itertools import count
from threading import local
from typing import Any

from chalicelib.chat import remembered
from chalicelib.realtime import fanout, handover
from devtools.local_run import __main__ as local_run

SHARES = (0, 0, 0, 1)  # of each four threads, which of the memories they use

RIGHT, WRONG, HANDED_OVER = "remembered_right", "remembered_wrong", "handed_over"


class Counts:
    def __init__(self, path: str) -> None:
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def add(self, what: str) -> None:
        os.write(self.file, f"{what}\n".encode())


class CountedMemory(remembered.Memory):
    pays = True

    def __init__(self, counts: Counts) -> None:
        super().__init__()
        self.counts = counts

    def judge(self, *, right: bool) -> None:
        self.counts.add(RIGHT if right else WRONG)


class Memories:
    """In place of the process's memory: for each thread one of two."""

    def __init__(self, counts: Counts) -> None:
        self.all = [CountedMemory(counts) for _ in {*SHARES}]
        self.next = count()
        self.thread = local()

    def __getattr__(self, name: str) -> Any:
        if not hasattr(self.thread, "memory"):
            self.thread.memory = self.all[SHARES[next(self.next) % len(SHARES)]]
        return getattr(self.thread.memory, name)


def main() -> None:
    counts, fanout.SMALL = Counts(sys.argv.pop(1)), int(sys.argv.pop(1))
    remembered.memory = Memories(counts)  # type: ignore[assignment]
    begin = handover.begin

    def counted(*arguments: Any) -> Any:
        counts.add(HANDED_OVER)
        return begin(*arguments)

    handover.begin = counted
    local_run.main()


if __name__ == "__main__":
    main()
