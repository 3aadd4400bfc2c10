import threading
import time
from typing import Any

import botocore.session
import pytest

from chalicelib import aws
from chalicelib.identity import keys
from chalicelib.realtime import gateway
from chalicelib.storage.database import database


def test_every_client_of_the_server_comes_from_one_session(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def create(self: aws.SharedSession, service: str, *_: Any, **__: Any) -> Any:
        assert self is aws.session()
        made.append(service)
        raise InterruptedError

    monkeypatch.setattr(botocore.session.Session, "create_client", create)
    for ask in (
        keys.client.__wrapped__,
        lambda: gateway.client.__wrapped__("https://abc.execute-api.us-east-1.amazonaws.com/api"),
        lambda: database.__wrapped__().client,
    ):
        with pytest.raises(InterruptedError):
            ask()
    assert made == ["ssm", "apigatewaymanagementapi", "dynamodb"]


def test_clients_are_made_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    making: list[int] = []
    at_once: list[int] = []

    def create(*_: Any, **__: Any) -> None:
        making.append(1)
        at_once.append(len(making))
        time.sleep(0.01)
        making.pop()

    monkeypatch.setattr(botocore.session.Session, "create_client", create)
    threads = [threading.Thread(target=aws.client, args=("dynamodb",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert at_once == [1] * 4
