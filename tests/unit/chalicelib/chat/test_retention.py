"""How long messages are kept, for any changes of the setting and any difference of clocks."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.chat import retention
from chalicelib.chat.entries import next_of
from chalicelib.model import Conversation, Draft, Message, now_ms

EMPTY = Conversation(id="c_1", site_id="default", visitor_id="v_1", visitor_name="Visitor", stored=False)
DRAFT = Draft(
    client_id="client-01", body="Hello", after=0, sender_type="visitor", sender_id="v_1", sender_name="Visitor"
)
DAY = retention.DAY_MS
MINUTES = 10 * 60 * 1000  # how much clocks may differ
BEGAN = 1_784_188_800_000

# For each message: hours since the previous one, the retention when it is written, the error of its writer's clock.
WRITINGS = st.lists(
    st.tuples(st.integers(0, 60 * 24), st.sampled_from([0, 1, 2, 30, 31, 365]), st.integers(-MINUTES, MINUTES)),
    min_size=1,
    max_size=30,
)
STEADY = st.lists(st.tuples(st.integers(0, 24 * 9), st.just(30), st.integers(-MINUTES, MINUTES)), max_size=80)


def written(writings: list[tuple[int, int, int]]) -> tuple[list[Message], list[Conversation]]:
    """Returns the messages, and the row after each of them."""
    now, row, messages, rows = BEGAN, EMPTY, [], []
    for hours, days, wrong in writings:
        now += hours * 3600 * 1000
        message, grown = at(now + wrong, row, days)
        messages.append(message)
        rows.append(row := grown)
    return messages, rows


def at(now: int, row: Conversation, days: int) -> tuple[Message, Conversation]:
    message, grown = next_of(row, DRAFT, days=0, now=now_ms())
    message = dataclasses.replace(message, sent_at=now, expires_at=retention.expires_at(now, days))
    return message, retention.with_message(grown, row, message, days)


@settings(max_examples=300, deadline=None)
@given(WRITINGS)
def test_before_ttl_may_delete_a_message_every_reader_treats_it_as_expired(
    writings: list[tuple[int, int, int]],
) -> None:
    """For any later row, and with a clock that is behind."""
    messages, rows = written(writings)
    for message in messages:
        if message.expires_at is not None:
            slowest = message.expires_at * 1000 - MINUTES
            for row in rows[message.id - 1 :]:
                assert row.first_id(slowest) > message.id


@settings(max_examples=200, deadline=None)
@given(WRITINGS)
def test_no_message_expires_early_except_with_those_that_follow_it(writings: list[tuple[int, int, int]]) -> None:
    messages, rows = written(writings)
    days = [each for _, each, _ in writings]
    for row in rows:
        for stretch in row.stretches:
            last = messages[stretch.last_id - 1]
            assert stretch.gone_at >= last.sent_at + days[last.id - 1] * DAY


@settings(max_examples=200, deadline=None)
@given(WRITINGS)
def test_the_first_number_of_a_log_only_grows(writings: list[tuple[int, int, int]]) -> None:
    """With any clock that reads a row before the next row exists."""
    _, rows = written(writings)
    true = BEGAN + writings[0][0] * 3600 * 1000
    for earlier, later, (hours, _, _) in zip(rows, rows[1:], writings[1:], strict=False):
        true += hours * 3600 * 1000
        for now in (true - MINUTES, true, true + MINUTES):
            assert later.first_id(now) >= earlier.first_id(now)


@settings(max_examples=200, deadline=None)
@given(WRITINGS)
def test_a_row_expires_after_all_of_its_messages_or_never(writings: list[tuple[int, int, int]]) -> None:
    messages, rows = written(writings)
    lives = [message.expires_at for message in messages]
    if None in lives:
        assert rows[-1].expires_at is None
    else:
        assert rows[-1].expires_at >= max(life or 0 for life in lives) + retention.ROW_SECONDS


@settings(max_examples=100, deadline=None)
@given(STEADY)
def test_a_row_stores_few_stretches(writings: list[tuple[int, int, int]]) -> None:
    _, rows = written(writings)
    assert max([0, *(len(row.stretches) for row in rows)]) <= 12


def test_a_message_is_hidden_after_its_days_and_deleted_a_tenth_and_two_days_later() -> None:
    message, row = at(BEGAN, EMPTY, days=30)
    assert (row.first_id(BEGAN + 30 * DAY - 1), row.first_id(BEGAN + 30 * DAY)) == (1, 2)
    assert message.expires_at == (BEGAN + 35 * DAY) // 1000
    assert row.expires_at == (BEGAN + 65 * DAY) // 1000


def test_without_a_retention_nothing_expires_and_no_stretch_is_stored() -> None:
    message, row = at(BEGAN, EMPTY, days=0)
    assert (message.expires_at, row.expires_at, row.stretches, row.kept_from) == (None, None, (), 1)
    assert row.first_id(now_ms() + 10_000 * DAY) == 1


def test_a_shorter_retention_applies_to_earlier_messages_too() -> None:
    _, row = at(BEGAN, EMPTY, days=365)
    _, row = at(BEGAN + DAY, row, days=7)
    assert row.first_id(BEGAN + 8 * DAY) == 3


def test_messages_without_an_expiry_are_hidden_with_later_ones_and_the_row_stays() -> None:
    _, row = at(BEGAN, EMPTY, days=0)
    _, row = at(BEGAN + DAY, row, days=7)
    assert row.first_id(BEGAN + 8 * DAY) == 3
    assert row.expires_at is None
