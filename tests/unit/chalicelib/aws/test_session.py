import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import botocore.session
import pytest
from botocore.credentials import Credentials

from chalicelib import aws, mail
from chalicelib.aws import parameters
from chalicelib.aws.shared_session import SharedSession
from chalicelib.notify import schedules
from chalicelib.realtime import gateway
from chalicelib.storage import s3
from chalicelib.storage.database import database

HOST = "abc.execute-api.us-east-1.amazonaws.com"


def test_every_client_of_botocore_comes_from_one_session(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def create(self: SharedSession, service: str, *_: Any, **__: Any) -> Any:
        assert self is aws.session()
        made.append(service)
        raise InterruptedError

    monkeypatch.setattr(botocore.session.Session, "create_client", create)
    for ask in (mail.client, schedules.client, s3.client):
        with pytest.raises(InterruptedError):
            ask.__wrapped__()  # type: ignore[attr-defined]
    assert made == ["sesv2", "scheduler", "s3"]


def test_what_most_calls_need_makes_no_client_of_botocore(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(botocore.session.Session, "create_client", lambda *_, **__: pytest.fail("made a client"))
    made = (database.__wrapped__(), parameters.client.__wrapped__(), gateway.client.__wrapped__(f"https://{HOST}/api"))
    assert all(made)


def test_threads_look_for_credentials_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def find(session: Any) -> Any:
        looked.append(1)
        time.sleep(0.02)
        session._credentials = session._credentials or Credentials("a", "b")
        return session._credentials

    monkeypatch.setattr(botocore.session.Session, "get_credentials", find)
    session = SharedSession()
    with ThreadPoolExecutor(8) as threads:
        found = [*threads.map(lambda _: session.get_credentials(), range(8))]
    assert len({*map(id, found)}) == 1


def test_clients_are_made_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    making: list[int] = []
    at_once: list[int] = []

    def create(*_: Any, **__: Any) -> None:
        making.append(1)
        at_once.append(len(making))
        time.sleep(0.01)
        making.pop()

    monkeypatch.setattr(botocore.session.Session, "create_client", create)
    threads = [threading.Thread(target=aws.client, args=("dynamodb", {})) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert at_once == [1] * 4
