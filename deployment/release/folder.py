"""Builds a stage's release folder. The same inputs give the same bytes."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from deployment.release import packages, settings
from deployment.stage import Stage
from devtools.folders import ROOT, STATE
from devtools.setup.stamps import Stamp

SERVER = "chalicelib"
WRITTEN_BY_CHALICE = (".chalice/deployed/", ".chalice/deployments/", "__pycache__/")


def build(stage: Stage, *, account: str, environment: dict[str, str], architecture: str, concurrency: int) -> Path:
    """Returns the folder.

    `environment`: the functions' variables, besides those that follow from the stage's name. `architecture`: "arm64" or
    "x86_64". `concurrency`: the account's available concurrent executions. Files that Chalice wrote are not touched.
    """
    folder = STATE / "release" / stage.name
    vendor, config = packages.build(architecture), settings.config(stage, environment, architecture, concurrency)
    policies = settings.policies(stage, account, environment)
    sources = [ROOT / "app.py", *sorted((ROOT / SERVER).rglob("*.py")), *sorted((ROOT / SERVER).rglob("*.json"))]
    names = [str(path.relative_to(ROOT)) for path in sources]
    inputs = json.dumps([config, policies, names])
    stamp = Stamp(f"release-{stage.name}", *sources, inputs, packages.inputs(architecture))
    if stamp.is_current() and folder.is_dir():
        return folder
    stamp.clear()
    # Compiled files are removed too: the sources all have the same time, so Python could not tell that one changed.
    for name in ("vendor", SERVER, "__pycache__", f".chalice/{settings.POLICIES}"):
        shutil.rmtree(folder / name, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(vendor, folder / "vendor")
    shutil.copy(ROOT / "app.py", folder)
    shutil.copytree(ROOT / SERVER, folder / SERVER, ignore=shutil.ignore_patterns("__pycache__"))
    packages.compile_server(folder)
    (folder / "requirements.txt").write_text("", encoding="utf-8")
    write_json(folder / ".chalice" / "config.json", config)
    for name, policy in policies.items():
        write_json(folder / ".chalice" / settings.POLICIES / name, policy)
    set_fixed_times(folder)
    stamp.write()
    return folder


def write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def fingerprint(folder: Path) -> str:
    """Changes with the code, the packages, the configuration and the policies of a release."""
    digest = hashlib.sha256()
    for name, path in release_files(folder):
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def set_fixed_times(folder: Path) -> None:
    """Zip files contain the times of their files."""
    for _, path in release_files(folder):
        os.utime(path, (packages.FIXED_TIME, packages.FIXED_TIME))


def release_files(folder: Path) -> Iterator[tuple[str, Path]]:
    named = ((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    return iter(sorted((name, path) for name, path in named if not name.startswith(WRITTEN_BY_CHALICE)))
