"""Putting a backup back where there are rows already: what is there stays, and visitors are kept out meanwhile."""

from pathlib import Path
from typing import Any

import pytest

from deployment.backup import doors, restoring
from deployment.backup.restoring import restore
from deployment.target import Tables
from devtools.console import Problem
from tests.integration.deployment.backup.elsewhere import NOUNS, place, rows, server_on
from tests.integration.deployment.backup.scenes import Scenes


def test_nothing_is_changed_unless_told(backup: Path, source: Tables) -> None:
    before = {noun: rows(source, noun) for noun in NOUNS}
    with pytest.raises(Problem, match="There are rows already: conversations, messages"):
        restore(place(source), backup)
    assert {noun: rows(source, noun) for noun in NOUNS} == before


def test_a_conversation_that_is_there_stays_as_it_is(scenes: Scenes, backup: Path, empty: Tables) -> None:
    restore(place(empty), backup)
    with server_on(empty):
        scenes.visitor.send("written after the restore", after=5)
    logs = rows(empty, "conversations"), rows(empty, "messages")
    done = restore(place(empty), backup, into_used=True)
    assert (rows(empty, "conversations"), rows(empty, "messages")) == logs
    assert (done["kept"], done["conversations"], done["messages"]) == (len(logs[0]), 0, 0)


def test_one_that_is_missing_comes_back_whole(scenes: Scenes, backup: Path, empty: Tables) -> None:
    restore(place(empty), backup)
    id = {"S": scenes.visitor.conversation_id}
    empty.client.delete_item(TableName=empty.name("conversations"), Key={"conversation_id": id})
    empty.client.delete_item(TableName=empty.name("messages"), Key={"conversation_id": id, "id": {"N": "3"}})
    # What another backup, whose restore was cut short, has left beyond the end of this one.
    left = {"conversation_id": id, "id": {"N": "6"}, "client_id": {"S": "left-over"}}
    empty.client.put_item(TableName=empty.name("messages"), Item=left)
    done = restore(place(empty), backup, into_used=True)
    assert (done["conversations"], done["messages"]) == (1, 5)
    with server_on(empty):
        assert [message["id"] for message in scenes.visitor.drained()] == [1, 2, 3, 4, 5]
        assert scenes.visitor.send(after=5).body["message"]["id"] == 6


def test_settings_and_accounts_are_as_they_were(backup: Path, source: Tables, empty: Tables) -> None:
    restore(place(empty), backup)
    for site_id in [site["site_id"] for site in rows(empty, "sites").values()]:
        update(empty, site_id, "SET #name = :new", {":new": {"S": "Another name"}})
    restore(place(empty), backup, into_used=True)
    names = [{site["name"]["S"] for site in rows(tables, "sites").values()} for tables in (source, empty)]
    assert names[0] == names[1]


def test_while_conversations_are_put_back(
    backup: Path, scenes: Scenes, empty: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    restore(place(empty), backup)
    seen = []

    def looks(seconds: float) -> None:
        with server_on(empty):
            seen.append(scenes.visitor.send(after=5).code)

    monkeypatch.setattr(doors.time, "sleep", looks)
    restore(place(empty), backup, into_used=True)
    assert seen == ["site_disabled"]
    with server_on(empty):
        assert scenes.visitor.send(after=5).status == 201


def test_and_let_in_again_where_the_backup_does_not_know_the_site(backup: Path, empty: Tables) -> None:
    new = {"site_id": {"S": "new"}, "enabled": {"BOOL": True}}
    off = {"site_id": {"S": "off"}, "enabled": {"BOOL": False}}
    for site in (new, off):
        empty.client.put_item(TableName=empty.name("sites"), Item=site)
    restore(place(empty), backup, into_used=True)
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


def test_what_a_restore_that_was_cut_short_has_left_is_finished(
    backup: Path, source: Tables, empty: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, puts = restoring.put_all, 0

    def cut_short(*arguments: Any) -> int:
        nonlocal puts
        puts += 1
        if puts > 6:
            raise ConnectionError("the network is gone")
        return real(*arguments)

    with monkeypatch.context() as broken:
        broken.setattr(restoring, "put_all", cut_short)
        with pytest.raises(ConnectionError):
            restore(place(empty), backup)
    restore(place(empty), backup, into_used=True)
    for noun in ("conversations", "audit", "admins", "team", "sites"):
        assert rows(empty, noun).keys() == rows(source, noun).keys()
    assert rows(empty, "messages").keys() <= rows(source, "messages").keys()
