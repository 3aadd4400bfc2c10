"""Fan-out: a push is a hint. If one socket fails, the message is stored and pushed to the others."""

import time
from threading import Event
from typing import Any

import pytest

from chalicelib import events, logs, metrics
from chalicelib.model import Connection
from chalicelib.realtime import fanout, gateway
from chalicelib.storage import connections
from tests.api_client import Seat, Shop
from tests.integration import sockets
from tests.integration.engine import Forward, failing, interposed, seen, unreachable
from tests.integration.log_lines import LogLines, logged
from tests.integration.management_api import STAGE, management_api, new_connection_id
from tests.metrics import counting
from tests.tokens import claims_of

WAIT_SECONDS = fanout.WAIT_SECONDS  # as on AWS; other tests have more time
EVENT = events.messages_read("c_0000000000000000", "visitor", 1)


WARM_AND_COLD = pytest.mark.parametrize("warm", [True, False], indirect=True, ids=["warm", "cold"])


@pytest.fixture
def warm(request: pytest.FixtureRequest) -> bool:
    """Whether the process has open connections, or has to open them while it posts."""
    for address in (f"http://{management_api().domain_name}/{STAGE}", with_time_outs()):
        waiting = gateway.client(address).connections.waiting
        while waiting:
            waiting.pop().close()
        for _ in range(gateway.CONNECTIONS if request.param else 0):
            assert gateway.connect(address, 20) is None
    return bool(request.param)


@pytest.fixture
def visitor() -> Seat:
    seat = Shop().visitor()
    seat.send()
    return seat


def audience_of(visitor: Seat) -> str:
    return events.visitor_audience(visitor.visitor_id)


def open_sockets(visitor: Seat) -> set[str]:
    return {connection.id for connection in connections.in_audience(audience_of(visitor))}


def added(
    visitor: Seat, endpoint: str | None = None, expires_in: int = 600, audience: str = "", session: str = ""
) -> str:
    """Stores a socket without a handshake."""
    connection = Connection(
        id=new_connection_id(),
        audience=audience or audience_of(visitor),
        session=session,
        checked_at=int(time.time()),
        endpoint=endpoint or f"http://{management_api().domain_name}/{STAGE}",
        expires_at=int(time.time()) + expires_in,
    )
    connections.put(connection)
    return connection.id


def with_time_outs() -> str:
    """The same endpoint under a name for which the client has the time-outs used on AWS."""
    return f"http://{management_api().domain_name}/{STAGE}".replace("127.0.0.1", "localhost")


def heard(connection_id: str) -> list[int]:
    return [frame["id"] for frame in management_api().frames(connection_id)]


def incomplete(log: LogLines) -> dict[str, Any]:
    """The outcomes in the one log line about the push."""
    (line,) = log.events("fan_out_incomplete")
    counted = {"delivered", "gone", "throttled", "timed_out", "failed", "late", "error"}
    return {name: value for name, value in line.items() if name in counted}


@WARM_AND_COLD
def test_a_message_is_pushed_to_every_tab_however_many_there_are(visitor: Seat, warm: bool) -> None:
    tabs = [added(visitor) for _ in range(40)]
    with logged() as log:
        visitor.send(after=1)
    assert [heard(tab) for tab in tabs] == [[2]] * 40
    assert log.events("fan_out_incomplete") == []


@WARM_AND_COLD
def test_the_row_of_a_closed_socket_is_deleted_and_others_are_kept(visitor: Seat, warm: bool) -> None:
    closed, there = added(visitor), added(visitor)
    management_api().statuses[closed] = 410
    with logged() as log:
        assert visitor.send(after=1).status == 201
    assert open_sockets(visitor) == {there}
    assert connections.audience_of(closed) is None
    assert heard(there) == [2]
    assert incomplete(log) == {"gone": 1, "delivered": 1}


def test_a_socket_whose_handshake_is_in_progress_is_kept_though_posts_answer_410(visitor: Seat) -> None:
    opening = sockets.visitors(visitor.api)
    management_api().statuses[opening.id] = 410
    visitor.send(after=1)
    management_api().statuses[opening.id] = 200
    visitor.send(after=2)
    assert [frame["id"] for frame in opening.received] == [2, 3]


@pytest.mark.parametrize(("status", "outcome"), [(429, "throttled"), (403, "failed"), (413, "failed"), (500, "failed")])
@WARM_AND_COLD
def test_a_post_that_fails_is_counted_and_its_socket_kept(visitor: Seat, status: int, outcome: str, warm: bool) -> None:
    socket, other = added(visitor), added(visitor)
    management_api().statuses[socket] = status
    with logged() as log:
        assert visitor.send(after=1).status == 201
    assert incomplete(log) == {outcome: 1, "delivered": 1}
    assert not log.errors
    assert len(heard(socket)) == 1  # one attempt only
    assert open_sockets(visitor) == {socket, other}


