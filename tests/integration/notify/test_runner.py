"""Jobs that cannot be done now are tried again after growing pauses, and given up after the last."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from unittest.mock import patch

import pytest

from chalicelib.failures import TryLater
from chalicelib.model import now_ms
from chalicelib.notify import jobs, runner, schedules
from chalicelib.notify.claims import InProgress
from chalicelib.notify.jobs import JobUnknown, UnreadCheck
from chalicelib.notify.runner import PAUSES_SECONDS
from tests.integration.background import Background
from tests.integration.log_lines import logged

JOB = UnreadCheck("c_1", mark=3)


def doing(act: Callable[[UnreadCheck], None]) -> AbstractContextManager[object]:
    return patch.object(runner, "RUN", {UnreadCheck: act})


def raises(error: Exception) -> Callable[[UnreadCheck], None]:
    def act(job: UnreadCheck) -> None:
        raise error

    return act


def test_a_job_runs_with_the_fields_that_were_scheduled(work: Background) -> None:
    ran: list[UnreadCheck] = []
    schedules.at(JOB, now_ms() + 60_000)
    with doing(ran.append):
        assert work.due(now_ms() + 59_000) == 0
        assert work.due(now_ms() + 61_000) == 1
    assert (ran, work.jobs) == ([JOB], [])


@pytest.mark.parametrize("cause", [TryLater("SES: TooManyRequestsException"), InProgress("alert/1")])
def test_a_job_that_cannot_be_done_now_is_postponed(work: Background, cause: Exception) -> None:
    before = now_ms()
    with doing(raises(cause)), logged() as lines:
        work.run(jobs.to_json(JOB))
    assert work.jobs == [jobs.to_json(UnreadCheck("c_1", mark=3, attempt=1))]
    assert 0 <= work.times[0] - before // 1000 - PAUSES_SECONDS[0] <= 5
    assert lines.events("job_postponed")[0]["attempt"] == 0


def test_the_pauses_grow_and_after_the_last_the_job_fails(work: Background) -> None:
    now, pauses = now_ms() // 1000 * 1000, list[int]()
    work.schedules.clear()
    with doing(raises(TryLater("SES is out of reach"))):
        schedules.at(JOB, now + 60_000)
        now = work.times[0] * 1000
        for _ in PAUSES_SECONDS:
            assert work.due(now) == 1
            pauses.append(work.times[0] - now // 1000)
            now = work.times[0] * 1000
        with pytest.raises(TryLater):
            work.due(now)
    assert tuple(pauses) == PAUSES_SECONDS
    assert pauses == sorted(pauses)
    assert work.jobs == []  # Lambda has it now, and puts it into the queue of dead letters


def test_a_job_that_fails_otherwise_is_left_to_lambda(work: Background) -> None:
    with doing(raises(ZeroDivisionError())), pytest.raises(ZeroDivisionError), logged() as lines:
        work.run(jobs.to_json(JOB))
    assert work.jobs == []
    assert lines.events("handler_failed")


def test_a_job_of_a_later_version_fails_visibly(work: Background) -> None:
    with pytest.raises(JobUnknown):
        work.run({"job": "of_a_later_version"})


def test_a_job_that_cannot_be_postponed_fails_so_that_lambda_tries_again(work: Background) -> None:
    work.refusals = [(400, "ServiceQuotaExceededException")]
    with doing(raises(TryLater("SES is out of reach"))), pytest.raises(Exception, match="ServiceQuotaExceeded"):
        work.run(jobs.to_json(JOB))


@pytest.mark.parametrize("kind", jobs.KINDS.values())
def test_every_kind_of_job_can_be_run(kind: type[jobs.Job]) -> None:
    assert kind in runner.RUN
