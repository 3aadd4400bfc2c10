"""Builds a stage's release folder. Built again from the same, it is the same to the byte."""

import json
import shutil
from pathlib import Path

from deployment.release import bytecode, packages, settings
from deployment.release.contents import settle
from deployment.stage import Stage
from devtools.folders import ROOT, STATE
from devtools.setup.stamps import Stamp

SERVER = "chalicelib"


def build(stage: Stage, *, account: str, environment: dict[str, str], architecture: str, concurrency: int) -> Path:
    """Returns the folder. `environment`: the functions' variables besides those that the stage's name decides;
    `architecture`: "arm64" or "x86_64"; `concurrency`: how many functions the account runs at once.

    What Chalice keeps there, `.chalice/deployed` and `.chalice/deployments`, is left alone.
    """
    folder = STATE / "release" / stage.name
    vendor, config = packages.ready(architecture), settings.config(stage, environment, architecture, concurrency)
    policies = settings.policies(stage, account, environment)
    own = [ROOT / "app.py", *sorted((ROOT / SERVER).rglob("*.py"))]
    names = [str(path.relative_to(ROOT)) for path in own]
    inputs = json.dumps([config, policies, names])
    stamp = Stamp(f"release-{stage.name}", *own, inputs, packages.recipe(architecture))
    if stamp.is_current() and folder.is_dir():
        return folder
    stamp.clear()
    empty(folder)
    shutil.copytree(vendor, folder / "vendor")
    shutil.copy(ROOT / "app.py", folder)
    shutil.copytree(ROOT / SERVER, folder / SERVER, ignore=shutil.ignore_patterns("__pycache__"))
    bytecode.of_server(folder)
    (folder / "requirements.txt").write_text("", encoding="utf-8")
    write(folder / ".chalice" / "config.json", config)
    for name, policy in policies.items():
        write(folder / ".chalice" / settings.POLICIES / name, policy)
    settle(folder)
    stamp.write()
    return folder


def empty(folder: Path) -> None:
    """Takes away what an earlier build has put there, and what Chalice compiled of it: the files' time says nothing."""
    for name in ("vendor", SERVER, "__pycache__", f".chalice/{settings.POLICIES}"):
        shutil.rmtree(folder / name, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)


def write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