def test_an_unreachable_endpoint_does_not_stop_pushes_to_other_sockets(visitor: Seat) -> None:
    added(visitor, endpoint="http://127.0.0.1:9/api")
    there = added(visitor)
    with logged() as log:
        assert visitor.send(after=1).status == 201
    assert heard(there) == [2]
    assert incomplete(log) == {"failed": 1, "delivered": 1}


@WARM_AND_COLD
def test_a_post_that_hangs_times_out_and_is_counted(visitor: Seat, warm: bool) -> None:
    hanging, there = added(visitor, endpoint=with_time_outs()), added(visitor)
    with management_api().hangs(hanging), logged() as log:
        assert visitor.send(after=1).status == 201
    assert heard(there) == [2]
    assert incomplete(log) == {"timed_out": 1, "delivered": 1}
    assert open_sockets(visitor) == {hanging, there}


@WARM_AND_COLD
def test_many_sockets_that_hang_delay_a_send_no_longer_than_the_limit(
    visitor: Seat, monkeypatch: pytest.MonkeyPatch, warm: bool
) -> None:
    hanging = [added(visitor) for _ in range(3 * fanout.POSTS_AT_ONCE)]
    monkeypatch.setattr(fanout, "WAIT_SECONDS", 0.2)
    started = time.monotonic()
    with management_api().hangs(*hanging), logged() as log, counting() as so_far:
        assert fanout.publish([audience_of(visitor)], EVENT).total() == len(hanging)
        lasted = time.monotonic() - started
        assert so_far()["PushesLate"] == so_far()["FanOutSize"] == len(hanging)
    assert lasted < 5  # they hang for 20
    assert incomplete(log) == {"late": len(hanging)}


@WARM_AND_COLD
def test_posts_that_hang_do_not_delay_the_next_send(visitor: Seat, monkeypatch: pytest.MonkeyPatch, warm: bool) -> None:
    hanging = [added(visitor) for _ in range(fanout.POSTS_AT_ONCE)]
    other = Shop().visitor()
    other.send()
    tab = added(other)
    with management_api().hangs(*hanging):
        with monkeypatch.context() as bound:
            bound.setattr(fanout, "WAIT_SECONDS", 0.05)
            fanout.publish([audience_of(visitor)], EVENT)
        with logged() as log:
            other.send(after=1)
        assert heard(tab) == [2]
        assert log.events("fan_out_incomplete") == []


