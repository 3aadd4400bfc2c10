from pathlib import Path

import pytest

from devtools.setup.stamps import Stamp


@pytest.fixture
def pins(tmp_path: Path) -> Path:
    path = tmp_path / "pins.txt"
    path.write_text("boto3==1", encoding="utf-8")
    return path


def test_a_stamp_that_was_never_written_is_not_current(tmp_path: Path, pins: Path) -> None:
    assert not Stamp("python", pins, folder=tmp_path).is_current()


def test_a_written_stamp_is_current_until_an_input_changes(tmp_path: Path, pins: Path) -> None:
    Stamp("python", pins, folder=tmp_path).write()
    assert Stamp("python", pins, folder=tmp_path).is_current()
    pins.write_text("boto3==2", encoding="utf-8")
    assert not Stamp("python", pins, folder=tmp_path).is_current()


def test_an_input_that_changes_during_the_step_makes_its_stamp_out_of_date(tmp_path: Path, pins: Path) -> None:
    stamp = Stamp("python", pins, folder=tmp_path)
    pins.write_text("boto3==2", encoding="utf-8")
    stamp.write()
    assert not Stamp("python", pins, folder=tmp_path).is_current()


def test_a_cleared_stamp_is_not_current(tmp_path: Path, pins: Path) -> None:
    stamp = Stamp("python", pins, folder=tmp_path)
    stamp.write()
    stamp.clear()
    stamp.clear()
    assert not stamp.is_current()


def test_inputs_are_distinguished_by_their_boundaries(tmp_path: Path) -> None:
    assert Stamp("a", "ab", "c", folder=tmp_path).fingerprint != Stamp("a", "a", "bc", folder=tmp_path).fingerprint
