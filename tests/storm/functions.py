"""The parent of a gateway's functions in the storm: python -m tests.storm.functions SOCKET, then the gateway's options.

It forks the functions of the unchanged app.py. Two things differ, because a storm would seldom reach them otherwise:

- What a process remembers of conversations is used however often it was wrong
  (docs/adr/0014-sends-without-a-read.md). Each process remembers by itself, so a message is often handled by one that
  has missed something.
- Audiences of more than `SMALL` sockets are handed over (docs/adr/0015-large-audiences.md). No site of the storm has
  seventeen open pages.

The file `COUNTS` gets a line for each time that one of these was used. A process that is killed has written its lines.
"""

import os
import sys
from typing import Any

from chalicelib.chat import remembered
from chalicelib.realtime import fanout, handover
from devtools.local_run.arguments import parse
from devtools.local_run.functions import parent

COUNTS, SMALL = "STORM_COUNTS", "STORM_SMALL"  # names in the environment
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


def main(number: int, arguments: list[str]) -> None:
    counts, fanout.SMALL = Counts(os.environ[COUNTS]), int(os.environ[SMALL])
    remembered.memory = CountedMemory(counts)
    begin = handover.begin

    def counted(*given: Any) -> Any:
        counts.add(HANDED_OVER)
        return begin(*given)

    handover.begin = counted
    parent.main(number, parse(arguments))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
