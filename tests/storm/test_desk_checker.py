"""The checker of the desk finds every violation: each test changes one thing in correct records."""

from typing import Any

import pytest

from tests.storm.desk_checker import Desks, check
from tests.storm.records import Desk, DeskStored, Records, Stored, digest

NOTES = ["note-1", "note-2"]


def entry(number: int, client_id: str, shown: str) -> Stored:
    return Stored(number, client_id, digest(shown))


def stored() -> list[DeskStored]:
    """A note, an assignment, tags, and a second note."""
    return [
        DeskStored(entry(1, NOTES[0], "Ask the warehouse"), "note", "a_1", 1),
        DeskStored(entry(2, "assign-1", "assigned a_2"), "assigned", "a_1", 1, "a_2"),
        DeskStored(entry(3, "tag-1", "tagged +vip -"), "tagged", "a_2", 1, "0", ("vip",)),
        DeskStored(entry(4, NOTES[1], "They have it"), "note", "a_1", 1),
    ]


def correct() -> tuple[Records, dict[str, list[Stored]], Desks]:
    """What two admins did, and the page of one of them, which showed it."""
    records = Records()
    for number, text in enumerate(("Ask the warehouse", "They have it")):
        add(records, "note", client_id=NOTES[number], conversation="c1", tab="s1a1", digest=digest(text))
    for client_id, what, value, after in (("assign-1", "assignee", "a_2", 1), ("tag-1", "tags", "", 2)):
        add(records, "work", client_id=client_id, id="c_1", what=what, value=value, after=after)
        add(records, "acknowledged", client_id=client_id, number=after + 1)
    add(records, "conversation", conversation="c1", id="c_1")
    add(records, "life", life="s1a1/1:1:desk", conversation="c1", side="desk")
    shown = [list(each.entry[:3]) for each in stored()]
    add(records, "view", life="s1a1/1:1:desk", kept=0, more=shown)
    add(records, "final", life="s1a1/1:1:desk")
    state = {"status": "open", "assignee": "a_2", "tags": ["vip"], "links": [], "snoozed_until": 0, "desk_id": 4}
    add(records, "inbox", tab="s1a1", id="c_1", last_id=1, state={**state})
    log = [Stored(1, "message-1", digest("Where is it?"), sender="visitor")]
    return records, {"c_1": log}, {"c_1": Desk(stored(), state)}


def add(records: Records, kind: str, **fields: Any) -> None:
    records.add({"kind": kind, "at": 1_784_188_800_000, **fields})


def kinds(records: Records, logs: dict[str, list[Stored]], desks: Desks) -> set[str]:
    return {finding.kind for finding in check(records, logs, desks)}


def test_correct_records_have_no_findings() -> None:
    assert check(*correct()) == []


def test_a_note_that_is_not_stored_is_lost() -> None:
    records, logs, desks = correct()
    desks["c_1"].entries.pop()
    assert "note lost" in kinds(records, logs, desks)


def test_a_note_that_is_stored_twice_is_doubled() -> None:
    records, logs, desks = correct()
    again = desks["c_1"].entries[-1]
    desks["c_1"].entries.append(again._replace(entry=again.entry._replace(id=5)))
    assert "note doubled" in kinds(records, logs, desks)


def test_a_desk_log_with_a_hole_is_found() -> None:
    records, logs, desks = correct()
    del desks["c_1"].entries[1]
    assert "note hole" in kinds(records, logs, desks)


def test_two_notes_of_an_admin_in_the_wrong_order_are_misordered() -> None:
    records, logs, desks = correct()
    records.notes.reverse()
    assert "note misordered" in kinds(records, logs, desks)


def test_a_change_that_was_acknowledged_and_is_not_stored_is_lost() -> None:
    records, logs, desks = correct()
    add(records, "work", client_id="close-1", id="c_1", what="status", value="closed", after=1)
    assert kinds(records, logs, desks) == set()  # nobody knows its outcome
    add(records, "acknowledged", client_id="close-1", number=2)
    assert kinds(records, logs, desks) == {"lost"}


