"""The audit log: entries are newest first, and never change."""

import time
from typing import Any

import pytest

from chalicelib import audit
from chalicelib.model.accounts import AuditEntry
from chalicelib.realtime import fanout
from chalicelib.storage import audit as rows
from tests.api_client import Answer, Shop
from tests.integration.engine import failing, refuses, seen, unreachable
from tests.integration.log_lines import logged


def written(shop: Shop, how_many: int) -> list[str]:
    """Writes entries and returns what they are about, newest first."""
    targets = [f"c_{number:016d}" for number in range(how_many)]
    for target in targets:
        audit.record(shop.site.site_id, "a_1", "conversation.erased", target, "203.0.113.7", messages=2)
        time.sleep(0.002)  # entries are ordered by the millisecond
    return targets[::-1]


def targets(answer: Answer) -> list[str]:
    assert answer.status == 200, answer
    return [entry["target"] for entry in answer.body["entries"]]


def test_an_entry_has_actor_time_and_address() -> None:
    shop = Shop()
    admin = shop.admin()
    before = int(time.time() * 1000)
    (target,) = written(shop, 1)
    entry = admin.get("/admin/audit?limit=1").body["entries"][0]
    assert (entry["actor"], entry["action"], entry["target"]) == ("a_1", "conversation.erased", target)
    assert (entry["address"], entry["details"]) == ("203.0.113.7", {"messages": 2})
    assert before <= entry["at"] <= time.time() * 1000


def test_pages_are_newest_first_and_do_not_repeat_entries() -> None:
    shop = Shop()
    admin = shop.admin()
    expected = written(shop, 5)
    first = admin.get("/admin/audit?limit=2")
    second = admin.get(f"/admin/audit?limit=2&before={first.body['older']}")
    third = admin.get(f"/admin/audit?limit=1&before={second.body['older']}")
    assert targets(first) + targets(second) + targets(third) == expected


def test_it_contains_no_entries_of_other_sites() -> None:
    shop, other = Shop(), Shop()
    written(other, 1)
    assert "conversation.erased" not in [entry["action"] for entry in shop.admin().get("/admin/audit").body["entries"]]


@pytest.mark.parametrize(
    ("method", "path", "body", "action"),
    [
        ("DELETE", "/admin/chatbot/{id}", None, "conversation.erased"),
        ("POST", "/admin/chatbot/{id}/contact", {"name": "Ana", "email": None}, "contact.corrected"),
        ("POST", "/admin/blocks", {"conversation_id": "{id}", "kind": "visitor"}, "visitor.blocked"),
    ],
)
def test_a_page_that_sees_an_action_by_its_event_finds_it_in_the_audit_log(
    monkeypatch: pytest.MonkeyPatch, method: str, path: str, body: dict[str, Any] | None, action: str
) -> None:
    shop = Shop()
    admin, visitor, publish = shop.admin(), shop.visitor(), fanout.publish
    assert visitor.send("Hello").status == 201
    actions: list[str] = []

    def read_first(*arguments: Any, **options: Any) -> Any:
        actions.append(admin.get("/admin/audit?limit=1").body["entries"][0]["action"])
        return publish(*arguments, **options)

    monkeypatch.setattr(fanout, "publish", read_first)
    id = visitor.conversation_id
    sent = body and {name: id if value == "{id}" else value for name, value in body.items()}
    assert admin.call(method, path.format(id=id), sent).status in {200, 201}
    assert set(actions) == {action}


@pytest.mark.parametrize("fault", [unreachable, refuses("ThrottlingException"), refuses("ValidationException")])
def test_an_entry_that_cannot_be_stored_fails_no_call_and_is_in_the_servers_log(fault: object) -> None:
    shop = Shop()
    with failing("PutItem", fault), logged() as log:  # type: ignore[arg-type]
        audit.record(shop.site.site_id, "a_1", "conversation.erased", "c_1", "")
    (failure,) = log.events("audit_failed")
    assert (failure["actor"], failure["action"], failure["target"]) == ("a_1", "conversation.erased", "c_1")


def test_an_entry_never_overwrites_another() -> None:
    shop = Shop()
    entry = AuditEntry("1784188800000#kq3Vd1cN", 1784188800000, "a_1", "session.begun", "a_1", "")
    rows.add(shop.site.site_id, entry, expires_at=2_000_000_000)
    with pytest.raises(Exception, match="ConditionalCheckFailed"):
        rows.add(shop.site.site_id, entry, expires_at=2_000_000_000)


def test_an_entry_costs_one_write_and_is_kept_for_400_days() -> None:
    shop = Shop()
    with seen() as requests:
        written(shop, 1)
    ((operation, parameters),) = requests
    assert operation == "PutItem"
    days = (int(parameters["Item"]["expires_at"]["N"]) - time.time()) / 86400
    assert days == pytest.approx(400, abs=0.01)
