"""Pushes to large audiences start when they are accepted, and are not repeated. All other invocations are kept."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from deployment import background
from deployment.account import Account
from deployment.stage import FUNCTIONS, Stage
from devtools.local_run.background.at_once import AT_ONCE, AtOnce
from devtools.local_run.background.invocations import Accepted


def accepted(folder: Path, function: str, failing: bool = False) -> list[str]:
    """Accepts one invocation. Returns the functions that were called."""
    called: list[str] = []

    async def invoke(name: str, event: dict[str, Any]) -> None:
        called.append(name)
        if failing:
            raise RuntimeError("made by a test")

    async def accept() -> None:
        at_once = AtOnce(invoke, Accepted(folder))
        at_once.accept(function, {"audiences": []})
        await asyncio.gather(*at_once.running)

    asyncio.run(accept())
    return called


@pytest.mark.parametrize("failing", [False, True])
def test_a_push_to_a_large_audience_is_made_at_once_and_once(tmp_path: Path, failing: bool) -> None:
    assert accepted(tmp_path, "fan_out", failing) == ["fan_out"]
    assert not [*tmp_path.rglob("*.json")]


def test_a_job_is_kept_for_the_worker(tmp_path: Path) -> None:
    assert accepted(tmp_path, "job_due") == []
    assert len([*tmp_path.rglob("*.json")]) == 1


def test_the_functions_are_those_that_a_deployment_does_not_repeat() -> None:
    account, stage = (
        cast(Account, SimpleNamespace(region="eu-central-1", id="123456789012")),
        Stage("prod", "eu-central-1"),
    )
    wanted = {name: background.wanted_asynchronous(account, stage, name) for name in FUNCTIONS}
    assert {name for name, each in wanted.items() if each["MaximumRetryAttempts"] == 0} == {*AT_ONCE}
