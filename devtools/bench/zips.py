"""Builds two zips with Chalice: of the release, and of the same server with a plain list of packages."""

import platform
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from deployment import release
from deployment.stage import Stage
from devtools.console import megabytes, say
from devtools.setup.python_packages import LAMBDA

MACHINES = {"x86_64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}
STAGE = Stage("bench", "us-east-1")


def released(temporary: Path) -> Path:
    """Returns the folder of the release's unpacked zip."""
    return package(built(), temporary / "released")


def unpacked(temporary: Path) -> dict[str, Path]:
    """Returns the folders of all unpacked zips by their descriptions."""
    plain = temporary / "plain"
    shutil.copytree(built(), plain, ignore=shutil.ignore_patterns("vendor", "__pycache__", "deployments"))
    shutil.copy(LAMBDA, plain / "requirements.txt")
    folders = {
        "released": released(temporary),
        "as Chalice packs it": package(plain, temporary / "packed"),
    }
    compiled = temporary / "compiled"
    shutil.copytree(folders["as Chalice packs it"], compiled)
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", compiled], check=True
    )
    return {**folders, "as Chalice packs it, then compiled": compiled}


def built() -> Path:
    architecture = MACHINES[platform.machine()]
    return release.build(STAGE, account="000000000000", environment={}, architecture=architecture, concurrency=0)


def package(project: Path, to: Path) -> Path:
    chalice = Path(sys.executable).with_name("chalice")
    command: list[str | Path] = [chalice, "package", "--stage", STAGE.name, to / "zip"]
    subprocess.run(command, cwd=project, check=True, stdout=subprocess.DEVNULL)
    archive = to / "zip" / "deployment.zip"
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(to / "task")
        entries = opened.infolist()
    sizes = f"{megabytes(archive.stat().st_size)}, unpacked {megabytes(sum(each.file_size for each in entries))}"
    say(f"{to.name}: {sizes}, {len(entries)} files")
    return to / "task"
