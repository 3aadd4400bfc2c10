"""Append in several processes, of which each goes by what it stored last, while other calls change the conversation's
row between its requests: read marks, the contact, tags, and an erasure.

Whatever a process remembers, the row is what follows from the calls in the order in which they were stored."""

import dataclasses
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from chalicelib.chat import contacts, personal_data, read_marks
from chalicelib.desk import work
from chalicelib.errors import TooManyContactChanges
from chalicelib.model import AdminCaller, Contact, VisitorCaller
from chalicelib.storage import conversations
from chalicelib.storage.tables import ConversationRow
from tests.api_client import new_client_id
from tests.properties.stepping import OUTCOMES
from tests.properties.test_append_interleaved import TABS
from tests.properties.test_append_while_messages_expire import Expiring, at_commit

pytestmark = pytest.mark.timeout(300)  # for machines with other load

STARTED = precondition(lambda self: bool(self.history))


class Remembering(Expiring):
    """Messages are erased here, and none expires by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.contact: str | None = None
        self.tag = ""
        self.marks = {"visitor": 0, "admin": 0}
        self.changed = ""

    @property
    def admin(self) -> AdminCaller:
        caller = self.tabs[2].caller
        assert isinstance(caller, AdminCaller)
        return caller

    # The events. Few, so that most runs have many messages that are stored on what a process remembers.

    time_passes = ttl_deletes = write = step = None  # type: ignore[assignment]

    @rule(
        tab=TABS,
        process=st.sampled_from([0, 0, 0, 1]),
        outcome=st.sampled_from(["stops", "passes", "passes", "passes", "loses its answer", "dies after"]),
        again=st.booleans(),
        reader=st.sampled_from(["", "visitor", "admin"]),
    )
    def send(self, tab: int, process: int, outcome: str, again: bool, reader: str) -> None:
        """A page that has read everything sends a message, or repeats one. It stops before its first request, where
        somebody may read the conversation; then its transaction has this outcome."""
        writer = self.tabs[tab]
        outbox = self.outboxes[writer.caller.role]
        if writer.sending or (writer.caller.role == "admin" and not self.acknowledged):
            return
        if not (again and outbox):
            outbox.append(self.new_draft(writer, after=len(self.history)))
        draft = outbox[0 if again else -1]
        writer.process = self.processes[process]
        self.begin(writer, draft)
        if reader and self.history:
            self.somebody_reads(reader, 0)
        while writer.sending and outcome != "stops":
            writer.step(at_commit(OUTCOMES[outcome]))
            self.take_answer(writer, draft)

    @rule(seconds=st.integers(0, 3))
    def another_clock(self, seconds: int) -> None:
        """The calls that follow are served by machines whose clocks are this far ahead."""
        self.hours = seconds / 3600

    def somebody_reads(self, side: str, back: int) -> None:
        id = max(self.history) - back
        read_marks.mark_read(self.visitor if side == "visitor" else self.admin, self.id, id)
        self.marks[side] = max(self.marks[side], id)

    @STARTED
    @rule(name=st.sampled_from(["Anna", "Ben"]))
    def the_visitor_gives_a_name(self, name: str) -> None:
        assert isinstance(self.visitor, VisitorCaller)
        try:
            contacts.change(self.visitor, Contact(name=name))
        except TooManyContactChanges:
            return
        self.contact = name

    @STARTED
    @rule(tag=st.sampled_from(["vip", "billing"]))
    def an_admin_tags(self, tag: str) -> None:
        row = self.row()
        if tag not in row.tags:
            work.tag(self.admin, self.id, [tag], list(row.tags), new_client_id(), row.desk_id)
        self.tag = tag

    @rule()
    def erase(self) -> None:
        if self.history:
            personal_data.erase(self.admin, self.id, "203.0.113.7")
            self.contact, self.tag = None, ""

    # The invariants.

    @invariant()
    def the_row_is_what_follows_from_the_calls(self) -> None:
        if not self.history:
            return
        row = self.row()
        assert (row.contact_name, row.tags) == (self.contact, (self.tag,) if self.tag else ())
        assert row.visitor_read >= self.marks["visitor"]
        assert row.admin_read >= self.marks["admin"]
        log = self.log()
        assert row.preview == (log[-1].body if log else "")
        assert row.last_at == (log[-1].sent_at if log else row.last_at)
        assert row.changed >= self.changed
        self.changed = row.changed

    @invariant()
    def the_keys_of_the_indexes_follow_from_the_row(self) -> None:
        if not self.history:
            return
        stored: Any = ConversationRow.get(self.id, consistent_read=True)
        keys = tuple(getattr(stored, name) for name in conversations.INDEX_KEYS)
        assert keys == conversations.index_keys(self.row())

    # Details.

    def row(self) -> Any:
        row = conversations.get(self.id)
        assert row is not None
        return dataclasses.replace(row)


TestAppendOnMemory = Remembering.TestCase
TestAppendOnMemory.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
