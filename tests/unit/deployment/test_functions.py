"""Running Chalice, and its record."""

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from deployment import functions, parameters
from deployment.account import Account
from deployment.stage import Stage
from devtools.console import Problem

TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})
OWN = f"python{sys.version_info.major}.{sys.version_info.minor}"


def function(account: Account, stage: Stage, runtime: str) -> None:
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("app.py", "")
    role = account.client("iam").create_role(RoleName="one", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    account.client("lambda").create_function(
        FunctionName=stage.functions[0],
        Runtime=runtime,
        Role=role,
        Handler="app.app",
        Code={"ZipFile": code.getvalue()},
    )


def test_an_interrupted_deployment_clears_the_release(
    account: Account, stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = {"api": "https://one", "release": "an earlier one"}
    parameters.write(account, stage, parameters.ADDRESSES, before)

    def interrupted(*_: object) -> None:
        raise Problem("no")

    monkeypatch.setattr(functions, "chalice", interrupted)
    with pytest.raises(Problem, match="no"):
        functions.run_chalice(account, stage, tmp_path, {}, None)  # type: ignore[arg-type]
    assert parameters.read(account, stage, parameters.ADDRESSES) == {"api": "https://one", "release": ""}


def test_the_projects_root_has_chalices_record_until_the_stage_is_destroyed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(functions, "ROOT", tmp_path)
    known = {"resources": [{"name": "rest_api", "rest_api_url": "https://one"}], "schema_version": "2.0"}
    functions.copy_record(stage, known)
    record = tmp_path / ".chalice" / "deployed" / "prod.json"
    assert json.loads(record.read_text(encoding="utf-8")) == known
    functions.copy_record(stage, {})
    assert not record.exists()
    functions.copy_record(stage, {})


def test_a_new_stage_can_run_any_python_version(account: Account, stage: Stage) -> None:
    functions.check_python(account, stage)


def test_the_current_python_version_can_be_deployed_again(account: Account, stage: Stage) -> None:
    function(account, stage, OWN)
    functions.check_python(account, stage)


def test_another_python_version_than_the_current_one_is_rejected(account: Account, stage: Stage) -> None:
    function(account, stage, "python3.9")
    with pytest.raises(Problem, match=rf"prod runs python3\.9, and this is {OWN}.*--change-python"):
        functions.check_python(account, stage)


class Lambda:
    """An account with 1,000 executions, some reserved by this stage and by others. moto lacks this call."""

    def __init__(self, own: dict[str, int], others: int) -> None:
        self.own = own
        self.others = others

    def get_account_settings(self) -> Any:
        return {"AccountLimit": {"UnreservedConcurrentExecutions": 1000 - self.others - sum(self.own.values())}}

    def get_function_concurrency(self, FunctionName: str) -> Any:  # noqa: N803
        if FunctionName not in self.own:
            raise ClientError({"Error": {"Code": "ResourceNotFoundException"}}, "GetFunctionConcurrency")
        return {"ReservedConcurrentExecutions": self.own[FunctionName]}


def test_the_stages_own_reservations_are_available_again(stage: Stage) -> None:
    one = stage.functions[1]
    account = Account("1", "", stage.region, {"lambda": Lambda({one: 100}, others=300)})
    assert functions.available_concurrency(account, stage) == 700
