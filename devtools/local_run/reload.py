"""Runs the gateway and restarts it when its Python is edited: python -m devtools.local_run.reload [ARGUMENTS]"""

import subprocess
import sys
import time
from pathlib import Path

from watchfiles import PythonFilter, watch

from devtools.processes import Stopped, start, stop, stop_on_signals

ROOT = Path(__file__).resolve().parents[2]
WATCHED = [ROOT / name for name in ("app.py", "chalicelib", "devtools", "deployment/templates")]
LOOK_MS = 500  # how often to see whether the gateway is still there
FIRST_START_SECONDS = 10.0


class Gateway:
    """The gateway's process, started as often as needed."""

    def __init__(self, arguments: list[str]) -> None:
        self.arguments = arguments
        self.launch()

    def launch(self) -> None:
        self.started = time.monotonic()
        # What it prints on its standard output are the Lambdas' logs; they go where ours goes.
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

    def look(self) -> int | None:
        """Starts a gateway that was killed again. One that ends by itself waits for the next edit; returns its code
        if it never worked."""
        if self.process is None or self.process.poll() is None:
            return None
        code, self.process = self.process.returncode, None
        if code < 0:
            say("The gateway was killed. It starts again.")
            self.restart()
        elif "--again" not in self.arguments and time.monotonic() - self.started < FIRST_START_SECONDS:
            return code or 1
        else:
            say("The gateway does not run. It starts again after the next edit.")
        return None


def main(arguments: list[str]) -> int:
    stop_on_signals()
    gateway = Gateway(arguments)
    try:
        for changes in watch(*WATCHED, watch_filter=code, rust_timeout=LOOK_MS, yield_on_timeout=True):
            if changes:
                say(f"{min(Path(path).name for _, path in changes)} was edited. The gateway starts again.")
                gateway.restart()
            elif (failure := gateway.look()) is not None:
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
