"""Append while messages expire, TTL deletes any of the expired ones, and an owner erases conversations.

No message is stored twice, deleted ones included; the rest of the log is complete; and no page waits for a deleted
number.
"""

from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from chalicelib import model
from chalicelib.chat import append, messages, personal_data
from chalicelib.model import Draft, now_ms
from chalicelib.storage import conversations
from chalicelib.storage.tables import MessageRow
from tests.integration.engine import Forward, Rule, hides_a_row, interposed
from tests.properties.stepping import OUTCOMES, Tab, passes
from tests.properties.test_append_interleaved import PROCESSES, TABS, Conversation, numbers

DAYS = 2  # of retention

pytestmark = pytest.mark.timeout(300)  # for machines with other load
HOUR_NS = 3600 * 10**9


class Expiring(Conversation):
    def __init__(self) -> None:
        super().__init__()
        self.hours = 0.0
        real_time_ns = model.time.time_ns
        clock = SimpleNamespace(time_ns=lambda: real_time_ns() + int(self.hours * HOUR_NS))
        self.undo.enter_context(patch.object(model, "time", clock))
        self.undo.enter_context(patch.object(append, "retention_days", lambda _: DAYS))
        self.history: dict[int, str] = {}  # every client_id that was ever stored, by number
        self.cursor = 0
        self.tries: dict[str, int] = {}
        self.left_to_writer: set[str] = set()

    # The events.

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        self.hours += hours

    @rule(data=st.data())
    def ttl_deletes(self, data: st.DataObject) -> None:
        expired = [row for row in self.log() if row.expires_at < now_ms() // 1000]
        for row in data.draw(st.lists(st.sampled_from(expired), unique_by=id)) if expired else []:
            MessageRow(self.id, row.id).delete()

    @rule()
    def erase(self) -> None:
        if self.history:
            personal_data.erase(self.tabs[2].caller, self.id, "203.0.113.7")

    @precondition(lambda self: any(tab.sending for tab in self.tabs))
    @rule(tab=TABS, outcome=st.sampled_from(["passes", "loses its answer", "dies after"]), requests=st.integers(1, 9))
    def step_to_commit(self, tab: int, outcome: str, requests: int) -> None:
        """The next requests of a tab continue; its transaction has this outcome."""
        writer = self.tabs[tab]
        for _ in range(requests):
            if draft := writer.sending:
                writer.step(at_commit(OUTCOMES[outcome]))
                self.take_answer(writer, draft)

    @rule(tab=TABS, process=PROCESSES, again=st.booleans(), behind=st.integers(0, 2), data=st.data())
    def write(self, tab: int, process: int, again: bool, behind: int, data: st.DataObject) -> None:
        writer = self.tabs[tab]
        outbox = self.outboxes[writer.caller.role]
        if writer.sending or (writer.caller.role == "admin" and not self.acknowledged):
            return
        if outbox and again:
            draft = data.draw(st.sampled_from(outbox))
        else:
            draft = self.new_draft(writer, after=max(0, self.cursor - behind))
            outbox.append(draft)
        writer.process = self.processes[process]
        self.begin(writer, draft)

    @rule(limit=st.integers(1, 4), missing=st.booleans())
    def poll(self, limit: int, missing: bool) -> None:
        with interposed(hides_a_row if missing else passes):
            page = messages.since(self.visitor, self.id, self.cursor, limit)
        assert not self.history or page.first_id <= max(self.history) + 1
        beginning = max(self.cursor, page.first_id - 1)
        assert [message.id for message in page.messages] == numbers(beginning, len(page.messages))
        assert [message.client_id for message in page.messages] == [self.history[each.id] for each in page.messages]
        self.cursor = page.last_id

    # The invariants.

    @invariant()
    def the_log_is_whole(self) -> None:
        log = self.log()
        for row in log:
            assert self.history.setdefault(row.id, row.client_id) == row.client_id
        assert sorted(self.history) == numbers(0, len(self.history))
        assert len(set(self.history.values())) == len(self.history)
        conversation = conversations.get(self.id)
        last_id = conversation.last_id if conversation else 0
        assert last_id == len(self.history)
        first_id = conversation.first_id(now_ms()) if conversation else 1
        assert {row.id for row in log} >= set(range(first_id, last_id + 1))
        for message in self.acknowledged.values():
            assert self.history[message.id] == message.client_id

    def teardown(self) -> None:
        try:
            for writer in self.tabs:
                while draft := writer.sending:
                    writer.step(passes)
                    self.take_answer(writer, draft)
            written = {draft.client_id for outbox in self.outboxes.values() for draft in outbox}
            for writer in self.tabs[1:]:
                while outbox := self.outboxes[writer.caller.role]:
                    self.send_until_acknowledged(writer, outbox[0])
            self.the_log_is_whole()
            assert written <= {*self.history.values(), *self.left_to_writer}
            self.poll(limit=200, missing=False)
            assert self.cursor == len(self.history), "a page waits for a deleted number"
        finally:
            self.undo.close()

    # Details.

    def begin(self, writer: Tab, draft: Draft) -> None:
        self.tries[draft.client_id] = self.tries.get(draft.client_id, 0) + 1
        writer.begin(self.id, draft, self.gate)
        self.take_answer(writer, draft)

    def take_answer(self, writer: Tab, draft: Draft) -> None:
        """A message whose base has expired is refused, and sent again if no other attempt can have stored it."""
        if writer.sending or not writer.refused:
            super().take_answer(writer, draft)
            return
        writer.refused = False
        self.tries[draft.client_id] -= 1
        outbox = self.outboxes[writer.caller.role]
        if draft not in outbox:
            return
        at = outbox.index(draft)
        if self.tries[draft.client_id]:
            self.left_to_writer.add(outbox.pop(at).client_id)
            return
        conversation = conversations.get(self.id)
        assert conversation is not None
        rest: dict[str, Any] = {name: getattr(draft, name) for name in ("sender_type", "sender_id", "sender_name")}
        outbox[at] = Draft(draft.client_id, draft.body, conversation.last_id, **rest)

    def send_until_acknowledged(self, writer: Tab, draft: Draft) -> None:
        outbox = self.outboxes[writer.caller.role]
        done = self.acknowledged.keys() | self.left_to_writer
        while draft.client_id not in done:
            self.begin(writer, draft)
            while writer.sending:
                writer.step(passes)
                self.take_answer(writer, draft)
            done = self.acknowledged.keys() | self.left_to_writer
            draft = next((each for each in outbox if each.client_id == draft.client_id), draft)


def at_commit(outcome: Rule) -> Rule:
    def rule(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        return (outcome if operation == "TransactWriteItems" else passes)(operation, parameters, forward)

    return rule


TestAppendWhileMessagesExpire = Expiring.TestCase
TestAppendWhileMessagesExpire.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
