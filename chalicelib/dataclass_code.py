"""The functions of dataclasses, compiled when the release was built.

For each class, `@dataclass` writes the source of `__init__`, `__eq__` and so on, and compiles it, whenever the module
is imported. This would be a seventh of a cold start's CPU time. A release has the compiled functions in a file, which
`deployment/release/programs/compile_dataclasses.py` writes. All else is done by the standard library as ever.
"""

import dataclasses
import marshal
import sys
from hashlib import blake2b
from pathlib import Path
from types import CodeType
from typing import Any

# Python's compiled code, by the key of the source. Other versions of Python could not read it, so it is named after its
# version, as the files in __pycache__ are.
FILE = Path(__file__).with_name(f"dataclass_code.{sys.implementation.cache_tag}")


def key(source: str) -> bytes:
    return blake2b(source.encode(), digest_size=16).digest()


def use(file: Path = FILE) -> None:
    """Reads the functions from the file, from now on. `@dataclass` compiles those that are not in it, as it always did:
    all of them where the file does not exist, that is, outside a release."""
    if not file.is_file():
        return
    compiled: dict[bytes, bytes] = marshal.loads(file.read_bytes())

    def execute(source: str, variables: dict[str, Any], names: dict[str, Any]) -> None:
        found = compiled.get(key(source))
        code: str | CodeType = marshal.loads(found) if found else source
        exec(code, variables, names)

    dataclasses.exec = execute  # type: ignore[attr-defined]  # the module finds it before the built-in function
