"""Upgrades and rollbacks: another version of the whole project, deployed over this one."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from chalicelib import VERSION
from deployment import pages
from devtools.folders import ROOT, STATE
from devtools.setup.stamps import Stamp
from tests.deploy.deployed import Deployed

EARLIER = "0.0.9"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".porchlight", "node_modules", "__pycache__", ".*_cache", "tests")

pytestmark = pytest.mark.timeout(300)  # two whole deployments


@pytest.fixture(scope="module")
def earlier(prod: Deployed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout of an earlier version, with this one's packages."""
    root = Path(tmp_path_factory.mktemp("earlier")) / "porchlight"
    shutil.copytree(ROOT, root, ignore=LEFT_OUT)
    (root / "tests").mkdir()
    for name in (".venv", "node_modules"):
        (root / name).symlink_to(ROOT / name)
    (root / ".porchlight").mkdir()
    for name in ("stamps", "tools"):
        shutil.copytree(STATE / name, root / ".porchlight" / name, symlinks=True)
    # The server's packages for Lambda are the same. Installing them again would take longer than the deployment.
    (root / ".porchlight" / "release").mkdir()
    (root / ".porchlight" / "release" / "packages").symlink_to(STATE / "release" / "packages")
    # The pages are the same, too.
    shutil.copytree(pages.FOLDER.parent, root / pages.FOLDER.parent.relative_to(ROOT))
    # The stamp of an environment contains its path; this environment is shared.
    Stamp("venv", sys.version, sys.base_prefix, str(root / ".venv"), folder=root / ".porchlight" / "stamps").write()
    package = root / "chalicelib" / "__init__.py"
    package.write_text(package.read_text(encoding="utf-8").replace(VERSION, EARLIER), encoding="utf-8")
    return root


def answer(prod: Deployed, path: str) -> Any:
    with prod.cloud.edge.opener().open(prod.addresses["api"] + path, timeout=30) as response:
        return json.load(response)


def version(prod: Deployed) -> str:
    found: str = answer(prod, "/openapi.json")["info"]["version"]
    return found


def test_the_earlier_version_is_deployed_and_then_this_one_again(prod, earlier):
    assert version(prod) == VERSION
    before = prod.addresses

    done = prod.cloud.run("deploy", "--stage", prod.stage.name, root=earlier)
    assert done.returncode == 0, done.stderr
    assert version(prod) == EARLIER
    after = prod.addresses
    others = before.keys() - {"release", "files"}
    assert {name: after[name] for name in others} == {name: before[name] for name in others}

    prod.again()
    assert version(prod) == VERSION
    assert prod.addresses == before
