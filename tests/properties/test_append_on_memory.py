"""Append in several processes, of which each goes by what it stored last, while other calls change the conversation's
row between its requests: messages, read marks, the contact, tags, snoozes, deleted messages, and an erasure.

Whatever a process remembers, the row is what follows from the calls in the order in which they were stored. And a
process goes by its memory only where docs/adr/0014-sends-without-a-read.md says so.

Faults that were put in by hand, and that it found with its own number of examples: a transaction without the condition
on the version; a memory that is used wherever the message begins; a memory that is kept after a refusal. It did not
find a quiet entry that does not require the read marks: tests/integration/chat/test_append_on_memory.py does.
"""

import dataclasses
from collections.abc import Callable
from random import Random
from threading import Thread
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from hypothesis import note, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from chalicelib.chat import contacts, personal_data, read_marks, remembered
from chalicelib.chat.append import append
from chalicelib.desk import work
from chalicelib.errors import ConversationNotFound, MessageDeleted, MessageNotFound, TooManyContactChanges
from chalicelib.identity.visitors import new_visitor
from chalicelib.model import AdminCaller, Caller, Contact, Conversation, Draft, VisitorCaller, now_ms
from chalicelib.storage import cache, conversations
from chalicelib.storage.tables import ConversationRow
from tests.api_client import WIDE, new_client_id
from tests.integration.engine import Forward, Rule
from tests.properties.stepping import OUTCOMES, Process, Tab
from tests.properties.test_append_while_messages_expire import Expiring

pytestmark = pytest.mark.timeout(300)  # for machines with other load

PLACE = "TransactWriteItems"
READS = ("visitor reads", "admin reads")
CHANGES = ("message", *READS, "contact", "tag", "snooze", "erase")
MEANWHILE = ("", "", "", *READS, *CHANGES)  # between an attempt's last read and its transaction
WHERE = (0, 0, 0, 1)  # most calls are served by one process, so that it often remembers the last one


class Watched(Process):
    """Notes when it remembered each version of a row, and which ones it knows to be out of date."""

    def __init__(self) -> None:
        super().__init__()
        self.kept_at: dict[str, float] = {}
        self.out_of_date: set[str] = set()

    def keep(self, conversation: Conversation) -> None:
        super().keep(conversation)
        self.kept_at[conversation.version] = cache.time.monotonic()

    def remembers(self, conversation_id: str) -> Conversation | None:
        """Of any age."""
        _, known = self.rows.entries.get(conversation_id, (0.0, None))
        return known


class Page(Tab):
    def __init__(self, caller: Caller) -> None:
        super().__init__(caller)
        self.basis: Conversation | None = None  # the remembered row that its attempt goes by
        self.gone = False  # the message that it wants to delete is not there any more

    def send(self, conversation_id: str, draft: Any) -> Any:
        try:
            return super().send(conversation_id, draft)
        except (MessageNotFound, MessageDeleted):
            self.gone = True
            return None


