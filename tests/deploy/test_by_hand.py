"""Chalice's own commands after a deploy."""

import subprocess
from pathlib import Path
from typing import Any

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


def test_the_next_deploy_restores_what_chalice_or_somebody_changed_by_hand(prod: Deployed) -> None:
    """Chalice imports the API again, which deletes API Gateway's own responses."""
    release, apis, addresses = ROOT / ".porchlight" / "release" / "prod", prod.cloud.rest_apis(), prod.addresses
    before = settings(prod)
    done = chalice(prod, "deploy", "--stage", "prod", folder=release)
    assert done.returncode == 0, done.stderr
    prod.cloud.client("lambda").put_function_event_invoke_config(
        FunctionName=f"{prod.stage.prefix}job_due", MaximumRetryAttempts=0
    )
    assert (prod.cloud.rest_apis(), prod.addresses) == (apis, addresses)
    assert {name for name, value in settings(prod).items() if value != before[name]} == {"responses", "jobs"}
    prod.again()
    assert (prod.cloud.rest_apis(), prod.addresses) == (apis, addresses)
    assert settings(prod) == before


def settings(prod: Deployed) -> dict[str, Any]:
    """What the deploy command sets besides the functions."""
    client, api = prod.cloud.client("apigateway"), prod.api_id
    jobs = prod.cloud.client("lambda").get_function_event_invoke_config(FunctionName=f"{prod.stage.prefix}job_due")
    responses = client.get_gateway_responses(restApiId=api)["items"]
    return {
        "responses": {each["responseType"]: each["responseTemplates"] for each in responses},
        "throttles": client.get_stage(restApiId=api, stageName="api")["methodSettings"],
        "jobs": (jobs["MaximumRetryAttempts"], jobs.get("DestinationConfig", {}).get("OnFailure")),
    }


def test_chalice_packages_the_release_folder(prod: Deployed, tmp_path: Path) -> None:
    done = chalice(prod, "package", "--stage", "prod", str(tmp_path), folder=ROOT / ".porchlight" / "release" / "prod")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"deployment.zip", "sam.json"}
