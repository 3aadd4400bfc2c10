"""Builds zips with Chalice: of the release, of another one, and of the same server with a plain list of packages."""

import os
import platform
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from deployment import release
from deployment.stage import Stage
from devtools.console import megabytes, say
from devtools.folders import ROOT, STATE
from devtools.setup.python_packages import LAMBDA

MACHINES = {"x86_64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}
STAGE = Stage("bench", "us-east-1")
BUILD = "from devtools.bench import zips; print(zips.built())"


def released(temporary: Path) -> Path:
    """Returns the folder of the release's unpacked zip."""
    return package(built(), temporary / "released")


def other(source: str, temporary: Path) -> Path:
    """Returns the folder of another release's unpacked zip. `source`: a zip, or a revision of git."""
    if Path(source).is_file():
        return unpacked(Path(source), temporary / "other")
    tree = temporary / "tree"
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, source], cwd=ROOT, check=True)
    try:
        # The packages of this tree are used again if that revision asks for the same ones.
        for part in ("release/packages", "stamps"):
            shutil.copytree(STATE / part, tree / ".porchlight" / part)
        done = subprocess.run([sys.executable, "-c", BUILD], cwd=tree, check=True, stdout=subprocess.PIPE, text=True)
        return package(Path(done.stdout.splitlines()[-1]), temporary / "other")
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)


def packaged(temporary: Path) -> dict[str, Path]:
    """Returns the folders of the unpacked zips that Chalice makes from the list of packages, by their descriptions."""
    plain, compiled = temporary / "plain", temporary / "compiled"
    shutil.copytree(built(), plain, ignore=shutil.ignore_patterns("vendor", "__pycache__", "deployments"))
    shutil.copy(LAMBDA, plain / "requirements.txt")
    packed = package(plain, temporary / "packed")
    shutil.copytree(packed, compiled)
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", compiled], check=True
    )
    return {"as Chalice packs it": packed, "as Chalice packs it, then compiled": compiled}


def built() -> Path:
    architecture = MACHINES[platform.machine()]
    return release.build(STAGE, account="000000000000", environment={}, architecture=architecture, concurrency=0)


def package(project: Path, to: Path) -> Path:
    chalice = Path(sys.executable).with_name("chalice")
    command: list[str | Path] = [chalice, "package", "--stage", STAGE.name, to / "zip"]
    variables = {**os.environ, "AWS_DEFAULT_REGION": STAGE.region}
    subprocess.run(command, cwd=project, check=True, stdout=subprocess.DEVNULL, env=variables)
    return unpacked(to / "zip" / "deployment.zip", to)


def unpacked(archive: Path, to: Path) -> Path:
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(to / "task")
        entries = opened.infolist()
    sizes = f"{megabytes(archive.stat().st_size)}, unpacked {megabytes(sum(each.file_size for each in entries))}"
    say(f"{to.name}: {sizes}, {len(entries)} files")
    return to / "task"
