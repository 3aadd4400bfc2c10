"""A large audience is handed over to a function of its own: one request more for the sender, whatever its size."""

import time
from collections import Counter
from collections.abc import Iterator

import pytest

from chalicelib import events
from chalicelib.aws import functions
from chalicelib.model import Connection
from chalicelib.realtime import fanout, gateway, handed_over
from chalicelib.storage import connections
from tests.api_client import Seat, Shop
from tests.integration.background import Background, background
from tests.integration.engine import failing, seen, unreachable
from tests.integration.log_lines import logged
from tests.integration.management_api import STAGE, management_api, new_connection_id

THOUSAND = 1_000


@pytest.fixture
def work() -> Iterator[Background]:
    with background() as running:
        yield running


def admins_of(shop: Shop) -> str:
    return events.admins_audience(shop.site.site_id)


def added(audience: str, count: int, session: str = "a_noor/s_1", endpoint: str = "") -> list[str]:
    """Stores sockets without handshakes."""
    now = int(time.time())
    ids = [new_connection_id() for _ in range(count)]
    for id in ids:
        connections.put(
            Connection(
                id=id,
                audience=audience,
                session=session,
                checked_at=now,
                endpoint=endpoint or f"http://{management_api().domain_name}/{STAGE}",
                expires_at=now + 600,
            )
        )
    return ids


def heard(ids: list[str]) -> list[list[int]]:
    return [[frame["id"] for frame in management_api().frames(id)] for id in ids]


def test_an_audience_that_is_not_large_is_pushed_to_within_the_send(
    shop: Shop, visitor: Seat, work: Background
) -> None:
    pages = added(admins_of(shop), fanout.SMALL)
    visitor.send(after=1)
    assert heard(pages) == [[2]] * fanout.SMALL
    assert (work.handed_over, work.requests) == ([], [])


def test_a_large_audience_is_handed_over_and_the_visitors_own_tabs_are_not(
    shop: Shop, visitor: Seat, work: Background
) -> None:
    pages = added(admins_of(shop), fanout.SMALL + 1)
    tabs = added(events.visitor_audience(visitor.visitor_id), 2, session="")
    with logged() as log:
        assert visitor.send(after=1).status == 201
    assert heard(tabs) == [[2]] * 2
    assert heard(pages) == [[]] * len(pages)
    assert [(each["audiences"], each["event"]["id"]) for each in work.handed_over] == [([admins_of(shop)], 2)]
    assert [line["handed_over"] for line in log.events("request")] == [1]
    work.push_handed_over()
    assert heard(pages) == [[2]] * len(pages)
    assert heard(tabs) == [[2]] * 2


def test_a_thousand_pages_cost_a_sender_one_request_and_no_post(shop: Shop, visitor: Seat, work: Background) -> None:
    pages = added(admins_of(shop), THOUSAND)
    before = len(management_api().posted)
    with seen() as requests:
        assert visitor.send(after=1).status == 201
    assert [path.rpartition("/")[2] for _, path in work.requests] == ["invocations"]
    assert len(management_api().posted) == before
    assert Counter(operation for operation, _ in requests)["Query"] == 2  # both audiences, one page each
    with seen() as requests, logged() as log:
        work.push_handed_over()
    assert heard(pages) == [[2]] * THOUSAND
    assert Counter(operation for operation, _ in requests) == {"Query": 1}
    assert [line["sockets"] for line in log.events("fan_out")] == [THOUSAND]
    assert gateway.ready(f"http://{management_api().domain_name}/{STAGE}") <= handed_over.PACE.at_once


def test_an_event_that_is_pushed_twice_and_late_says_the_same(shop: Shop, visitor: Seat, work: Background) -> None:
    """What pages make of events in any order: tests/client/delivery."""
    (page, *_) = added(admins_of(shop), fanout.SMALL + 1)
    visitor.send(after=1)
    visitor.send(after=2)
    work.handed_over.reverse()
    work.push_handed_over(again=True)
    work.push_handed_over()
    assert heard([page]) == [[3, 2, 3, 2]]
    frames = management_api().frames(page)
    assert frames[:2] == frames[2:]


