"""What is cut off a shared library, and that the rest works."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from deployment.release.shared_libraries import stripped


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other formats")
def test_a_library_without_its_symbol_table_is_smaller_and_can_be_loaded(tmp_path: Path) -> None:
    spec = importlib.util.find_spec("_cffi_backend")
    assert spec is not None
    assert spec.origin is not None
    whole = Path(spec.origin).read_bytes()
    small = stripped(whole)
    assert len(small) < len(whole) * 0.95
    (tmp_path / Path(spec.origin).name).write_bytes(small)
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import _cffi_backend\n"
        f"assert _cffi_backend.__file__.startswith({str(tmp_path)!r})\n"
        "print(_cffi_backend.sizeof(_cffi_backend.new_primitive_type('int')))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "4"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other formats")
def test_a_library_that_was_stripped_stays_as_it_is() -> None:
    spec = importlib.util.find_spec("_cffi_backend")
    assert spec is not None
    small = stripped(Path(str(spec.origin)).read_bytes())
    assert stripped(small) == small


@pytest.mark.parametrize("content", [b"", b"\xcf\xfa\xed\xfe of a Mac", b"\x7fELF\x01\x01 of 32 bits"])
def test_another_kind_of_file_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="ELF"):
        stripped(content)
