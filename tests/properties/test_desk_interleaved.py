"""The desk log under random interleavings: admins who write notes, assign and tag while a visitor writes, with lost
responses, crashes between steps, and reads that miss rows."""

import dataclasses
from contextlib import ExitStack
from typing import Any, NamedTuple
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chalicelib.chat import append
from chalicelib.desk import colleagues, log, work
from chalicelib.desk.append import Planned, Unchanged
from chalicelib.errors import AssignedMeanwhile
from chalicelib.identity.visitors import new_visitor
from chalicelib.model import AdminCaller, Draft
from chalicelib.model.desk import Colleague, DeskDraft, DeskEntry
from chalicelib.storage import conversations
from chalicelib.storage.tables import MessageRow
from chalicelib.storage.tables.desk import DeskRow
from tests.api_client import WIDE, new_client_id
from tests.integration.engine import hides_a_row, interposed
from tests.properties.stepping import OUTCOMES, Gate, Tab, passes

WHO = st.integers(0, 2)
TAGS = ("vip", "billing")


class Wish(NamedTuple):
    """What an admin wants to do with the conversation, from a page with the cursor `after`."""

    kind: str
    value: str
    client_id: str
    after: int


class Admin(Tab):
    def send(self, conversation_id: str, wish: Wish) -> Any:
        """None: it was so already, or somebody else was faster."""
        try:
            if wish.kind == "note":
                return self.note(conversation_id, wish), True
            if wish.kind == "assign":
                entry, _ = work.assign(self.admin, conversation_id, wish.value or None, wish.client_id, wish.after)
            else:
                add, remove = ([wish.value], []) if wish.kind == "tag" else ([], [wish.value])
                entry, _ = work.tag(self.admin, conversation_id, add, remove, wish.client_id, wish.after)
            return entry, True
        except (Unchanged, AssignedMeanwhile):
            return None, False

    @property
    def admin(self) -> AdminCaller:
        assert isinstance(self.caller, AdminCaller)
        return self.caller

    def note(self, conversation_id: str, wish: Wish) -> DeskEntry:
        draft = DeskDraft(wish.client_id, "note", wish.after, body=wish.value)
        return log.store(self.admin, conversation_id, draft, lambda row, entry, _: Planned(entry, row))[0]


