"""The output of commands: one line for each step, with its duration, and one line for an error."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = 100


class Problem(Exception):
    """Ends a command with one line that its caller can act on, without a traceback."""

    def __init__(self, line: str, exit_code: int = 1) -> None:
        super().__init__(line)
        self.exit_code = exit_code


class Step:
    """A line on the screen for one step. `note` shows its progress; `done_with` is shown at its end."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.done_with = ""
        self.started = time.monotonic()
        self.live = sys.stdout.isatty()
        self.show("…")

    def note(self, text: str) -> None:
        if self.live:
            self.show(f"… {text}")

    def show(self, text: str) -> None:
        line = f"  {self.title} {text}"[:WIDTH]
        print(f"\r\x1b[2K{line}" if self.live else line, end="" if self.live else "\n", flush=True)

    def finish(self) -> None:
        seconds = time.monotonic() - self.started
        details = ", ".join(detail for detail in (f"{seconds:.1f} s", self.done_with) if detail)
        line = f"✓ {self.title}  {details}"
        print(f"\r\x1b[2K{line}" if self.live else line, flush=True)


@contextmanager
def step(title: str) -> Iterator[Step]:
    shown = Step(title)
    try:
        yield shown
    except BaseException:
        if shown.live:
            print(flush=True)
        raise
    shown.finish()


def say(line: str) -> None:
    print(line, flush=True)


def complain(line: str) -> None:
    print(f"dev.py: {line}", file=sys.stderr, flush=True)


def megabytes(count: float) -> str:
    return f"{count / 1_000_000:.0f} MB" if count >= 1_000_000 else f"{count / 1000:.0f} kB"
