"""Runs the gateway and restarts it when its Python is edited: python -m devtools.local_run.reload [ARGUMENTS]"""

import subprocess
import sys
import time
from pathlib import Path

from watchfiles import PythonFilter, watch

from devtools.processes import Stopped, start, stop, stop_on_signals

ROOT = Path(__file__).resolve().parents[2]
WATCHED = [ROOT / name for name in ("app.py", "chalicelib", "devtools", "deployment/templates")]
CHECK_MS = 500  # how often to check that the gateway is running
FIRST_START_SECONDS = 10.0


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
        if "--again" not in self.arguments:
            self.arguments = [*self.arguments, "--again"]
        self.launch()

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
        elif "--again" not in self.arguments and time.monotonic() - self.started < FIRST_START_SECONDS:
            return code or 1
        else:
            say("The gateway has stopped. It restarts after the next edit.")
        return None


def main(arguments: list[str]) -> int:
    stop_on_signals()
    gateway = Gateway(arguments)
    try:
        for changes in watch(*WATCHED, watch_filter=code, rust_timeout=CHECK_MS, yield_on_timeout=True):
            if changes:
                say(f"{min(Path(path).name for _, path in changes)} was edited. Restarting the gateway.")
                gateway.restart()
            elif (failure := gateway.check()) is not None:
                return failure
    except (KeyboardInterrupt, Stopped):
        pass
    finally:
        gateway.stop()
    return 0


code = PythonFilter(extra_extensions=(".yaml",))


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
