"""Runs the program as a release does, and then the server with its result."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deployment.release import packages
from devtools.folders import ROOT

# Prints the names of the functions that `@dataclass` compiles while the whole server is imported.
PROGRAM = """
import pkgutil, re, sys
from importlib import import_module
from pathlib import Path

def watch(event, values):
    if event == "compile" and isinstance(values[0], bytes):
        compiled.extend(re.findall(r"^def __create_fn__.*\\n *def (\\w+)", values[0].decode(), re.M))

compiled = []
sys.addaudithook(watch)
import chalicelib
from chalicelib import dataclass_code

dataclass_code.use(Path(sys.argv[1]))
for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
    import_module(module.name)
print(*compiled)
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("release") / "code"
    packages.compile_dataclasses(file)
    return file


def compiled(file: Path) -> list[str]:
    command: list[str | Path] = [sys.executable, "-c", PROGRAM, file]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, check=True, capture_output=True, text=True)
    return done.stdout.split()


def test_no_dataclass_of_the_server_and_its_packages_is_compiled_again(file: Path) -> None:
    assert compiled(file) == []


def test_without_the_file_all_of_them_are(tmp_path: Path) -> None:
    assert {"__init__", "__eq__", "__repr__"} <= {*compiled(tmp_path / "none")}


def test_the_result_is_always_the_same(file: Path, tmp_path: Path) -> None:
    packages.compile_dataclasses(tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == file.read_bytes()