def test_a_deletion_that_ends_late_is_counted_once_and_logs_with_the_ids_of_its_own_call(
    visitor: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    management_api().statuses[added(visitor)] = 410
    ended: list[dict[str, Any] | None] = []
    go_on, over = Event(), Event()

    def noted(*_: Any) -> None:
        assert go_on.wait(10)
        metrics.count(metrics.Metric.PUSHES_FAILED)  # as throttling by DynamoDB is counted
        ended.append(logs.current.get())
        over.set()

    monkeypatch.setattr(connections, "forget", noted)
    monkeypatch.setattr(fanout, "WAIT_SECONDS", 0.5)
    with logs.of_call(request_id="the first call"), counting() as first:
        fanout.publish([audience_of(visitor)], EVENT)
        assert first()["PushesLate"] == first()["FanOutSize"] == 1
    with logs.of_call(request_id="the next call"), counting() as second:
        go_on.set()
        assert over.wait(10)
        assert second() == {}
    assert [each and each["request_id"] for each in ended] == ["the first call"]


def test_the_visitors_tabs_come_first_then_the_senders_then_the_other_admins(
    visitor: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    site_id = claims_of(visitor.api.token)["site"]
    admins = events.admins_audience(site_id)
    colleagues = [added(visitor, audience=admins, session=f"a_noor/s_{number}") for number in range(3)]
    own = added(visitor, audience=admins, session="a_maya/s_1")
    tab = added(visitor)
    monkeypatch.setattr(fanout, "POSTS_AT_ONCE", 1)
    fanout.publish([audience_of(visitor), admins], EVENT, sender="a_maya/s_1")
    expected = [tab, own, *sorted(colleagues)]
    assert [id for id in management_api().posted if id in expected] == expected


def test_on_aws_a_sender_waits_for_a_third_of_a_second_and_a_post_that_hangs_ends_within_two() -> None:
    assert WAIT_SECONDS <= 1 / 3
    assert gateway.CONNECT_SECONDS + gateway.READ_SECONDS <= 2


def test_a_process_opens_the_connections_that_posts_need_and_posts_without_threads_then(
    visitor: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = f"http://{management_api().domain_name}/new-{new_connection_id()[:-1]}"
    tabs = [added(visitor, endpoint=endpoint) for _ in range(3)]
    visitor.send(after=1)
    assert gateway.ready(endpoint) == 3
    monkeypatch.setattr(fanout, "ThreadPoolExecutor", lambda *_, **__: pytest.fail("started a thread"))
    visitor.send(after=2)
    assert [heard(tab) for tab in tabs] == [[2, 3]] * 3


def test_one_socket_needs_no_thread_at_all(visitor: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    tab = added(visitor, endpoint=f"http://{management_api().domain_name}/new-{new_connection_id()[:-1]}")
    monkeypatch.setattr(fanout, "ThreadPoolExecutor", lambda *_, **__: pytest.fail("started a thread"))
    visitor.send(after=1)
    assert heard(tab) == [2]


def test_connections_that_were_closed_meanwhile_are_opened_again(visitor: Seat) -> None:
    endpoint = f"http://{management_api().domain_name}/new-{new_connection_id()[:-1]}"
    tabs = [added(visitor, endpoint=endpoint) for _ in range(3)]
    visitor.send(after=1)
    for connection in gateway.client(endpoint).connections.waiting:
        connection.sock.shutdown(2)
    with logged() as log:
        visitor.send(after=2)
    assert [heard(tab) for tab in tabs] == [[2, 3]] * 3
    assert log.events("fan_out_incomplete") == []


def test_a_frame_of_many_sockets_goes_over_few_connections(visitor: Seat) -> None:
    tabs = [added(visitor) for _ in range(100)]
    visitor.send(after=1)
    visitor.send(after=2)
    assert [heard(tab) for tab in tabs] == [[2, 3]] * 100
    endpoint = f"http://{management_api().domain_name}/{STAGE}"
    assert gateway.ready(endpoint) <= gateway.CONNECTIONS


@WARM_AND_COLD
def test_a_slow_consumer_delays_no_other_socket(visitor: Seat, monkeypatch: pytest.MonkeyPatch, warm: bool) -> None:
    hanging = added(visitor)
    there = [added(visitor) for _ in range(2 * fanout.POSTS_AT_ONCE)]
    monkeypatch.setattr(fanout, "WAIT_SECONDS", 2)
    with management_api().hangs(hanging), logged() as log:
        visitor.send(after=1)
        assert [heard(tab) for tab in there] == [[2]] * len(there)
    assert incomplete(log) == {"late": 1, "delivered": len(there)}


def test_an_expired_row_is_left_out(visitor: Seat) -> None:
    expired, there = added(visitor, expires_in=-1), added(visitor)
    visitor.send(after=1)
    assert (heard(expired), heard(there)) == ([], [2])


@WARM_AND_COLD
def test_a_row_that_cannot_be_deleted_now_is_deleted_by_the_next_push(visitor: Seat, warm: bool) -> None:
    closed = added(visitor)
    management_api().statuses[closed] = 410
    with failing("DeleteItem", unreachable), logged() as log:
        assert visitor.send(after=1).status == 201
    assert incomplete(log) == {"error": 1}
    assert open_sockets(visitor) == {closed}
    visitor.send(after=2)
    assert open_sockets(visitor) == set()


def test_an_audience_that_cannot_be_read_fails_the_push_and_not_the_send(visitor: Seat) -> None:
    there = added(visitor)
    with failing("Query", unreachable), logged() as log:
        assert visitor.send(after=1).status == 201
    assert heard(there) == []
    assert [entry["event"] for entry in log.errors] == ["fan_out_failed"]
    assert visitor.messages(1).body["messages"][0]["id"] == 2


def test_the_sockets_of_an_audience_are_read_strongly(visitor: Seat) -> None:
    with seen() as requests:
        visitor.send(after=1)
    audiences = [parameters for operation, parameters in requests if operation == "Query"]
    assert len(audiences) == 2
    assert all(parameters["ConsistentRead"] for parameters in audiences)


def test_an_audience_that_is_read_slowly_still_gets_the_push(visitor: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    tab = added(visitor)
    monkeypatch.setattr(fanout, "WAIT_SECONDS", 2)

    def slowly(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        if str(parameters.get("TableName")).endswith("-connections"):
            time.sleep(1.2)  # twice, for two audiences
        return forward()

    with interposed(slowly):
        visitor.send(after=1)
    assert heard(tab) == [2]


def test_a_cold_process_creates_its_client_before_the_wait_starts(
    visitor: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    tabs = [added(visitor, endpoint=f"http://{management_api().domain_name}/cold") for _ in range(3)]
    make = gateway.Client

    def slowly(endpoint: str) -> gateway.Client:
        time.sleep(1.5)
        return make(endpoint)

    monkeypatch.setattr(gateway, "Client", slowly)
    monkeypatch.setattr(fanout, "WAIT_SECONDS", 1)
    visitor.send(after=1)
    assert [heard(tab) for tab in tabs] == [[2]] * 3


def test_an_invalid_endpoint_does_not_stop_pushes_to_other_sockets(visitor: Seat) -> None:
    added(visitor, endpoint="not an address")
    there = added(visitor)
    with logged() as log:
        assert visitor.send(after=1).status == 201
    assert heard(there) == [2]
    assert incomplete(log) == {"error": 1, "delivered": 1}
