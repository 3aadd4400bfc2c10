import dataclasses
import marshal
import sys
from dataclasses import FrozenInstanceError, dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from chalicelib import dataclass_code


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Without `monkeypatch`, the dataclasses of later tests would be affected."""
    monkeypatch.setattr(dataclasses, "exec", exec, raising=False)
    return tmp_path / "code"


def described() -> type[Any]:
    @dataclass(frozen=True, slots=True)
    class Described:
        name: str
        tags: tuple[str, ...] = ()

    return Described


def record(file: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Writes the code of `described`. Returns the sources."""
    sources: list[str] = []
    with monkeypatch.context() as recording:
        recording.setattr(dataclasses, "exec", lambda source, *of: (sources.append(source), exec(source, *of)))
        described()
    code = {dataclass_code.key(each): marshal.dumps(compile(each, "recorded", "exec")) for each in sources}
    file.write_bytes(marshal.dumps(code))
    return sources


def test_a_dataclass_has_the_functions_of_the_file_and_behaves_as_any_other(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(file, monkeypatch)
    dataclass_code.use(file)
    kettle, ordinary = described()("kettle"), ordinary_class()("kettle")
    assert kettle.__init__.__code__.co_filename == "recorded"
    assert (repr(kettle), hash(kettle)) == (repr(ordinary), hash(ordinary))
    assert (kettle == type(kettle)("kettle"), kettle == ordinary) == (True, False)
    assert replace(kettle, tags=("blue",)).tags == ("blue",)
    assert [field.name for field in dataclasses.fields(kettle)] == ["name", "tags"]
    with pytest.raises(FrozenInstanceError):
        kettle.name = "cup"


def ordinary_class() -> type[Any]:
    """Made by the standard library alone."""
    changed = dataclasses.__dict__["exec"]
    dataclasses.exec = exec  # type: ignore[attr-defined]
    try:
        return described()
    finally:
        dataclasses.exec = changed  # type: ignore[attr-defined]


def test_what_the_file_has_not_is_compiled(file: Path) -> None:
    file.write_bytes(marshal.dumps({}))
    dataclass_code.use(file)
    assert described()("kettle").__init__.__code__.co_filename == "<string>"


def test_outside_a_release_there_is_no_file_and_nothing_changes(file: Path) -> None:
    dataclass_code.use(file)
    assert dataclasses.__dict__["exec"] is exec
    assert not dataclass_code.FILE.exists()


def test_another_version_of_python_would_read_another_file() -> None:
    assert dataclass_code.FILE.name == f"dataclass_code.{sys.implementation.cache_tag}"
