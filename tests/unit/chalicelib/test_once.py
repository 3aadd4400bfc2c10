import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib import aws
from chalicelib.aws import parameters
from chalicelib.aws.connections import trust
from chalicelib.identity import keys
from chalicelib.once import once
from chalicelib.realtime import gateway
from chalicelib.storage import database


def test_a_value_that_sixteen_threads_request_at_once_is_made_once() -> None:
    made: list[str] = []

    @once
    def slow(name: str) -> object:
        made.append(name)
        time.sleep(0.05)
        return object()

    with ThreadPoolExecutor(16) as threads:
        assert len(set(threads.map(slow, ["kettle"] * 16))) == 1
    assert made == ["kettle"]


def test_each_argument_has_a_value_of_its_own() -> None:
    kept = once(lambda name: [name])
    assert kept("a") is kept("a")
    assert kept("a") != kept("b")


def test_a_failed_attempt_is_repeated() -> None:
    answers: list[Any] = [ValueError(), "kettle"]

    @once
    def make() -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return str(answer)

    with pytest.raises(ValueError):  # noqa: PT011 - the one above
        make()
    assert make() == "kettle"


def test_a_cold_fan_out_makes_one_client_for_all_its_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def client(endpoint: str) -> object:
        made.append(endpoint)
        time.sleep(0.05)
        return object()

    monkeypatch.setattr(gateway, "Client", client)
    cold = "https://cold.execute-api.us-east-1.amazonaws.com/api"
    with ThreadPoolExecutor(16) as threads:
        found = set(threads.map(gateway.client, [cold] * 16))
    assert (len(found), made) == (1, [cold])


@pytest.mark.parametrize(
    "shared", [aws.session, trust, gateway.client, parameters.client, keys.keys, database.database]
)
def test_every_value_with_connections_or_locks_is_made_once(shared: Any) -> None:
    assert shared.__code__ is gateway.client.__code__
