"""Compiles what is released: without it a cold start would spend most of its time on that.

"Unchecked": Python takes such a file without a look at the source's time or content, which nobody changes on Lambda.
"""

import importlib.util
import shutil
import sys
from pathlib import Path

from devtools.tools import run_tool

ON_LAMBDA = "/var/task"  # where traces say that the files are
CHALICE = ("__init__.py", "app.py")  # all of it that is in the zip


def of_packages(vendor: Path) -> None:
    """Chalice adds the sources of its own two files to the zip. What is compiled of them waits in vendor/ for them."""
    found = importlib.util.find_spec("chalice")
    assert found
    assert found.origin
    (vendor / "chalice").mkdir()
    for name in CHALICE:
        shutil.copy(Path(found.origin).with_name(name), vendor / "chalice")
    compile_in(vendor, vendor)
    for name in CHALICE:
        (vendor / "chalice" / name).unlink()


def of_server(release: Path) -> None:
    """Chalice takes `chalicelib` with what is compiled in it, but of `app.py` the source alone: vendor/ has that."""
    compile_in(release, release / "app.py", release / "chalicelib")
    compiled = release / "__pycache__"
    shutil.copytree(compiled, release / "vendor" / "__pycache__", dirs_exist_ok=True)
    shutil.rmtree(compiled)


def compile_in(root: Path, *places: Path) -> None:
    """In a process of its own with a fixed seed, so that it comes out the same every time."""
    command: list[str | Path] = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    run_tool(
        "The release could not be compiled.",
        [*command, "-s", root, "-p", ON_LAMBDA, *places],
        log="compile.log",
        env={"PYTHONHASHSEED": "0"},
    )