@pytest.mark.parametrize("fault", ["refused", "unreachable"])
def test_an_audience_that_cannot_be_handed_over_is_pushed_to_within_the_send(
    shop: Shop, visitor: Seat, work: Background, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = added(admins_of(shop), 3 * fanout.SMALL)
    if fault == "refused":
        work.refusals.append((429, "TooManyRequestsException"))
    else:
        nowhere = functions.Connections("lambda", "http://127.0.0.1:9", 1, 1, 1)
        monkeypatch.setattr(functions.client(), "connections", nowhere)
    with logged() as log:
        assert visitor.send(after=1).status == 201
    assert heard(pages) == [[2]] * len(pages)
    assert work.handed_over == []
    assert [line["cause"] for line in log.events("fan_out_not_handed_over")]


def test_a_function_that_fails_loses_nothing_that_pages_do_not_find(
    shop: Shop, visitor: Seat, work: Background
) -> None:
    added(admins_of(shop), fanout.SMALL + 1)
    visitor.send(after=1)
    with failing("Query", unreachable), logged() as log:
        work.push_handed_over()
    assert [entry["event"] for entry in log.errors] == ["fan_out_failed"]
    assert [message["id"] for message in visitor.messages(1).body["messages"]] == [2]


def test_rows_that_are_no_open_sockets_make_no_audience_large(shop: Shop, visitor: Seat, work: Background) -> None:
    audience = admins_of(shop)
    for number in range(3 * fanout.SMALL):
        connections.choose(audience, f"a_{number}", True)
    pages = added(audience, fanout.SMALL)
    visitor.send(after=1)
    assert work.handed_over == []
    assert heard(pages) == [[2]] * fanout.SMALL


def test_refused_posts_are_repeated_by_the_function_and_not_by_a_sender(
    shop: Shop, visitor: Seat, work: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    pages = added(admins_of(shop), fanout.SMALL + 1)
    throttled, failing_now, gone = pages[:3]
    management_api().statuses.update({throttled: 429, failing_now: 500})

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        management_api().statuses[throttled] = 200

    monkeypatch.setattr(fanout, "pause", pause)
    management_api().statuses[gone] = 410
    visitor.send(after=1)
    with logged() as log:
        work.push_handed_over()
    (line,) = log.events("fan_out_incomplete")
    assert (line["delivered"], line["failed"], line["gone"]) == (fanout.SMALL - 1, 1, 1)
    assert heard([throttled, failing_now, gone]) == [[2, 2], [2, 2, 2], [2]]
    assert len(pauses) == 2
    assert all(0 <= each <= 2 * fanout.PAUSE_SECONDS for each in pauses)
    assert gone not in {each.id for each in connections.in_audience(admins_of(shop))}


def test_a_page_that_hangs_delays_none_of_a_large_audience(
    shop: Shop, visitor: Seat, work: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = added(admins_of(shop), 3 * fanout.SMALL)
    hanging = pages[::8]
    monkeypatch.setattr(handed_over, "PACE", handed_over.PACE._replace(at_once=2, seconds=3))
    visitor.send(after=1)
    with management_api().hangs(*hanging), logged() as log:
        work.push_handed_over()
    assert heard(pages) == [[2]] * len(pages)
    (line,) = log.events("fan_out_incomplete")
    assert (line["late"], line["delivered"]) == (len(hanging), len(pages) - len(hanging))


def test_the_senders_own_pages_come_first(shop: Shop, work: Background, monkeypatch: pytest.MonkeyPatch) -> None:
    added(admins_of(shop), fanout.SMALL)
    (own,) = added(admins_of(shop), 1, session="a_maya/s_1")
    monkeypatch.setattr(handed_over, "PACE", handed_over.PACE._replace(at_once=1))
    before = len(management_api().posted)
    fanout.publish([admins_of(shop)], events.messages_read("c_0000000000000000", "visitor", 1), sender="a_maya/s_1")
    work.push_handed_over()
    assert [*management_api().posted][before:][0] == own
