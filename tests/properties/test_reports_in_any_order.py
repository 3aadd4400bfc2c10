"""Records that come twice, late or in any order give the report of the log."""

import dataclasses
import secrets
from collections import Counter
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.model import BotLine, Conversation, Message, now_ms
from chalicelib.model.reports import HOUR_MS, Case
from chalicelib.notify import records
from chalicelib.notify.reports import cases, counting
from chalicelib.storage import conversations, mapping, reports
from chalicelib.storage.tables import ConversationRow, MessageRow
from tests.integration.background import record

KINDS = ("question", "answer", "bot", "offer", "closed", "reopened", "rated", "edited")
Played = list[tuple[str, int, int]]  # a kind, minutes since the entry before, and a choice of who or how many stars
PLAYED: st.SearchStrategy[Played] = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 400), st.integers(1, 5)), min_size=2, max_size=9
)
DELIVERIES = st.lists(st.tuples(st.booleans(), st.integers(0, 8)), max_size=14)


class Log:
    """A conversation whose entries are stored one after the other."""

    def __init__(self, played: Played) -> None:
        self.site_id, self.id = f"s-{secrets.token_hex(6)}", f"c_{secrets.token_urlsafe(12)}"
        row = Conversation(self.id, self.site_id, "v_1", "Visitor", last_id=len(played), preview="", changed="0")
        ConversationRow.from_raw_data(conversations.to_item(dataclasses.replace(row, created_at=1))).save()
        begin = now_ms() - 9 * 24 * HOUR_MS
        minutes = [sum(each[1] for each in played[: at + 1]) for at in range(len(played))]
        self.entries = [
            self.entry(at + 1, begin + minutes[at] * 60_000, kind, choice)
            for at, (kind, _, choice) in enumerate(played)
        ]
        self.images: list[dict[str, Any]] = []

    def entry(self, id: int, at: int, kind: str, choice: int) -> Message:
        plain = Message(self.id, id, f"client-{id}", "visitor", "v_1", "Visitor", "", at)
        person = {"sender_type": "admin", "sender_id": f"a_{choice % 2}"}
        fields: dict[str, dict[str, Any]] = {
            "question": {},
            "answer": person,
            "bot": {"sender_type": "bot", "bot": BotLine("answer")},
            "offer": {"sender_type": "bot", "bot": BotLine("offer")},
            "closed": {**person, "kind": "closed"},
            "reopened": {**person, "kind": "reopened"},
            "rated": {"kind": "rated", "rating": choice},
            "edited": {"kind": "edited"},
        }
        return dataclasses.replace(plain, **fields[kind])

    def store_next(self) -> None:
        """A rating empties the one before it of the same closing, as `chat.closing` does."""
        entry = self.entries[len(self.images)]
        if entry.kind == "rated":
            for earlier in reversed(self.entries[: len(self.images)]):
                if earlier.kind == "closed":
                    break
                if earlier.kind == "rated":
                    mapping.row_of(MessageRow, dataclasses.replace(earlier, rating=0)).save()
        row = mapping.row_of(MessageRow, entry)
        row.save()
        self.images.append(row.serialize())

    def deliver(self, number: int) -> None:
        with patch.object(records, "CONSEQUENCES", (counting.entry_stored,)):
            answer = records.handle({"Records": [record(self.images[number])]})
        assert answer == {"batchItemFailures": []}

    def report(self) -> Counter[tuple[int, str, str]]:
        return Counter(
            {
                (each.hour, each.subject, metric): amount
                for each in reports.hours(self.site_id, 0, now_ms() + HOUR_MS)
                for metric, amount in each.counts.items()
                if amount
            }
        )

    def expected(self) -> Counter[tuple[int, str, str]]:
        case, found = Case(self.id, self.site_id), Counter[tuple[int, str, str]]()
        for each in self.entries:
            case, counts = cases.after(case, each, lambda start, end: end - start, tuple)
            for count in counts:
                found[count.at - count.at % HOUR_MS, count.subject, count.metric] += count.amount
        return Counter({key: amount for key, amount in found.items() if amount})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(played=PLAYED, deliveries=DELIVERIES, last=st.randoms(use_true_random=False))
def test_any_order_and_repetition_of_the_records_gives_the_same_report(
    played: Played, deliveries: list[tuple[bool, int]], last: Any
) -> None:
    log = Log([("question", 0, 1), *played])
    for store, number in deliveries:
        if store and len(log.images) < len(log.entries):
            log.store_next()
        elif log.images:
            log.deliver(number % len(log.images))
    while len(log.images) < len(log.entries):
        log.store_next()
    left = [*range(len(log.entries))]
    last.shuffle(left)
    for number in left:  # each at least once
        log.deliver(number)
    assert log.report() == log.expected()
    for number in left:  # and all of them again
        log.deliver(number)
    assert log.report() == log.expected()
