"""A job is done once, however often and however close together it is delivered."""

import json
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Barrier
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from chalicelib.errors import Busy
from chalicelib.notify import claims
from chalicelib.notify.claims import CLAIM_SECONDS, InProgress
from chalicelib.storage import jobs
from chalicelib.storage.tables import JobRow
from devtools.folders import ROOT
from tests.integration import engine
from tests.integration.engine import Crash


@pytest.fixture
def id() -> str:
    return f"test/{secrets.token_hex(8)}"


def later(seconds: float) -> AbstractContextManager[object]:
    return patch.object(jobs, "time", SimpleNamespace(time=lambda: time.time() + seconds))


def test_a_job_is_done_once(id: str) -> None:
    done: list[str] = []
    assert claims.once(id, lambda: done.append("first"))
    assert not claims.once(id, lambda: done.append("second"))
    assert done == ["first"]


def test_of_deliveries_at_the_same_moment_one_does_the_job(id: str) -> None:
    together, done = Barrier(8), list[int]()

    def delivery(number: int) -> str:
        together.wait(10)
        try:
            return "did it" if claims.once(id, lambda: (done.append(number), time.sleep(0.2))[0]) else "was done"
        except InProgress:
            return "in progress"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(delivery, range(8)))
    assert len(done) == 1
    assert outcomes.count("did it") == 1
    assert set(outcomes) <= {"did it", "in progress", "was done"}


def test_while_one_delivery_works_another_is_told_to_come_back(id: str) -> None:
    def meanwhile() -> None:
        with pytest.raises(InProgress):
            claims.once(id, lambda: pytest.fail("the job is done twice"))

    assert claims.once(id, meanwhile)


def test_a_function_that_dies_between_the_act_and_the_mark_lets_it_be_done_again_after_the_claim(id: str) -> None:
    sent: list[str] = []

    def sends_and_dies() -> None:
        sent.append("first")
        raise Crash

    with pytest.raises(Crash):
        claims.once(id, sends_and_dies)
    with later(CLAIM_SECONDS - 2), pytest.raises(InProgress):
        claims.once(id, lambda: sent.append("too early"))
    with later(CLAIM_SECONDS + 1):
        assert claims.once(id, lambda: sent.append("second"))
        assert not claims.once(id, lambda: sent.append("third"))
    assert sent == ["first", "second"]


def test_a_function_that_dies_before_its_mark_is_stored_does_the_job_again(id: str) -> None:
    sent: list[str] = []
    puts = iter(["claim", "mark"])

    def rule(operation: str, parameters: dict[str, object], forward: engine.Forward) -> dict[str, object]:
        if operation == "PutItem" and next(puts, "") == "mark":
            raise Crash
        return forward()

    with engine.interposed(rule), pytest.raises(Crash):
        claims.once(id, lambda: sent.append("first"))
    with later(CLAIM_SECONDS + 1):
        assert claims.once(id, lambda: sent.append("second"))
    assert sent == ["first", "second"]


def test_a_job_that_failed_can_be_done_at_once(id: str) -> None:
    with pytest.raises(ZeroDivisionError):
        claims.once(id, lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    done: list[str] = []
    assert claims.once(id, lambda: done.append("then"))
    assert done == ["then"]


def test_a_job_is_not_done_without_a_claim(id: str) -> None:
    with engine.failing("PutItem", *[engine.refuses("InternalServerError")] * 5), pytest.raises(Busy):
        claims.once(id, lambda: pytest.fail("nobody knows whether it is claimed"))


def test_a_done_job_is_remembered_longer_than_it_is_delivered_again(id: str) -> None:
    claims.once(id, lambda: None)
    row = JobRow.get(id)
    assert row.done
    assert row.expires_at - time.time() > 6 * 86400  # Lambda and Scheduler give up after hours


def test_a_claim_outlasts_every_function_that_does_jobs() -> None:
    settings = json.loads((ROOT / ".chalice" / "config.json").read_text(encoding="utf-8"))
    functions = settings["lambda_functions"]
    limits = [
        functions[name].get("lambda_timeout", settings["lambda_timeout"]) for name in ("message_stored", "job_due")
    ]
    assert max(limits) < CLAIM_SECONDS
