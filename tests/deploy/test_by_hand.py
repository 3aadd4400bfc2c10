"""Chalice's own commands after a deploy."""

import subprocess
from pathlib import Path

import pytest

from devtools.folders import ROOT, VENV
from tests.deploy.deployed import Deployed


def chalice(prod: Deployed, *arguments: str, folder: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    command = [VENV / "bin" / "chalice", *arguments]
    environment = {**prod.cloud.environment, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.mark.parametrize(
    "arguments", [["deploy", "--stage", "prod"], ["deploy"], ["package", "--stage", "prod", "out"]]
)
def test_deploying_by_hand_names_the_command_and_creates_no_second_api(prod: Deployed, arguments: list[str]) -> None:
    before, apis = prod.made(), prod.cloud.rest_apis()
    done = chalice(prod, *arguments)
    assert done.returncode == 2
    (line,) = (done.stdout + done.stderr).splitlines()
    assert f"run: python3 dev.py deploy --stage {'prod' if 'prod' in arguments else 'dev'}" in line
    assert (prod.made(), prod.cloud.rest_apis()) == (before, apis)


def test_chalice_url_prints_the_deployed_address(prod: Deployed) -> None:
    assert chalice(prod, "url", "--stage", "prod").stdout.strip().rstrip("/") == prod.addresses["api"]


def test_chalice_logs_shows_the_lines_of_the_functions(prod: Deployed) -> None:
    shown = chalice(prod, "logs", "--stage", "prod")  # the doctor has called the function
    assert shown.returncode == 0, shown.stderr
    assert '"event":"request"' in shown.stdout.replace(" ", "")
    assert chalice(prod, "logs", "--stage", "prod", "--name", "websocket_connect").returncode == 0


def test_chalice_deploys_the_stage_from_the_release_folder(prod: Deployed) -> None:
    """The next deploy command restores API Gateway's own responses."""
    release, apis, addresses = ROOT / ".porchlight" / "release" / "prod", prod.cloud.rest_apis(), prod.addresses
    done = chalice(prod, "deploy", "--stage", "prod", folder=release)
    assert done.returncode == 0, done.stderr
    assert (prod.cloud.rest_apis(), prod.addresses) == (apis, addresses)
    assert "API Gateway's own responses" in prod.again()
    assert (prod.cloud.rest_apis(), prod.addresses) == (apis, addresses)


def test_chalice_packages_the_release_folder(prod: Deployed, tmp_path: Path) -> None:
    done = chalice(prod, "package", "--stage", "prod", str(tmp_path), folder=ROOT / ".porchlight" / "release" / "prod")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"deployment.zip", "sam.json"}
