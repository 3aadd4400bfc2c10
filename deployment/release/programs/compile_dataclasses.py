"""Compiles the functions of the dataclasses of the server and its packages. See chalicelib/dataclass_code.py.

Argument: the file to write. Imports the whole server, with this machine's packages, which have the same versions as
those of the release, and records each source that `@dataclass` compiles. This needs a process of its own, since a
module that is imported already would not be recorded.
"""

import dataclasses
import marshal
import pkgutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import chalicelib
from chalicelib.dataclass_code import key

compiled: dict[bytes, bytes] = {}


def record(source: str, variables: dict[str, Any], names: dict[str, Any]) -> None:
    code = compile(source, "<string>", "exec")  # the file name that `exec` gives it
    compiled[key(source)] = marshal.dumps(code)
    exec(code, variables, names)


dataclasses.exec = record  # type: ignore[attr-defined]
for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
    import_module(module.name)
Path(sys.argv[1]).write_bytes(marshal.dumps(compiled))
