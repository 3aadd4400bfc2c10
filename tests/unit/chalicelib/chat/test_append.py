"""The parts of append that need no store. The rest is tested in tests/integration/chat/test_append_once.py."""

import dataclasses

import pytest

from chalicelib.chat import append
from chalicelib.chat.entries import next_change, next_of
from chalicelib.model import Conversation, Draft, now_ms

EMPTY = Conversation(id="c_1", site_id="default", visitor_id="v_1", visitor_name="Visitor", stored=False, changed="")
DRAFT = Draft(
    client_id="client-01", body="Hello", after=0, sender_type="visitor", sender_id="v_1", sender_name="Visitor"
)


def test_the_first_message_is_number_one_and_opens_the_conversation() -> None:
    message, grown = next_of(EMPTY, DRAFT, days=0, now=now_ms())
    assert (message.id, grown.last_id, grown.stored, grown.created_at) == (1, 1, True, message.sent_at)


def test_a_sender_who_had_received_everything_has_read_everything() -> None:
    _, grown = next_of(EMPTY, DRAFT, days=0, now=now_ms())
    assert (grown.visitor_read, grown.admin_read) == (1, 0)


def test_the_mark_of_a_sender_who_had_not_received_the_latest_message_stays() -> None:
    behind = dataclasses.replace(EMPTY, stored=True, last_id=3, visitor_read=1)
    _, grown = next_of(behind, dataclasses.replace(DRAFT, after=1), days=0, now=now_ms())
    assert (grown.last_id, grown.visitor_read) == (4, 1)


def test_the_preview_is_one_short_line() -> None:
    _, grown = next_of(EMPTY, dataclasses.replace(DRAFT, body="  two\n\nlines " + "x" * 500), days=0, now=now_ms())
    assert grown.preview.startswith("two lines x")
    assert len(grown.preview) == 120


def test_the_inbox_key_grows_even_when_the_clock_goes_back() -> None:
    later = dataclasses.replace(EMPTY, changed=next_change(EMPTY, now=2_000))
    assert next_change(later, now=1_000) > later.changed


def test_attempts_pause_longer_and_longer_and_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(append.time, "sleep", pauses.append)
    monkeypatch.setattr(append.random, "uniform", lambda low, high: high)
    assert list(append.attempts()) == list(range(append.ATTEMPTS))
    assert pauses == [append.PAUSE_SECONDS * 2**n for n in range(append.ATTEMPTS - 1)]


SAID = dataclasses.replace(
    EMPTY, stored=True, last_id=4, last_at=1_000, last_sender="admin", preview="Said last", visitor_read=4, admin_read=2
)


def quiet(conversation: Conversation) -> Conversation:
    draft = dataclasses.replace(DRAFT, kind="edited", target=2, body="Changed", after=0)
    return next_of(conversation, draft, days=0, now=now_ms())[1]


def test_a_quiet_entry_has_a_number_and_leaves_the_preview_and_the_order_of_the_inbox() -> None:
    grown = quiet(SAID)
    assert (grown.last_id, grown.last_at, grown.last_sender, grown.preview) == (5, 1_000, "admin", "Said last")
    assert grown.changed > SAID.changed  # an open page reads it


def test_whoever_had_read_everything_has_nothing_to_read_after_a_quiet_entry() -> None:
    grown = quiet(SAID)
    assert (grown.visitor_read, grown.admin_read) == (5, 2)


def test_erased_messages_count_as_read_before_a_quiet_entry() -> None:
    erased = dataclasses.replace(SAID, kept_from=5)
    assert not erased.unread
    assert not quiet(erased).unread
