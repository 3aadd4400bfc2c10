"""What is asked of EventBridge Scheduler, which here refuses what AWS refuses."""

import time

import pytest
from botocore.exceptions import ClientError

from chalicelib.config import config
from chalicelib.model import now_ms
from chalicelib.notify import schedules
from chalicelib.notify.jobs import UnreadCheck
from tests.integration import clock
from tests.integration.background import Background

JOB = UnreadCheck("c_1", mark=3)


def test_a_job_is_scheduled_at_its_second_and_deletes_itself(work: Background) -> None:
    soon = now_ms() + 90_000
    schedules.at(JOB, soon)
    [schedule] = work.schedules.values()
    assert work.times == [soon // 1000]
    assert schedule["ActionAfterCompletion"] == "DELETE"
    assert schedule["FlexibleTimeWindow"] == {"Mode": "OFF"}
    assert schedule["Target"]["DeadLetterConfig"]["Arn"] == config().dead_letters


def test_the_same_job_is_scheduled_once_and_keeps_its_first_time(work: Background) -> None:
    soon = now_ms() + 60_000
    schedules.at(JOB, soon)
    schedules.at(JOB, soon + 600_000)
    assert work.times == [soon // 1000]


def test_a_job_that_this_process_knows_to_be_waiting_is_not_requested_again(work: Background) -> None:
    soon = now_ms() + 60_000
    for _ in range(3):
        schedules.at(JOB, soon)
    assert len(work.requests) == 1
    with clock.stopped_at(soon):  # it may have run, and its schedule is deleted then
        schedules.at(JOB, soon + 60_000)
    assert len(work.requests) == 2


def test_a_job_that_another_process_has_scheduled_is_requested_each_time(work: Background) -> None:
    for _ in range(2):
        schedules.waiting.clear()
        schedules.at(JOB, now_ms() + 60_000)
    assert len(work.requests) == 2
    assert len(work.jobs) == 1


def test_jobs_that_differ_in_a_field_are_both_scheduled(work: Background) -> None:
    for mark in (3, 4):
        schedules.at(UnreadCheck("c_1", mark=mark), now_ms() + 60_000)
    assert [job["mark"] for job in work.jobs] == [3, 4]


@pytest.mark.parametrize("milliseconds", [0, 1, 500, 999])
def test_a_time_in_the_past_means_as_soon_as_possible(work: Background, milliseconds: int) -> None:
    now = (int(time.time()) + 3600) * 1000 + milliseconds
    with clock.stopped_at(now):
        schedules.at(JOB, 0)
    assert 3 <= work.times[0] - now / 1000 <= 5  # the request itself may take some seconds


def test_a_job_that_schedules_itself_with_equal_fields_does_not_run_again(work: Background) -> None:
    """Its own schedule is there until it has ended. So a job that goes on must differ, for example by `attempt`."""
    schedules.at(JOB, now_ms() + 60_000)
    for name in list(work.schedules):
        schedules.at(JOB, now_ms() + 120_000)
        del work.schedules[name]
    assert work.jobs == []


def test_a_throttled_scheduler_is_asked_again(work: Background) -> None:
    work.refusals = [(429, "ThrottlingException")]
    schedules.at(JOB, now_ms() + 60_000)
    assert len(work.jobs) == 1


def test_a_failure_of_scheduler_is_raised_so_that_the_record_is_delivered_again(work: Background) -> None:
    work.refusals = [(400, "ServiceQuotaExceededException")]
    with pytest.raises(ClientError):
        schedules.at(JOB, now_ms() + 60_000)


def test_a_lost_answer_of_scheduler_changes_nothing(work: Background) -> None:
    schedules.at(JOB, now_ms() + 60_000)
    schedules.at(JOB, now_ms() + 60_000)  # the client or the stream tries again
    assert len(work.jobs) == 1
