"""The checker finds every violation: each test changes one thing in correct records."""

from typing import Any

from tests.storm.checker import Logs, check
from tests.storm.records import Records, Stored, digest

WRITERS = ["c1v1", "s1a1", "c1v1", "c1v2", "c1v1"]
IDS = [f"message-{number}" for number in range(1, 6)]


def stored(number: int) -> Stored:
    return Stored(number, IDS[number - 1], digest(f"text {number}"))


def correct() -> tuple[Records, Logs]:
    """Returns five messages of three tabs, and two pages that showed them as they arrived."""
    records = Records()
    for number, tab in enumerate(WRITERS, 1):
        add(records, "send", client_id=IDS[number - 1], conversation="c1", tab=tab, digest=digest(f"text {number}"))
    for life, side in (("c1v1/1", "visitor"), ("s1a1/1:1", "admin")):
        add(records, "life", life=life, conversation="c1", side=side)
        see(records, life, 0, 1, 2)
        see(records, life, 2, 3, 4, 5)
        add(records, "final", life=life)
    add(records, "conversation", conversation="c1", id="c_1")
    add(records, "inbox", tab="s1a1", id="c_1", last_id=5, state={})
    return records, {"c_1": [stored(number) for number in range(1, 6)]}


def add(records: Records, kind: str, **fields: Any) -> None:
    records.add({"kind": kind, "at": 1_784_188_800_000, **fields})


def see(records: Records, life: str, kept: int, *numbers: int) -> None:
    add(records, "view", life=life, kept=kept, more=[list(stored(number)) for number in numbers])


def kinds(records: Records, logs: Logs) -> set[str]:
    return {finding.kind for finding in check(records, logs)}


def swap(messages: list[Stored], one: int, other: int) -> None:
    """Swaps two messages, but not their numbers."""
    first, second = messages[one], messages[other]
    messages[one], messages[other] = second._replace(id=first.id), first._replace(id=second.id)


def test_correct_records_have_no_findings() -> None:
    assert check(*correct()) == []


def test_a_message_that_is_not_stored_is_lost() -> None:
    records, logs = correct()
    logs["c_1"].pop()
    assert "lost" in kinds(records, logs)


def test_a_message_that_is_stored_twice_is_doubled() -> None:
    records, logs = correct()
    logs["c_1"].append(stored(5)._replace(id=6))
    assert "doubled" in kinds(records, logs)


def test_a_message_in_another_conversation_too_is_doubled() -> None:
    records, logs = correct()
    records.conversations["c2"] = "c_2"
    logs["c_2"] = [stored(1)]
    assert "doubled" in kinds(records, logs)


def test_two_messages_of_a_tab_stored_in_the_wrong_order_are_misordered() -> None:
    records, logs = correct()
    swap(logs["c_1"], 2, 4)
    assert "misordered" in kinds(records, logs)


def test_two_messages_shown_in_the_wrong_order_are_misordered() -> None:
    records, logs = correct()
    swap(records.lives["c1v1/1"].views[1].more, 0, 1)
    assert kinds(records, logs) == {"misordered"}


def test_a_last_view_that_misses_a_message_is_wrong() -> None:
    records, logs = correct()
    records.lives["s1a1/1:1"].views[1].more.pop()
    assert kinds(records, logs) == {"wrong view"}


def test_a_view_that_was_closed_early_may_miss_messages() -> None:
    records, logs = correct()
    add(records, "life", life="c1v2/1", conversation="c1", side="visitor")
    see(records, "c1v2/1", 0, 1, 2)
    assert check(records, logs) == []


def test_a_view_with_a_message_that_is_not_stored_is_wrong() -> None:
    records, logs = correct()
    records.lives["c1v1/1"].views[1].more.append(Stored(6, "message-6", "0"))
    assert kinds(records, logs) == {"wrong view"}


def test_a_view_with_a_changed_text_is_found() -> None:
    records, logs = correct()
    more = records.lives["c1v1/1"].views[0].more
    more[0] = more[0]._replace(digest=digest("text 1, damaged"))
    assert kinds(records, logs) == {"altered"}


def test_a_message_shown_twice_is_doubled() -> None:
    records, logs = correct()
    see(records, "c1v1/1", 5, 5)
    assert "doubled" in kinds(records, logs)


def test_a_message_shown_both_as_stored_and_as_sending_is_found() -> None:
    records, logs = correct()
    add(records, "twice", life="c1v1/1", client_id=IDS[0])
    assert kinds(records, logs) == {"twice"}


def test_a_view_that_removed_a_message_is_found_even_if_it_ends_correct() -> None:
    records, logs = correct()
    views = records.lives["c1v1/1"].views
    views.clear()
    see(records, "c1v1/1", 0, 1, 2, 3)
    see(records, "c1v1/1", 2, 3, 4, 5)
    assert kinds(records, logs) == {"shrunk"}


