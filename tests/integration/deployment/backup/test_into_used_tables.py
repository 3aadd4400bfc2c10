"""Restoring to tables with rows: existing conversations are kept, and sites are disabled meanwhile."""

from pathlib import Path
from typing import Any

import pytest

from chalicelib.model import now_ms
from chalicelib.model.reports import HOUR_MS
from chalicelib.notify.reports import counting
from chalicelib.storage import messages, reports
from deployment.backup import restore as restoring
from deployment.backup.restore import restore
from deployment.tables import Tables
from devtools.console import Problem
from tests.integration.deployment.backup.elsewhere import NOUNS, Rows, rows, server_on, store_of
from tests.integration.deployment.backup.scenes import Scenes


def test_nothing_is_changed_without_confirmation(backup: Path, source: Tables) -> None:
    before = {noun: rows(source, noun) for noun in NOUNS}
    with pytest.raises(Problem, match="There are rows already: reports, conversations, messages"):
        restore(store_of(source), backup)
    assert {noun: rows(source, noun) for noun in NOUNS} == before


def test_an_existing_conversation_is_not_changed(scenes: Scenes, backup: Path, empty: Tables) -> None:
    restore(store_of(empty), backup)
    with server_on(empty):
        scenes.visitor.send("written after the restore", after=5)
    logs = rows(empty, "conversations"), rows(empty, "messages")
    done = restore(store_of(empty), backup, into_used=True)
    assert (rows(empty, "conversations"), rows(empty, "messages")) == logs
    assert (done["kept"], done["conversations"], done["messages"]) == (len(logs[0]), 0, 0)


def test_a_missing_conversation_is_restored_completely(scenes: Scenes, backup: Path, empty: Tables) -> None:
    restore(store_of(empty), backup)
    id = {"S": scenes.visitor.conversation_id}
    empty.client.delete_item(TableName=empty.name("conversations"), Key={"conversation_id": id})
    empty.client.delete_item(TableName=empty.name("messages"), Key={"conversation_id": id, "id": {"N": "3"}})
    # A message beyond the end of this backup, left by an interrupted restore of another one.
    left = {"conversation_id": id, "id": {"N": "6"}, "client_id": {"S": "leftover"}}
    empty.client.put_item(TableName=empty.name("messages"), Item=left)
    done = restore(store_of(empty), backup, into_used=True)
    assert (done["conversations"], done["messages"]) == (1, 5)
    with server_on(empty):
        assert [message["id"] for message in scenes.visitor.drained()] == [1, 2, 3, 4, 5]
        assert scenes.visitor.send(after=5).body["message"]["id"] == 6


def test_sites_are_replaced_by_those_of_the_backup(backup: Path, original: dict[str, Rows], empty: Tables) -> None:
    restore(store_of(empty), backup)
    for site_id in [site["site_id"] for site in rows(empty, "sites").values()]:
        update(empty, site_id, "SET #name = :new", {":new": {"S": "Another name"}})
    restore(store_of(empty), backup, into_used=True)
    names = [{site["name"]["S"] for site in sites.values()} for sites in (original["sites"], rows(empty, "sites"))]
    assert names[0] == names[1]


def test_sites_are_disabled_while_conversations_are_restored(
    backup: Path, scenes: Scenes, empty: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    restore(store_of(empty), backup)
    seen = []

    def send_while_disabled(seconds: float) -> None:
        with server_on(empty):
            seen.append(scenes.visitor.send(after=5).code)

    monkeypatch.setattr(restoring.time, "sleep", send_while_disabled)
    restore(store_of(empty), backup, into_used=True)
    assert seen == ["site_disabled"]
    with server_on(empty):
        assert scenes.visitor.send(after=5).status == 201


def test_sites_that_the_backup_lacks_are_enabled_again(backup: Path, empty: Tables) -> None:
    new = {"site_id": {"S": "new"}, "enabled": {"BOOL": True}}
    off = {"site_id": {"S": "off"}, "enabled": {"BOOL": False}}
    for site in (new, off):
        empty.client.put_item(TableName=empty.name("sites"), Item=site)
    restore(store_of(empty), backup, into_used=True)
    after = rows(empty, "sites").values()
    assert [site for site in after if site["site_id"] in (new["site_id"], off["site_id"])] in (
        [new, off],
        [off, new],
    )


def update(tables: Tables, site_id: object, expression: str, values: dict[str, object]) -> None:
    tables.client.update_item(
        TableName=tables.name("sites"),
        Key={"site_id": site_id},
        UpdateExpression=expression,
        ExpressionAttributeNames={"#name": "name"},
        ExpressionAttributeValues=values,
    )


def test_an_interrupted_restore_can_be_completed(
    backup: Path, original: dict[str, Rows], empty: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, puts = restoring.put_all, 0

    def interrupted(*arguments: Any) -> int:
        nonlocal puts
        puts += 1
        if puts > 6:
            raise ConnectionError("the network is down")
        return real(*arguments)

    with monkeypatch.context() as broken:
        broken.setattr(restoring, "put_all", interrupted)
        with pytest.raises(ConnectionError):
            restore(store_of(empty), backup)
    restore(store_of(empty), backup, into_used=True)
    for noun in ("reports", "conversations", "audit", "admins", "team", "sites"):
        assert rows(empty, noun).keys() == original[noun].keys()
    assert rows(empty, "messages").keys() <= original["messages"].keys()


def test_counts_that_exist_stay_and_restored_messages_are_not_counted_again(
    scenes: Scenes, backup: Path, empty: Tables
) -> None:
    restore(store_of(empty), backup)
    site_id, id = scenes.shop.site.site_id, scenes.visitor.conversation_id
    with server_on(empty):
        before = reports.hours(site_id, 0, now_ms() + HOUR_MS)
        assert scenes.visitor.send("and on", after=5).status == 201
        for entry in messages.after(id, 0, 10):
            counting.entry_stored(entry)
        after = reports.hours(site_id, 0, now_ms() + HOUR_MS)
    counted = [sum(each.counts["v"] for each in hours if each.subject == "-") for hours in (before, after)]
    assert counted[1] == counted[0] + 1
    restore(store_of(empty), backup, into_used=True)
    with server_on(empty):
        assert reports.hours(site_id, 0, now_ms() + HOUR_MS) == after
