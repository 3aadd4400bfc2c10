"""Schedules fire, and failed invocations are tried again, with a clock that tests set."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from devtools.local_run.background.invocations import RETRY_AFTER_SECONDS, Accepted
from devtools.local_run.background.schedules import Schedules
from devtools.local_run.background.stream import Stream
from devtools.local_run.background.worker import Worker
from devtools.local_run.functions import Description, FunctionFailed

ARN = "arn:aws:lambda:us-east-1:000000000000:function:job_due"


class Lambda:
    """`called`: the events, in order. `failures`: how many calls fail from now on."""

    description = Description({}, (), {})

    def __init__(self, run: "Run") -> None:
        self.run = run
        self.called: list[dict[str, Any]] = []
        self.failures = 0
        self.during: list[str] = []  # the schedules that exist while the function runs

    async def invoke(self, name: str, event: dict[str, Any]) -> None:
        self.called.append({"function": name, **event})
        self.during = [schedule.name for schedule in self.run.schedules.all()]
        if self.failures:
            self.failures -= 1
            raise FunctionFailed("RuntimeError", "made by a test")


class Run:
    """One process on a data folder."""

    def __init__(self, folder: Path, now: float = 1000.0, late: float = 0.0) -> None:
        self.folder = folder
        self.now = now
        self.schedules = Schedules(folder, late, lambda: self.now)
        self.function = Lambda(self)
        stream = cast(Stream, SimpleNamespace())
        self.worker = Worker(self.function, self.schedules, stream, folder, lambda: self.now)
        self.worker.delete_fired()

    def schedule(self, name: str, due: int) -> None:
        fields = {"Name": name, "Target": {"Arn": ARN, "Input": f'{{"job": "{name}"}}'}}
        self.schedules.create("group", name, fields, due)

    def at(self, now: float) -> list[str]:
        """Lets the worker look at the clock once. Returns the jobs that were called."""
        self.now = now
        before = len(self.function.called)
        asyncio.run(self.tick())
        return [event["job"] for event in self.function.called[before:]]

    async def tick(self) -> None:
        for schedule in self.worker.take_due():
            await self.worker.fire(schedule)
        for invocation in self.worker.invocations.take_due():
            await self.worker.invocations.run(invocation)


def test_a_schedule_fires_once_when_it_is_due_and_deletes_itself(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.schedule("a", due=1060)
    assert [run.at(1059.9), run.at(1060), run.at(1061)] == [[], ["a"], []]
    assert run.function.called == [{"function": "job_due", "job": "a"}]
    assert run.schedules.all() == []


def test_a_schedule_exists_until_its_job_has_ended(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.schedule("a", due=1060)
    run.at(1060)
    assert run.function.during == ["a"]


def test_schedules_survive_a_restart_and_one_that_was_due_meanwhile_fires_at_once(tmp_path: Path) -> None:
    Run(tmp_path).schedule("a", due=1060)
    assert Run(tmp_path).at(5000) == ["a"]


def test_a_schedule_of_another_process_is_found(tmp_path: Path) -> None:
    run = Run(tmp_path)
    assert run.at(1001) == []
    Run(tmp_path).schedule("a", due=1060)
    assert run.at(1060) == ["a"]


def test_a_deleted_schedule_does_not_fire_and_one_of_the_same_name_fires_at_its_own_time(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.schedule("a", due=1060)
    run.at(1001)
    run.schedules.delete("group", "a")
    run.schedule("a", due=2000)
    assert [run.at(1060), run.at(2000)] == [[], ["a"]]


def test_a_schedule_fires_within_the_time_that_it_may_be_late_and_not_always_at_once(tmp_path: Path) -> None:
    run = Run(tmp_path, late=60)
    for number in range(30):
        run.schedule(f"s{number}", due=1060)
    fires = [schedule.fires_at for schedule in run.schedules.all()]
    assert all(1060 <= at <= 1120 for at in fires)
    assert max(fires) - min(fires) > 10


def test_a_failed_job_is_called_again_after_one_minute_and_two_and_then_given_up(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.function.failures = 3
    run.schedule("a", due=1060)
    assert [run.at(now) for now in (1060, 1119, 1120, 1239, 1240, 9999)] == [["a"], [], ["a"], [], ["a"], []]
    assert RETRY_AFTER_SECONDS == (60, 120)
    [letter] = run.worker.dead_letters.all()
    assert (letter["requestPayload"], letter["requestContext"]["approximateInvokeCount"]) == ({"job": "a"}, 3)
    assert letter["responsePayload"] == {"errorMessage": "made by a test", "errorType": "RuntimeError"}


def test_a_job_that_succeeds_at_its_second_call_is_not_called_again(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.function.failures = 1
    run.schedule("a", due=1060)
    assert [run.at(now) for now in (1060, 1120, 9999)] == [["a"], ["a"], []]
    assert run.worker.dead_letters.all() == []


def test_a_retry_survives_a_restart(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.function.failures = 1
    run.schedule("a", due=1060)
    run.at(1060)
    later = Run(tmp_path)
    assert [later.at(1100), later.at(1120)] == [[], ["a"]]


def test_a_process_that_dies_while_a_job_runs_calls_it_again_after_a_restart(tmp_path: Path) -> None:
    class Killed(BaseException):
        pass

    run = Run(tmp_path)

    async def dies(name: str, event: dict[str, Any]) -> None:
        raise Killed

    run.worker.invocations.invoke = dies
    run.schedule("a", due=1060)
    with pytest.raises(Killed):
        run.at(1060)
    later = Run(tmp_path)
    assert [later.at(1061), later.at(1062)] == [["a"], []]
    assert later.schedules.all() == []


def test_an_invocation_that_another_part_accepted_is_run(tmp_path: Path) -> None:
    run = Run(tmp_path)
    Accepted(tmp_path).accept("mail_received", {"job": "mail"})
    assert [run.at(1001), run.at(1002)] == [["mail"], []]
    assert run.function.called[0]["function"] == "mail_received"