def test_a_hole_in_the_log_is_found() -> None:
    records, logs = correct()
    logs["c_1"][4] = logs["c_1"][4]._replace(id=6)
    assert "hole" in kinds(records, logs)


def test_a_changed_stored_text_is_found() -> None:
    records, logs = correct()
    logs["c_1"][0] = logs["c_1"][0]._replace(digest=digest("text 1, damaged"))
    assert "altered" in kinds(records, logs)


def test_a_message_that_nobody_sent_is_found() -> None:
    records, logs = correct()
    logs["c_1"].append(Stored(6, "message-6", digest("text 6")))
    assert "foreign" in kinds(records, logs)


def test_a_conversation_that_nobody_started_is_found() -> None:
    records, logs = correct()
    logs["c_2"] = []
    assert kinds(records, logs) == {"foreign"}


def test_a_conversation_that_no_page_shows_at_the_end_is_found() -> None:
    records, logs = correct()
    for life in records.lives.values():
        life.final = False
    assert kinds(records, logs) == {"unseen"}


def test_an_inbox_that_is_behind_is_found() -> None:
    records, logs = correct()
    records.inboxes[0] = ("s1a1", "c_1", 4, {})
    assert kinds(records, logs) == {"inbox"}


def test_a_failed_message_and_a_page_that_gave_up_are_found() -> None:
    records, logs = correct()
    add(records, "failed", life="c1v1/1", client_id=IDS[0], code="conversation_changed", retryable=True)
    add(records, "gave_up", life="c1v1/1", code="site_disabled")
    assert kinds(records, logs) == {"failed", "gave_up"}


def edited() -> tuple[Records, Logs]:
    """Adds two edits of the first message and a deletion of the second. One page ends before the last two of them."""
    records, logs = correct()
    for id, change, of, text in (
        ("edit-1", "edited", IDS[0], "first edit"),
        ("edit-2", "edited", IDS[0], "second edit"),
        ("deletion", "deleted", IDS[1], ""),
    ):
        fields = {"digest": digest(text), "entry": digest(text), "change": change, "of": of}
        add(records, "send", client_id=id, conversation="c1", tab="c1v1", **fields)
    logs["c_1"][0] = logs["c_1"][0]._replace(digest=digest("second edit"))
    logs["c_1"][1] = logs["c_1"][1]._replace(digest=digest(""))
    logs["c_1"] += [
        Stored(6, "edit-1", digest(""), "edited"),
        Stored(7, "edit-2", digest("second edit"), "edited", 1),
        Stored(8, "deletion", digest(""), "deleted", 2),
    ]
    for life in ("c1v1/1", "s1a1/1:1"):
        look(records, life, first="first edit")
        look(records, life, first="second edit")
        look(records, life, second="")
    records.inboxes[0] = ("s1a1", "c_1", 8, {})
    return records, logs


def look(records: Records, life: str, **texts: str) -> None:
    numbers = {"first": 1, "second": 2}
    changed = [[numbers[name], IDS[numbers[name] - 1], digest(text)] for name, text in texts.items()]
    add(records, "view", life=life, kept=5, changed=changed, more=[])


def test_correct_changes_have_no_findings() -> None:
    assert check(*edited()) == []


def test_a_page_that_ends_with_an_earlier_text_is_found() -> None:
    records, logs = edited()
    records.lives["c1v1/1"].views.pop(-2)
    assert kinds(records, logs) == {"altered"}


def test_a_page_that_was_closed_early_may_show_an_earlier_text() -> None:
    records, logs = edited()
    add(records, "life", life="c1v2/1", conversation="c1", side="visitor")
    see(records, "c1v2/1", 0, 1, 2)
    assert check(records, logs) == []


def test_a_page_that_shows_a_text_of_another_message_is_found() -> None:
    records, logs = edited()
    records.lives["c1v1/1"].final = False
    look(records, "c1v1/1", second="first edit")
    assert kinds(records, logs) == {"altered"}


def test_a_stored_text_that_is_not_the_last_edit_is_found() -> None:
    records, logs = edited()
    logs["c_1"][0] = logs["c_1"][0]._replace(digest=digest("first edit"))
    assert "altered" in kinds(records, logs)


def test_a_text_that_is_left_in_the_store_by_an_earlier_edit_or_a_deletion_is_found() -> None:
    for at, text in ((5, "first edit"), (1, "text 2")):
        records, logs = edited()
        logs["c_1"][at] = logs["c_1"][at]._replace(digest=digest(text))
        assert "altered" in kinds(records, logs)


def test_a_change_that_is_not_stored_is_lost() -> None:
    records, logs = edited()
    logs["c_1"].pop()
    assert "lost" in kinds(records, logs)
