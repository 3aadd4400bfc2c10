"""A lost message is explained by what the browsers recorded."""

from typing import Any

from tests.storm.checker import check
from tests.storm.lost import history
from tests.storm.records import Records, Send

SENT_AT = 1_784_188_800_000
ID = "message-1"


def recorded(*events: dict[str, Any]) -> tuple[Records, Send]:
    """Records of one message of the tab c1v1, and events that are a second apart."""
    records = Records()
    fields = {"client_id": ID, "conversation": "c1", "tab": "c1v1", "digest": "0"}
    for seconds, event in enumerate(events):
        at = SENT_AT + 1000 * seconds
        records.add({"kind": "unsent", "at": at, "browser": "c1", "life": "c1v1/1", "stored": [ID], **event})
    records.add({"kind": "send", "at": SENT_AT, **fields})
    return records, records.sends[0]


STORED = {"did": "stored"}
CRASH = {"did": "crash", "pages": {"c1v1/1": [ID], "c1v2/1": []}}
CLEAR = {"did": "clear", "life": "c1v2/1", "pages": {"c1v2/1": []}}
RESTORE = {"did": "restore", "life": "c1v1/2", "pages": {"c1v1/2": []}, "stored": []}


def test_a_message_that_was_cleared_while_its_tab_was_down_is_explained() -> None:
    assert history(*recorded(STORED, CRASH, CLEAR, RESTORE)).splitlines() == [
        "c1v2/1 cleared the storage while c1v1 was down; pages that had it: none",
        "      +0.000 s  stored by c1v1/1",
        "      +1.000 s  crash of c1v1/1; pages that have it: c1v1/1; the storage has it",
        "      +2.000 s  clear of c1v2/1; pages that have it: none; the storage has it",
        "      +3.000 s  restore of c1v1/2; pages that have it: none; the storage lacks it",
    ]


def test_a_clearing_while_its_tab_was_open_is_told_from_that() -> None:
    clear = {**CLEAR, "pages": {"c1v1/1": [ID], "c1v2/1": []}}
    first, *_ = history(*recorded(STORED, clear, CRASH, RESTORE)).splitlines()
    assert first == "c1v2/1 cleared the storage while c1v1 was open; pages that had it: c1v1/1"
    restored = {**RESTORE, "stored": [ID]}
    first, *_ = history(*recorded(STORED, CRASH, restored, clear)).splitlines()
    assert first == "c1v2/1 cleared the storage while c1v1 was open; pages that had it: c1v1/1"


def test_a_page_that_removed_it_is_named() -> None:
    removed = {"did": "removed", "life": "c1v2/1"}
    first, *_ = history(*recorded(STORED, removed)).splitlines()
    assert first == "c1v2/1 removed it from the storage"


def test_the_answers_that_its_page_got_are_told() -> None:
    records, send = recorded(STORED, {"did": "removed"})
    records.add({"kind": "answered", "at": SENT_AT + 400, "client_id": ID, "status": 503, "code": ""})
    records.add({"kind": "answered", "at": SENT_AT + 1000, "client_id": ID, "status": 409, "code": "message_deleted"})
    records.add({"kind": "answered", "at": SENT_AT + 500, "client_id": "message-2", "status": 201, "code": ""})
    assert history(records, send).splitlines() == [
        "c1v1/1 removed it from the storage",
        "      +0.000 s  stored by c1v1/1",
        "      +0.400 s  answered with 503",
        "      +1.000 s  answered with 409 message_deleted",
        "      +1.000 s  removed by c1v1/1",
    ]


def test_a_message_that_is_still_stored_or_never_was_is_told_apart() -> None:
    assert history(*recorded(STORED, CRASH)).startswith("it is still in the browser's storage")
    assert history(*recorded(STORED, CLEAR, STORED)).startswith("it is still in the browser's storage")
    assert history(*recorded()) == "it was never in the browser's storage"


def test_the_finding_of_a_lost_message_has_its_history() -> None:
    records, _ = recorded(STORED, CRASH, CLEAR)
    texts = [finding.text for finding in check(records, {}) if finding.kind == "lost"]
    assert len(texts) == 1
    assert texts[0].startswith("message message-1 of c1v1 in c1: c1v2/1 cleared the storage while c1v1 was down")
