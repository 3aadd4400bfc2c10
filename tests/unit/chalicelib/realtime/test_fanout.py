from threading import Barrier

import pytest

from chalicelib.model import Connection
from chalicelib.realtime import fanout
from chalicelib.storage import connections


def test_audiences_are_read_at_the_same_time_and_joined_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    both_are_read = Barrier(2, timeout=10)

    def in_audience(name: str) -> list[Connection]:
        both_are_read.wait()  # fails if one is read after the other
        return [Connection(id=f"socket of {name}", audience=name, endpoint="https://api.example/api", expires_at=0)]

    monkeypatch.setattr(connections, "in_audience", in_audience)
    found = fanout.sockets_of(["visitor#v_1", "admins#default"])
    assert [each.id for each in found] == ["socket of visitor#v_1", "socket of admins#default"]


def test_an_audience_that_cannot_be_read_fails_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def in_audience(name: str) -> list[Connection]:
        if name.startswith("visitor"):
            raise ConnectionError(name)
        return []

    monkeypatch.setattr(connections, "in_audience", in_audience)
    with pytest.raises(ConnectionError):
        fanout.sockets_of(["visitor#v_1", "admins#default"])
