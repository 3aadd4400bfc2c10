"""Messages after a number: the call for first load, reconnect, polling and gap repair."""

from typing import Any

import pytest

from chalicelib.storage.tables import MessageRow
from tests.api_client import Seat, Shop, across
from tests.integration.engine import Forward, interposed, seen, writes

TEXTS = {
    "4,000 emoji": "\N{TEAPOT}" * 4000,
    "an emoji of many parts": "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}",
    "hebrew with a mark of direction": "\N{RIGHT-TO-LEFT MARK}שלום, יש קומקום כחול?",
    "arabic": "هل الإبريق الأزرق متوفر؟",
    "an accent of its own, not composed": "cafe\N{COMBINING ACUTE ACCENT}",
    "spaces, tabs and line ends": "  one\ttwo\r\nthree\n ",
    "markup": "<script>alert('&amp;')</script> \"quoted\" \\n",
    "line separators and a byte order mark": "\N{LINE SEPARATOR}x\N{ZERO WIDTH NO-BREAK SPACE}",
    "the last code point": "\U0010ffff",
}


@pytest.fixture(scope="module")
def long() -> tuple[Seat, Seat]:
    """Both sides of a conversation of 205 messages. Tests do not send in it."""
    shop = Shop()
    visitor = shop.visitor()
    for number in range(205):
        assert visitor.send(f"message {number + 1}", after=number).status == 201
    return visitor, across(shop.admin(), visitor.conversation_id)


@pytest.mark.parametrize("limit", [1, 7, 100, 200])
def test_pages_drain_in_order_whatever_their_size(long: tuple[Seat, Seat], limit: int) -> None:
    visitor, _ = long
    since = 180 if limit == 1 else 0
    assert [message["body"] for message in visitor.drained(since, limit)] == [
        f"message {number}" for number in range(since + 1, 206)
    ]


def test_a_page_has_100_messages_by_default_and_names_its_last_number(long: tuple[Seat, Seat]) -> None:
    page = long[0].api.get("/chatbot/messages?since_id=3").body
    assert [message["id"] for message in page["messages"]] == list(range(4, 104))
    assert (page["last_id"], page["has_more"]) == (103, True)


def test_without_a_number_the_page_starts_at_the_first_message(long: tuple[Seat, Seat]) -> None:
    assert long[0].api.get("/chatbot/messages").body["messages"][0]["id"] == 1


def test_both_sides_read_the_same_log(long: tuple[Seat, Seat]) -> None:
    visitor, maya = long
    assert visitor.drained() == maya.drained()


def test_the_last_page_reports_that_there_is_no_more(long: tuple[Seat, Seat]) -> None:
    page = long[0].messages(200, limit=5).body
    assert (page["last_id"], page["has_more"], len(page["messages"])) == (205, False, 5)


@pytest.mark.parametrize("side", [0, 1], ids=["visitor", "admin"])
def test_a_number_beyond_the_log_is_refused(long: tuple[Seat, Seat], side: int) -> None:
    answer = long[side].messages(206)
    assert (answer.status, answer.code, answer.body["error"]["field"]) == (409, "cursor_ahead", "since_id")


def test_a_poll_that_finds_nothing_is_small(long: tuple[Seat, Seat]) -> None:
    for seat in long:
        answer = seat.messages(205)
        assert answer.body["messages"] == []
        assert len(answer.raw.encode()) < 300


def test_before_the_first_message_the_page_is_empty_and_nothing_is_stored() -> None:
    visitor = Shop().visitor()
    with seen() as requests:
        answer = visitor.messages()
    assert answer.body == {
        "messages": [],
        "last_id": 0,
        "has_more": False,
        "read": {"visitor": 0, "admin": 0},
        "created_at": 0,
    }
    assert writes(requests) == []


def test_every_read_is_strong_and_none_scans(long: tuple[Seat, Seat]) -> None:
    with seen() as requests:
        long[0].drained()
        long[1].drained(200)
    assert {operation for operation, _ in requests} == {"GetItem", "Query"}
    assert all(parameters["ConsistentRead"] for _, parameters in requests)


def test_a_page_ends_before_a_hole_in_a_query_and_the_next_page_fills_it() -> None:
    visitor = Shop().visitor()
    for number in range(6):
        visitor.send(after=number)
    hidden = ["4"]

    def rule(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        answer = forward()
        if operation == "Query" and hidden:
            missing = hidden.pop()
            answer["Items"] = [item for item in answer["Items"] if item["id"]["N"] != missing]
            answer["Count"] = len(answer["Items"])
        return answer

    with interposed(rule):
        cut, rest = visitor.messages(1).body, visitor.messages(3).body
    assert ([message["id"] for message in cut["messages"]], cut["last_id"], cut["has_more"]) == ([2, 3], 3, True)
    assert ([message["id"] for message in rest["messages"]], rest["has_more"]) == ([4, 5, 6], False)


def test_no_message_after_a_missing_row_is_ever_returned() -> None:
    visitor = Shop().visitor()
    for number in range(4):
        visitor.send(after=number)
    MessageRow(visitor.conversation_id, 2).delete()
    page = visitor.messages(0).body
    assert ([message["id"] for message in page["messages"]], page["last_id"], page["has_more"]) == ([1], 1, True)
    assert visitor.messages(1).body["messages"] == []


def test_a_message_that_is_stored_while_the_page_is_read_is_in_the_next_one() -> None:
    """A cursor beyond the row that was read could be refused by the next read."""
    visitor = Shop().visitor()
    visitor.send("first")
    late = ["second"]

    def rule(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        if operation == "Query" and late:
            visitor.send(late.pop(), after=1)
        return forward()

    with interposed(rule):
        page = visitor.messages(0).body
    following = visitor.messages(page["last_id"]).body
    assert [message["body"] for message in page["messages"] + following["messages"]] == ["first", "second"]
    assert (following["last_id"], following["has_more"]) == (2, False)


def test_a_page_stops_at_its_limit_of_bytes_and_the_next_one_continues() -> None:
    visitor = Shop().visitor()
    for number in range(40):
        visitor.send("\N{TEAPOT}" * 4000, after=number)
    page = visitor.messages(0, limit=200)
    assert 512 * 1024 <= len(page.raw.encode()) < 600 * 1024
    assert page.body["has_more"] is True
    assert [message["id"] for message in visitor.drained()] == list(range(1, 41))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_is_returned_byte_for_byte_on_both_sides(text: str) -> None:
    shop = Shop()
    visitor = shop.visitor()
    sent = visitor.send(text)
    assert sent.body["message"]["body"].encode() == text.encode()
    for seat in (visitor, across(shop.admin(), visitor.conversation_id)):
        assert seat.messages().body["messages"][0]["body"].encode() == text.encode()


def test_a_reply_has_the_admins_name_and_a_visitors_message_the_visitors() -> None:
    shop = Shop()
    visitor = shop.visitor()
    visitor.send()
    across(shop.admin("Noor"), visitor.conversation_id).send(after=1)
    assert [(message["sender_type"], message["sender_name"]) for message in visitor.drained()] == [
        ("visitor", "Visitor"),
        ("admin", "Noor"),
    ]


def test_a_second_tab_reads_the_same_conversation() -> None:
    shop = Shop()
    visitor = shop.visitor()
    visitor.send("from the first tab")
    tab = shop.visitor(earlier=visitor.api.token)
    assert tab.conversation_id == visitor.conversation_id
    assert tab.drained() == visitor.drained()