class Remembering(Expiring):
    """Messages are erased here, and none expires by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.idle = 0.0
        real = cache.time.monotonic
        clock = SimpleNamespace(monotonic=lambda: real() + self.idle)
        self.undo.enter_context(patch.object(cache, "time", clock))
        self.tabs = [Page(tab.caller) for tab in self.tabs]
        self.processes = [Watched(), Watched()]
        self.contact: str | None = None
        self.tag = ""
        self.snoozed_at: int | None = None  # the last number of the log then
        self.marks = {"visitor": 0, "admin": 0}
        self.changed = ""

    # The events.

    time_passes = ttl_deletes = write = step = step_to_commit = erase = None  # type: ignore[assignment]

    @initialize(messages=st.integers(1, 3))
    def some_messages_exist(self, messages: int) -> None:
        for number in range(messages):
            self.send(0, 0, "passes", again=False, heard=True, behind=0)
            assert len(self.acknowledged) == number + 1

    @rule(seed=st.integers(0, 2**32))
    def something_happens(self, seed: int) -> None:
        """The seed decides what, so that each is as likely as it says here. A test that fails prints what it was."""
        luck = Random(seed)
        chances = {"send": 45, "take back": 25, "call": 15, "go on": 10, "another clock": 5}
        what = luck.choices(list(chances), list(chances.values()))[0]
        note(f"{what}:")
        tab, process = luck.randrange(3), luck.choice(WHERE)
        meanwhile, elsewhere = luck.choice(MEANWHILE), luck.randrange(2)
        if what == "send":
            again, heard, behind = luck.random() < 0.3, luck.random() < 0.7, luck.choice([0, 0, 0, 0, 1])
            outcome = luck.choice(["passes"] * 5 + ["loses its answer", "is throttled", "dies after", "stops"])
            self.send(tab, process, outcome, again, heard, behind, meanwhile, elsewhere)
        elif what == "take back":
            self.take_back(
                tab, process, luck.choice(["passes", "passes", "stops"]), luck.choice([*READS, *READS, meanwhile])
            )
        elif what == "call":
            which = luck.choice([*CHANGES, "stranger"])
            note(f"    {which}")
            self.serve(which, luck.randrange(2))
        elif what == "go on":
            self.go_on(luck.choice(["passes", "loses its answer", "dies after"]), meanwhile)
        else:
            self.another_clock(luck.randrange(4), luck.choice([0, 35, 61]))

    def send(
        self,
        tab: int,
        process: int,
        outcome: str,
        again: bool,
        heard: bool,
        behind: int,
        meanwhile: str = "",
        elsewhere: int = 1,
    ) -> None:
        """A page that has read everything, or not quite, sends a message, or repeats one. Its transaction has this
        outcome, or it stops before its first request. The page may never receive the answer."""
        writer, outbox = self.tabs[tab], self.outboxes[self.tabs[tab].caller.role]
        if writer.sending:
            return
        if not (again and outbox):
            outbox.append(self.new_draft(writer, after=max(0, len(self.history) - behind)))
        self.attempt(writer, process, outbox[0 if again else -1], outcome, heard, meanwhile, elsewhere)

    def take_back(self, tab: int, process: int, outcome: str, meanwhile: str) -> None:
        """A page deletes its last message: a quiet entry, which nobody has to read. No tab still sends that message."""
        writer = self.tabs[tab]
        role = writer.caller.role
        known = self.acknowledged.keys() - {each.sending.client_id for each in self.tabs if each.sending}
        own = [row.id for row in self.texts() if row.sender_type == role and row.client_id in known and not row.deleted]
        if writer.sending or not own:
            return
        draft = self.new_draft(writer, after=len(self.history))
        draft = dataclasses.replace(draft, kind="deleted", body="", target=own[-1])
        self.outboxes[role].append(draft)
        self.attempt(writer, process, draft, outcome, True, meanwhile, 1 - process)

    def go_on(self, outcome: str, meanwhile: str) -> None:
        for writer in self.tabs:
            if draft := writer.sending:
                self.finish(writer, draft, outcome, True, meanwhile, 1)
                break

    def another_clock(self, ahead: int, idle: int) -> None:
        """The calls that follow are served by machines whose clocks are this far ahead, after nobody has called for a
        while."""
        self.hours = ahead / 3600
        self.idle += idle

    def poll(self, limit: int, missing: bool) -> None:
        """In the end only: other tests read meanwhile."""
        super().poll(limit, missing)

    # The invariants.

    @invariant()
    def the_row_is_what_follows_from_the_calls(self) -> None:
        if not self.history:
            return
        row, texts = self.row(), self.texts()
        assert (row.contact_name, row.tags) == (self.contact, (self.tag,) if self.tag else ())
        since = self.snoozed_at
        over = since is None or any(each.sender_type == "visitor" and each.id > since for each in texts)
        assert (row.snoozed_until == 0) == over
        assert row.visitor_read >= self.marks["visitor"]
        assert row.admin_read >= self.marks["admin"]
        assert row.preview == (texts[-1].body if texts else "")
        assert row.last_at == (texts[-1].sent_at if texts else row.last_at)
        assert row.changed >= self.changed
        self.changed = row.changed

    @invariant()
    def nobody_has_to_read_a_quiet_entry(self) -> None:
        if not self.history:
            return
        row, last = self.row(), max([each.id for each in self.texts()], default=0)
        assert row.has_read_all("visitor", now_ms()) or row.visitor_read < last
        assert row.has_read_all("admin", now_ms()) or row.admin_read < last

    @invariant()
    def the_keys_of_the_indexes_follow_from_the_row(self) -> None:
        if not self.history:
            return
        stored: Any = ConversationRow.get(self.id, consistent_read=True)
        keys = tuple(getattr(stored, name) for name in conversations.INDEX_KEYS)
        assert keys == conversations.index_keys(self.row())

    @invariant()
    def no_process_remembers_what_it_knows_to_be_out_of_date(self) -> None:
        for process in self.processes:
            known = process.remembers(self.id)
            assert known is None or known.version not in process.out_of_date

    # Details.

    def attempt(
        self, writer: Page, process: int, draft: Draft, outcome: str, heard: bool, meanwhile: str, elsewhere: int
    ) -> None:
        writer.process = self.processes[process]
        known = writer.process.remembers(self.id)
        self.begin(writer, draft)
        writer.basis = known if writer.sending and writer.operation == PLACE else None
        if writer.basis:
            assert draft.kind == "text"
            assert writer.basis.last_id == draft.after
            assert cache.time.monotonic() - writer.process.kept_at[writer.basis.version] < remembered.SECONDS
        if outcome != "stops":
            self.finish(writer, draft, outcome, heard, meanwhile, elsewhere)

    def finish(self, writer: Page, draft: Draft, outcome: str, heard: bool, meanwhile: str, elsewhere: int) -> None:
        """Lets the attempt go on to its end. What happens meanwhile happens once."""
        pending = [meanwhile] if meanwhile else []

        def rule(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
            if operation != PLACE:
                return forward()
            while pending:
                self.serve(pending.pop(), elsewhere)
            basis, writer.basis = writer.basis, None
            try:
                return chosen(operation, parameters, forward)
            except (ClientError, ReadTimeoutError):
                if basis:
                    writer.process.out_of_date.add(basis.version)
                raise

        note(f"    {writer.caller.role}, {draft.kind}, {outcome}, meanwhile: {meanwhile or 'nothing'}")
        chosen: Rule = OUTCOMES[outcome]
        while writer.sending:
            writer.step(rule)
            self.no_process_remembers_what_it_knows_to_be_out_of_date()
            chosen = OUTCOMES["passes"]
            if heard:
                self.take_answer(writer, draft)

    def take_answer(self, writer: Page, draft: Draft) -> None:
        super().take_answer(writer, draft)
        if writer.gone:
            writer.gone = False
            self.left_to_writer.add(draft.client_id)
            outbox = self.outboxes[writer.caller.role]
            if draft in outbox:  # the other tab has not learned it before
                outbox.remove(draft)

    def serve(self, what: str, process: int) -> None:
        """Another call, served by one of the processes. A thread of its own, so that it is no tab's request."""
        calls: dict[str, Callable[[], None]] = {
            "message": self.somebody_else_writes,
            "visitor reads": lambda: self.read_everything("visitor"),
            "admin reads": lambda: self.read_everything("admin"),
            "contact": self.give_a_name,
            "tag": self.change_the_tag,
            "snooze": self.snooze,
            "erase": lambda: self.erase_all(self.processes[process]),
            "stranger": self.try_as_a_stranger,
        }
        failed: list[BaseException] = []

        def call() -> None:
            try:
                calls[what]()
            except BaseException as fault:  # noqa: BLE001 - raised in the test's own thread
                failed.append(fault)

        serving: Any = remembered.memory
        serving.other = self.processes[process]
        thread = Thread(target=call)
        thread.start()
        thread.join()
        if failed:
            raise failed[0]

    def somebody_else_writes(self) -> None:
        draft = self.new_draft(self.tabs[2], after=self.row().last_id)
        message, _, new = append(self.admin, self.id, draft)
        assert new
        self.acknowledged[draft.client_id] = message

    def read_everything(self, side: str) -> None:
        id = self.row().last_id
        read_marks.mark_read(self.visitor if side == "visitor" else self.admin, self.id, id)
        self.marks[side] = max(self.marks[side], id)

    def give_a_name(self) -> None:
        assert isinstance(self.visitor, VisitorCaller)
        name = "Ben" if self.contact == "Anna" else "Anna"
        try:
            contacts.change(self.visitor, Contact(name=name))
        except TooManyContactChanges:
            return
        self.contact = name

    def change_the_tag(self) -> None:
        row, tag = self.row(), "billing" if self.tag == "vip" else "vip"
        work.tag(self.admin, self.id, [tag], list(row.tags), new_client_id(), row.desk_id)
        self.tag = tag

    def snooze(self) -> None:
        row = self.row()
        work.snooze(self.admin, self.id, now_ms() + 3_600_000, new_client_id(), row.desk_id, None)
        self.snoozed_at = row.last_id

    def erase_all(self, process: Watched) -> None:
        personal_data.erase(self.admin, self.id, "203.0.113.7")
        self.contact, self.tag, self.snoozed_at = None, "", None
        assert process.remembers(self.id) is None

    def try_as_a_stranger(self) -> None:
        stranger = dataclasses.replace(new_visitor("property-site"), limits=WIDE, conversation_id=self.id)
        draft = self.new_draft(Page(stranger), after=self.row().last_id)
        with pytest.raises(ConversationNotFound):
            append(stranger, self.id, draft)

    @property
    def admin(self) -> AdminCaller:
        caller = self.tabs[2].caller
        assert isinstance(caller, AdminCaller)
        return caller

    def texts(self) -> list[Any]:
        return [row for row in self.log() if (row.kind or "text") == "text"]

    def row(self) -> Conversation:
        row = conversations.get(self.id)
        assert row
        return row


TestAppendOnMemory = Remembering.TestCase
TestAppendOnMemory.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
