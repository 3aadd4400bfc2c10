"""When Chalice is run, and what is remembered of it."""

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

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


def test_a_release_that_breaks_off_is_not_taken_for_the_one_before(
    account: Account, stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = {"api": "https://one", "release": "that of before"}
    parameters.write(account, stage, parameters.ADDRESSES, before)

    def breaks_off(*_: object) -> None:
        raise Problem("no")

    monkeypatch.setattr(functions, "chalice", breaks_off)
    with pytest.raises(Problem, match="no"):
        functions.run_chalice(account, stage, tmp_path, {}, None)  # type: ignore[arg-type]
    assert parameters.read(account, stage, parameters.ADDRESSES) == {"api": "https://one", "release": ""}


def test_chalice_finds_what_is_deployed_from_the_projects_root_until_the_stage_is_taken_away(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(functions, "ROOT", tmp_path)
    known = {"resources": [{"name": "rest_api", "rest_api_url": "https://one"}], "schema_version": "2.0"}
    functions.keep_record(stage, known)
    record = tmp_path / ".chalice" / "deployed" / "prod.json"
    assert json.loads(record.read_text(encoding="utf-8")) == known
    functions.keep_record(stage, {})
    assert not record.exists()
    functions.keep_record(stage, {})


def test_a_new_stage_may_run_any_python(account: Account, stage: Stage) -> None:
    functions.check_python(account, stage)


def test_the_python_that_runs_may_be_deployed_again(account: Account, stage: Stage) -> None:
    function(account, stage, OWN)
    functions.check_python(account, stage)


def test_another_python_than_the_one_that_runs_is_refused(account: Account, stage: Stage) -> None:
    function(account, stage, "python3.9")
    with pytest.raises(Problem, match=rf"prod runs python3\.9, and this is {OWN}.*--change-python"):
        functions.check_python(account, stage)


class Lambda:
    """An account of 1,000 executions, some reserved by this stage and by others. moto does not know the call."""

    class exceptions:  # noqa: N801 - as botocore calls it
        class ResourceNotFoundException(Exception):
            pass

    def __init__(self, own: dict[str, int], others: int) -> None:
        self.own = own
        self.others = others

    def get_account_settings(self) -> Any:
        return {"AccountLimit": {"UnreservedConcurrentExecutions": 1000 - self.others - sum(self.own.values())}}

    def get_function_concurrency(self, FunctionName: str) -> Any:  # noqa: N803
        if FunctionName not in self.own:
            raise self.exceptions.ResourceNotFoundException
        return {"ReservedConcurrentExecutions": self.own[FunctionName]}


def test_what_the_stage_has_reserved_itself_is_there_to_be_reserved_again(stage: Stage) -> None:
    one = stage.functions[1]
    account = Account("1", "", stage.region, {"lambda": Lambda({one: 100}, others=300)})
    assert functions.free_concurrency(account, stage) == 700
