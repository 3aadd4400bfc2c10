"""Runs the gateway and builds the pages, and follows edits: python -m devtools.local_run.reload [ARGUMENTS]

An edit of the server's Python replaces the functions' processes: sockets stay open. An edit of the gateway itself
restarts it. Nothing is polled: the system reports edits.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from devtools import folders, pages
from devtools.local_run.arguments import AGAIN, parse
from devtools.processes import Stopped, start, stop, stop_on_signals

ROOT = Path(__file__).resolve().parents[2]
SERVER = ("app.py", "chalicelib")
GATEWAY = ("devtools", "deployment/templates")
PAGES = ("admin_static", "client", "widget", "devtools/pages")
CHECK_MS = 500  # how often to check that the gateway is running
FIRST_START_SECONDS = 10.0
BUILDER_SECONDS = 60.0  # how long the builder of the pages stays after an edit


class Gateway:
    """The gateway's process, which can be restarted."""

    def __init__(self, arguments: list[str]) -> None:
        self.arguments = arguments
        self.launch()

    def launch(self) -> None:
        self.started = time.monotonic()
        # Its standard output has the Lambdas' logs and is inherited from this process.
        self.process: subprocess.Popen[bytes] | None = start(
            [sys.executable, "-m", "devtools.local_run", *self.arguments], cwd=ROOT
        )

    def restart(self) -> None:
        self.stop()
        if AGAIN not in self.arguments:
            self.arguments = [*self.arguments, AGAIN]
        self.launch()

    def load_again(self) -> None:
        """Lets the gateway replace the functions' processes. One that has stopped is started."""
        if self.process is None or self.process.poll() is not None:
            self.restart()
        else:
            os.kill(self.process.pid, signal.SIGHUP)

    def stop(self) -> None:
        if self.process is not None:
            stop([self.process])

    def check(self) -> int | None:
        """Restarts the gateway if it was killed. If it exited by itself, waits for the next edit.

        Returns its exit code if it failed at its first start.
        """
        if self.process is None or self.process.poll() is None:
            return None
        code, self.process = self.process.returncode, None
        if code < 0:
            say("The gateway was killed. Restarting it.")
            self.restart()
        elif AGAIN not in self.arguments and time.monotonic() - self.started < FIRST_START_SECONDS:
            return code or 1
        else:
            say("The gateway has stopped. It restarts after the next edit.")
        return None


class Builder:
    """Builds the pages. Its process ends when nothing was edited for a while, since it needs 400 MB."""

    def __init__(self) -> None:
        self.process = pages.build_linked(again=False)
        self.edited = 0.0

    def build_again(self) -> None:
        self.edited = time.monotonic()
        if self.process.stdin is None or self.process.poll() is not None:
            stop([self.process])
            self.process = pages.build_linked(again=True)
        else:
            self.process.stdin.write(b"\n")
            self.process.stdin.flush()

    def check(self) -> None:
        """Lets the process end once it is no longer needed."""
        stdin = self.process.stdin
        if stdin and not stdin.closed and time.monotonic() - self.edited > BUILDER_SECONDS:
            stdin.close()
            self.process.wait()

    def stop(self) -> None:
        stop([self.process])


def main(arguments: list[str]) -> int:
    stop_on_signals()
    gateway = Gateway(arguments)
    builder = Builder() if parse(arguments).pages == folders.PAGES else None  # others are served as they are
    watched = {ROOT / name for name in (*SERVER, *GATEWAY, *PAGES)}
    try:
        for changes in watch(*watched, watch_filter=Sources(), rust_timeout=CHECK_MS, yield_on_timeout=True):
            follow({Path(path).relative_to(ROOT) for _, path in changes}, gateway, builder)
            if builder:
                builder.check()
            if not changes and (failure := gateway.check()) is not None:
                return failure
    except (KeyboardInterrupt, Stopped):
        pass
    finally:
        gateway.stop()
        if builder:
            builder.stop()
    return 0


def follow(edited: set[Path], gateway: Gateway, builder: Builder | None) -> None:
    name = min((path.name for path in edited), default="")
    code = {path for path in edited if path.suffix in (".py", ".yaml", ".json")}
    if builder and of(edited, PAGES):
        builder.build_again()
    if any(path not in of(code, PAGES) for path in of(code, GATEWAY)):
        say(f"{name} was edited. Restarting the gateway.")
        gateway.restart()
    elif of(code, SERVER):
        say(f"{name} was edited. Loading the functions again.")
        gateway.load_again()


def of(paths: Iterable[Path], parts: tuple[str, ...]) -> set[Path]:
    return {path for path in paths if any(path.is_relative_to(part) for part in parts)}


class Sources(DefaultFilter):
    """Files that people edit: no caches, no temporary files of editors."""

    def __call__(self, change: Change, path: str) -> bool:
        return super().__call__(change, path) and not path.endswith((".pyc", ".log"))


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
