"""The Socket.IO relay next to which Porchlight is measured: it passes messages on and stores nothing."""

from pathlib import Path

from devtools.bench.figures import Values
from devtools.folders import TOOLS
from devtools.setup.node_packages import npm, with_node
from devtools.setup.python_packages import node
from devtools.setup.stamps import Stamp
from devtools.tools import run_tool

HERE = Path(__file__).parent
FOLDER = TOOLS / "bench"
PAUSE_MS = 20
SEEN = "until the other page has it"


def ensure() -> None:
    """Installs Socket.IO, as package-lock.json beside this file pins it. Only the bench needs it."""
    stamp = Stamp("npm-bench", HERE / "package.json", HERE / "package-lock.json")
    if stamp.is_current() and FOLDER.is_dir():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        (FOLDER / name).write_bytes((HERE / name).read_bytes())
    run_tool(
        "Socket.IO could not be installed.",
        [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        log="npm-bench.log",
        cwd=FOLDER,
        env=with_node(),
    )
    stamp.write()


def measure(times: int) -> list[Values]:
    values: list[float] = []
    run_tool(
        "The Socket.IO relay has failed.",
        [node(), HERE / "relay.mjs", FOLDER, str(times), str(PAUSE_MS)],
        log="relay.log",
        on_line=lambda line: values.append(float(line)),
    )
    return [Values(SEEN, values)]