class Desk(RuleBasedStateMachine):
    """Two tabs of Maya, one of Noor, and one of the visitor."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = ExitStack()
        self.gate = Gate()
        self.undo.enter_context(interposed(self.gate))
        self.undo.enter_context(patch.object(append, "PAUSE_SECONDS", 0))
        self.undo.enter_context(patch.object(colleagues, "find", lambda _, id: Colleague(id, "A colleague")))
        visitor = dataclasses.replace(new_visitor("property-site"), limits=WIDE)
        self.id = visitor.conversation_id
        append.append(visitor, self.id, Draft(new_client_id(), "hello", 0, "visitor", visitor.id, "Visitor"))
        maya, noor = (
            AdminCaller("property-site", f"a_{name}", name, session_id="s_1", account_role="agent")
            for name in ("maya", "noor")
        )
        self.admins = [Admin(maya), Admin(maya), Admin(noor)]
        self.visitor = Tab(visitor)
        self.wishes: dict[str, list[Wish]] = {"a_maya": [], "a_noor": []}
        self.acknowledged: dict[str, DeskEntry] = {}
        self.read: list[DeskEntry] = []

    @rule(
        who=WHO,
        kind=st.sampled_from(["note", "tag", "untag", "assign"]),
        value=st.sampled_from(TAGS),
        to=st.sampled_from(["", "a_maya", "a_noor"]),
        again=st.booleans(),
        behind=st.integers(0, 2),
        data=st.data(),
    )
    def wants(self, who: int, kind: str, value: str, to: str, again: bool, behind: int, data: st.DataObject) -> None:
        """A page wants something new, or retries what it does not know to be stored."""
        admin = self.admins[who]
        if admin.sending:
            return
        wishes = self.wishes[admin.caller.id]
        if again and wishes:
            wish = data.draw(st.sampled_from(wishes))
        else:
            after = max(0, len(self.read) - behind)
            wish = Wish(kind, to if kind == "assign" else value, new_client_id(), after)
            wishes.append(wish)
        admin.begin(self.id, wish, self.gate)  # type: ignore[arg-type]
        self.take_answer(admin, wish)

    @precondition(lambda self: not self.visitor.sending)
    @rule()
    def the_visitor_writes(self) -> None:
        caller = self.visitor.caller
        draft = Draft(new_client_id(), "more", 1, "visitor", caller.id, "Visitor")
        self.visitor.begin(self.id, draft, self.gate)

    @rule(
        who=st.integers(0, 3),
        outcomes=st.lists(st.sampled_from(["passes"] * 4 + list(OUTCOMES)), min_size=1, max_size=3),
    )
    def step(self, who: int, outcomes: list[str]) -> None:
        """The next requests of a page continue."""
        tab = [*self.admins, self.visitor][who]
        for outcome in outcomes:
            if wish := tab.sending:
                tab.step(OUTCOMES[outcome])
                if isinstance(tab, Admin):
                    self.take_answer(tab, wish)

    @rule(limit=st.integers(1, 4), missing=st.booleans())
    def poll(self, limit: int, missing: bool) -> None:
        with interposed(hides_a_row if missing else passes):
            page = log.since(self.admins[0].admin, self.id, len(self.read), limit)
        assert [each.id for each in page.entries] == [
            *range(len(self.read) + 1, len(self.read) + 1 + len(page.entries))
        ]
        self.read += page.entries

    @invariant()
    def the_log_is_whole_and_the_row_is_what_it_says(self) -> None:
        entries = list(DeskRow.query(self.id, consistent_read=True))
        row = conversations.get(self.id)
        assert row
        assert [each.id for each in entries] == [*range(1, len(entries) + 1)]
        assert row.desk_id == len(entries)
        assert row.last_id == len(list(MessageRow.query(self.id, consistent_read=True)))
        assert len({each.client_id for each in entries}) == len(entries)
        tags: set[str] = set()
        assignee = ""
        for each in entries:
            tags = (tags - {*(each.removed or ())}) | {*(each.added or ())}
            if each.kind == "assigned":
                assert (each.assignee_id or "") != assignee
                assignee = each.assignee_id or ""
        assert (row.tags, row.assignee_id) == (tuple(sorted(tags)), assignee)
        stored = {each.client_id: each.id for each in entries}
        assert all(stored[client_id] == entry.id for client_id, entry in self.acknowledged.items())
        assert [each.client_id for each in self.read] == [each.client_id for each in entries[: len(self.read)]]

    def teardown(self) -> None:
        """Without further faults, every wish ends, and is stored at most once."""
        try:
            for tab in [*self.admins, self.visitor]:
                while wish := tab.sending:
                    tab.step(passes)
                    if isinstance(tab, Admin):
                        self.take_answer(tab, wish)
            for admin in self.admins[1:]:
                for wish in list(self.wishes[admin.caller.id]):
                    while wish in self.wishes[admin.caller.id]:
                        admin.begin(self.id, wish, self.gate)  # type: ignore[arg-type]
                        while admin.sending:
                            admin.step(passes)
                        self.take_answer(admin, wish)
            self.the_log_is_whole_and_the_row_is_what_it_says()
        finally:
            self.undo.close()

    def take_answer(self, admin: Admin, wish: Any) -> None:
        if admin.sending or not admin.answer:
            return
        entry: Any = admin.answer[0]
        if entry is not None:
            assert self.acknowledged.setdefault(wish.client_id, entry).id == entry.id
        wishes = self.wishes[admin.caller.id]
        if wish in wishes:
            wishes.remove(wish)


TestDeskInterleaved = Desk.TestCase
TestDeskInterleaved.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
