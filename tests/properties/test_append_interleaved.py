"""Append under random interleavings: tabs that send and retry at the same time, lost responses, crashes between steps,
and reads that miss rows."""

import dataclasses
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chalicelib.chat import append, messages, remembered
from chalicelib.identity.visitors import new_visitor
from chalicelib.model import AdminCaller, Draft, Message
from chalicelib.storage import conversations
from chalicelib.storage.tables import MessageRow
from tests.api_client import WIDE, new_client_id
from tests.integration.engine import hides_a_row, interposed
from tests.properties.stepping import OUTCOMES, Gate, Process, Tab, passes

TABS = st.integers(0, 2)
PROCESSES = st.integers(0, 1)


class Conversation(RuleBasedStateMachine):
    """Two tabs of one visitor share an outbox, as browser tabs do; an admin has another."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = ExitStack()
        self.gate = Gate()
        self.undo.enter_context(interposed(self.gate))
        self.undo.enter_context(patch.object(append, "PAUSE_SECONDS", 0))
        self.undo.enter_context(patch.object(remembered, "memory", self.gate.memory()))
        self.processes = [Process(), Process()]
        self.visitor = dataclasses.replace(new_visitor("property-site"), limits=WIDE)
        self.id = self.visitor.conversation_id
        admin = AdminCaller("property-site", "a_1", "Maya", session_id="s_1", account_role="agent")
        self.tabs = [Tab(self.visitor), Tab(self.visitor), Tab(admin)]
        self.outboxes: dict[str, list[Draft]] = {"visitor": [], "admin": []}
        self.acknowledged: dict[str, Message] = {}
        self.read: list[Message] = []

    # The events.

    @initialize(messages=st.integers(0, 5))
    def some_messages_exist(self, messages: int) -> None:
        for _ in range(messages):
            self.send_until_acknowledged(self.tabs[0], self.new_draft(self.tabs[0], after=len(self.acknowledged)))

    @rule(tab=TABS, process=PROCESSES, again=st.booleans(), behind=st.integers(0, 2), data=st.data())
    def write(self, tab: int, process: int, again: bool, behind: int, data: st.DataObject) -> None:
        """A tab sends a new message with the cursor that it had, or retries one from its outbox."""
        writer = self.tabs[tab]
        outbox = self.outboxes[writer.caller.role]
        if writer.sending or (writer.caller.role == "admin" and not self.acknowledged):
            return
        if outbox and again:
            draft = data.draw(st.sampled_from(outbox))
        else:
            draft = self.new_draft(writer, after=max(0, len(self.read) - behind))
            outbox.append(draft)
        writer.process = self.processes[process]
        writer.begin(self.id, draft, self.gate)
        self.take_answer(writer, draft)

    @precondition(lambda self: any(tab.sending for tab in self.tabs))
    @rule(tab=TABS, outcomes=st.lists(st.sampled_from(["passes"] * 4 + list(OUTCOMES)), min_size=1, max_size=3))
    def step(self, tab: int, outcomes: list[str]) -> None:
        """The next requests of a tab continue."""
        writer = self.tabs[tab]
        for outcome in outcomes:
            if draft := writer.sending:
                writer.step(OUTCOMES[outcome])
                self.take_answer(writer, draft)

    @rule(limit=st.integers(1, 4), missing=st.booleans())
    def poll(self, limit: int, missing: bool) -> None:
        """A page requests the next messages, and appends them to what it has read."""
        with interposed(hides_a_row if missing else passes):
            page = messages.since(self.visitor, self.id, len(self.read), limit)
        assert [message.id for message in page.messages] == numbers(len(self.read), len(page.messages))
        self.read += page.messages

    # The invariants.

    @invariant()
    def the_log_is_whole(self) -> None:
        """The log has no holes or duplicates, and has the acknowledged messages. What was read is its beginning."""
        log = self.log()
        assert [row.id for row in log] == numbers(0, len(log))
        assert len({row.client_id for row in log}) == len(log)
        conversation = conversations.get(self.id)
        assert (conversation.last_id if conversation else 0) == len(log)
        stored = {row.client_id: (row.id, row.body) for row in log}
        for message in self.acknowledged.values():
            assert stored[message.client_id] == (message.id, message.body)
        assert [message.client_id for message in self.read] == [row.client_id for row in log[: len(self.read)]]

    @invariant()
    def what_a_process_remembers_of_this_version_is_the_row(self) -> None:
        """Read marks move without another version, and the conversation's last change with them."""
        row = conversations.get(self.id)
        for process in self.processes:
            known = process.rows.get(self.id)
            if known and row and known.version == row.version:
                moved = {"visitor_read": row.visitor_read, "admin_read": row.admin_read, "changed": row.changed}
                assert dataclasses.replace(known, **moved) == row
                assert known.visitor_read <= row.visitor_read
                assert known.admin_read <= row.admin_read
                assert known.changed <= row.changed

    def teardown(self) -> None:
        """Without further faults, every message is sent until it is acknowledged, and is stored once."""
        try:
            for writer in self.tabs:
                while draft := writer.sending:
                    writer.step(passes)
                    self.take_answer(writer, draft)
            written = [draft.client_id for outbox in self.outboxes.values() for draft in outbox]
            for writer in self.tabs[1:]:
                for draft in list(self.outboxes[writer.caller.role]):
                    self.send_until_acknowledged(writer, draft)
            self.the_log_is_whole()
            assert {row.client_id for row in self.log()} == {*written, *self.acknowledged}
            self.poll(limit=200, missing=False)
            assert len(self.read) == len(self.log())
        finally:
            self.undo.close()

    # Details.

    def new_draft(self, writer: Tab, after: int) -> Draft:
        client_id, caller = new_client_id(), writer.caller
        return Draft(client_id, f"text of {client_id}", after, caller.role, caller.id, caller.name)

    def take_answer(self, writer: Tab, draft: Draft) -> None:
        assert not writer.refused
        if writer.sending or not writer.answer:
            return
        message, _ = writer.answer
        assert (message.client_id, message.body) == (draft.client_id, draft.body)
        assert self.acknowledged.setdefault(message.client_id, message) == message
        outbox = self.outboxes[writer.caller.role]
        if draft in outbox:
            outbox.remove(draft)

    def send_until_acknowledged(self, writer: Tab, draft: Draft) -> None:
        while draft.client_id not in self.acknowledged:
            writer.begin(self.id, draft, self.gate)
            while writer.sending:
                writer.step(passes)
            self.take_answer(writer, draft)

    def log(self) -> list[Any]:
        return list(MessageRow.query(self.id, consistent_read=True))


def numbers(after: int, how_many: int) -> list[int]:
    return list(range(after + 1, after + 1 + how_many))


TestAppendInterleaved = Conversation.TestCase
TestAppendInterleaved.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