def test_a_closing_that_is_stored_twice_is_doubled() -> None:
    records, logs, desks = correct()
    add(records, "work", client_id="close-1", id="c_1", what="status", value="closed", after=1)
    logs["c_1"] += [Stored(number, "close-1", digest(""), "closed") for number in (2, 3)]
    assert "doubled" in kinds(records, logs, desks)


def test_an_assignment_over_one_that_was_not_seen_is_found() -> None:
    records, logs, desks = correct()
    add(records, "work", client_id="assign-2", id="c_1", what="assignee", value="a_3", after=1)
    desks["c_1"].entries.append(DeskStored(entry(5, "assign-2", "assigned a_3"), "assigned", "a_3", 1, "a_3"))
    assert "assignment" in kinds(records, logs, desks)


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [("assignee", "a_1", "assignment"), ("tags", [], "state"), ("status", "closed", "state"), ("desk_id", 3, "state")],
)
def test_a_row_that_is_not_what_its_logs_say_is_found(name: str, value: Any, kind: str) -> None:
    records, logs, desks = correct()
    desks["c_1"].state[name] = value
    assert kind in kinds(records, logs, desks)


def test_a_snooze_that_a_visitors_message_did_not_end_is_found() -> None:
    records, logs, desks = correct()
    add(records, "work", client_id="snooze-1", id="c_1", what="snooze", value="99", after=4)
    desks["c_1"].entries.append(DeskStored(entry(5, "snooze-1", "snoozed 99"), "snoozed", "a_1", 1, "99"))
    desks["c_1"].state.update(snoozed_until=99, desk_id=5)
    assert "state" not in kinds(records, logs, desks)
    logs["c_1"].append(Stored(2, "message-2", digest("Hello?"), sender="visitor"))
    assert "state" in kinds(records, logs, desks)


def test_an_inbox_that_disagrees_with_the_row_is_found() -> None:
    records, logs, desks = correct()
    records.inboxes[0][3]["assignee"] = "a_1"
    assert kinds(records, logs, desks) == {"assignment"}


def test_a_page_that_lacks_an_entry_in_the_end_is_found() -> None:
    records, logs, desks = correct()
    records.lives["s1a1/1:1:desk"].views[0].more.pop()
    assert kinds(records, logs, desks) == {"note wrong view"}


def test_a_desk_log_that_no_page_shows_in_the_end_is_found() -> None:
    records, logs, desks = correct()
    records.lives["s1a1/1:1:desk"].final = False
    assert kinds(records, logs, desks) == {"note unseen"}


def with_link() -> tuple[Records, dict[str, list[Stored]], Desks]:
    """A link with another conversation, which both logs tell of."""
    records, logs, desks = correct()
    add(records, "work", client_id="link-1", id="c_1", what="links", value="linked c_2", after=4)
    for id, other, number in (("c_1", "c_2", 5), ("c_2", "c_1", 1)):
        desk = desks.setdefault(id, Desk([], {**desks["c_1"].state, "assignee": "", "tags": []}))
        value = f"linked {other}"
        desk.entries.append(DeskStored(entry(number, "link-1", value), "linked", "a_1", 1, value))
        desk.state.update(links=[other], desk_id=number)
        logs.setdefault(id, [])
    shown = desks["c_1"].entries[-1].entry[:3]
    add(records, "view", life="s1a1/1:1:desk", kept=4, more=[list(shown)])
    records.inboxes.clear()
    records.conversations["c2"] = "c_2"
    add(records, "life", life="s1a1/1:2:desk", conversation="c2", side="desk")
    add(records, "view", life="s1a1/1:2:desk", kept=0, more=[list(desks["c_2"].entries[0].entry[:3])])
    add(records, "final", life="s1a1/1:2:desk")
    return records, logs, desks


def test_a_link_that_both_logs_tell_of_is_no_finding() -> None:
    assert check(*with_link()) == []


def test_a_link_that_one_log_lacks_is_found() -> None:
    records, logs, desks = with_link()
    desks["c_2"].entries.clear()
    assert "link" in kinds(records, logs, desks)


def test_a_row_that_does_not_name_the_linked_conversation_is_found() -> None:
    records, logs, desks = with_link()
    desks["c_1"].state["links"] = []
    assert kinds(records, logs, desks) == {"state"}
