"""A new virtual environment with requirements.txt, as people who know Chalice create it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from devtools.folders import ROOT

pytestmark = pytest.mark.timeout(600)  # it downloads some 25 MB


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the environment's commands."""
    folder = Path(tmp_path_factory.mktemp("fresh")) / "venv"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    install = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    install += ["--no-compile"]  # Python compiles what these tests import
    subprocess.run([*install, "-r", "requirements.txt"], cwd=ROOT, check=True)
    return folder / "bin"


def run(command: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PORCHLIGHT_"))}
    own = {"PYTHONDONTWRITEBYTECODE": "1", "AWS_EC2_METADATA_DISABLED": "true"}
    return subprocess.run(
        [command, *arguments], cwd=ROOT, env={**kept, **own}, capture_output=True, text=True, check=False
    )


def test_the_app_and_its_packages_can_be_imported(environment: Path) -> None:
    done = run(environment / "python", "-c", "import app, boto3, chalice, pynamodb; print(app.app.app_name)")
    assert (done.returncode, done.stdout) == (0, "porchlight\n"), done.stderr


def test_chalice_has_the_deployed_version(environment: Path) -> None:
    assert run(environment / "chalice", "--version").stdout.startswith("chalice 1.34.0,")


def test_chalice_deploy_names_the_right_command(environment: Path) -> None:
    done = run(environment / "chalice", "deploy", "--stage", "fresh")
    (line,) = (done.stdout + done.stderr).splitlines()
    assert "python3 dev.py deploy --stage fresh" in line
    assert done.returncode == 2
