"""A restored backup has the original rows, and conversations continue in it."""

import dataclasses
import stat
from pathlib import Path
from typing import Any

import pytest

from deployment.backup.archive import COUNTERS, LOGS, SIMPLE
from deployment.backup.create import create_backup
from deployment.backup.restore import restore
from deployment.tables import Tables
from devtools.console import Problem
from tests.api_client import PASSWORD, Api, across
from tests.integration.deployment.backup.elsewhere import NOUNS, Rows, rows, server_on, store_of
from tests.integration.deployment.backup.scenes import Scenes

NOT_KEPT = {"connections", "deliveries", "invitations", "jobs", "limits", "sessions"}


def test_every_row_of_the_backed_up_tables_is_restored(backup: Path, original: dict[str, Rows], empty: Tables) -> None:
    done = restore(store_of(empty), backup)
    assert {COUNTERS, *LOGS, *SIMPLE, "team", "search", *NOT_KEPT} == {*NOUNS}
    for noun in (COUNTERS, *SIMPLE, *LOGS, "team"):
        before, after = original[noun], rows(empty, noun)
        assert before.keys() - after.keys() == expired(before) if noun == "messages" else before.keys() == after.keys()
        for key, row in after.items():
            assert without_new_parts(row) == without_new_parts(before[key])
    assert all(not rows(empty, noun) for noun in NOT_KEPT)
    assert all(done[noun] == len(rows(empty, noun)) for noun in (COUNTERS, *LOGS, *SIMPLE))
    assert done[COUNTERS] == 3  # the visitor's case, and the site's and Maya's counts of today


def test_the_files_of_the_sites_pages_are_written_once_the_sites_are_restored(backup: Path, empty: Tables) -> None:
    restored: list[dict[str, dict[str, Any]]] = []
    store = dataclasses.replace(store_of(empty), publish=lambda: restored.append(rows(empty, "sites")))
    restore(store, backup)
    assert restored == [rows(empty, "sites")]
    assert restored[0]


def expired(messages: dict[str, dict[str, dict[str, str]]]) -> set[str]:
    """The keys of expired messages that are not deleted yet: nobody sees them, and no backup has them."""
    return {key for key, row in messages.items() if "expires_at" in row and row["id"]["N"] in ("1", "2")}


def without_new_parts(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in ("created_at", "blocks_version")}


def test_a_conversation_continues_after_its_last_message(scenes: Scenes, backup: Path, empty: Tables) -> None:
    restore(store_of(empty), backup)
    visitor = scenes.visitor
    with server_on(empty):
        assert [message["id"] for message in visitor.drained()] == [1, 2, 3, 4, 5]
        assert visitor.send("and on", after=5).body["message"]["id"] == 6
        assert scenes.erased.messages().body["first_id"] == 4
        assert scenes.erased.send(after=5).body["message"]["id"] == 6
        assert scenes.fading.messages().body["first_id"] == 3
        assert scenes.fading.send(after=4).body["message"]["id"] == 5


def test_an_admin_signs_in_again_and_sees_the_inbox(scenes: Scenes, backup: Path, empty: Tables) -> None:
    restore(store_of(empty), backup)
    with server_on(empty):
        assert scenes.admin.get("/admin/chatbot").code == "session_revoked"
        email = next(iter(rows(empty, "admins").values()))["email"]["S"]
        session = Api().post("/admin/session", {"email": email, "password": PASSWORD})
        assert session.status == 201
        admin = Api(session.body["token"])
        listed = {each["id"] for each in admin.get("/admin/chatbot").body["conversations"]}
        assert scenes.visitor.conversation_id in listed
        assert across(admin, scenes.visitor.conversation_id).send("back again", after=5).body["message"]["id"] == 6


def test_the_search_finds_what_was_restored(scenes: Scenes, backup: Path, empty: Tables) -> None:
    restore(store_of(empty), backup)
    with server_on(empty):
        admin = scenes.shop.admin()
        found = admin.post("/admin/search", {"q": "message 3"}).body["messages"]
        assert [each["id"] for each in found if each["conversation_id"] == scenes.visitor.conversation_id] == [3]
        assert [
            each["visitor"]["name"] for each in admin.post("/admin/search", {"q": "ada"}).body["conversations"]
        ] == ["Ada"]


def test_a_page_that_had_read_beyond_the_backup_starts_again(
    scenes: Scenes, backup: Path, source: Tables, empty: Tables
) -> None:
    with server_on(source):
        before = scenes.visitor.messages().body["created_at"]
    restore(store_of(empty), backup)
    with server_on(empty):
        after = scenes.visitor.messages().body["created_at"]
    assert before < after < before + 1000


def test_blocks_are_restored_and_read_again(backup: Path, original: dict[str, Rows], empty: Tables) -> None:
    restore(store_of(empty), backup)
    versions = [
        {site.get("blocks_version", {}).get("S") for site in sites.values()}
        for sites in (original["sites"], rows(empty, "sites"))
    ]
    assert rows(empty, "blocks") == original["blocks"]
    # A function that has cached the old version reads the blocks again.
    assert all(versions)
    assert versions[0] & versions[1] == {None}


def test_only_the_owner_can_read_the_files(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in backup.iterdir()} == {0o600}


def test_signing_keys_are_restored_on_request_only(backup: Path, empty: Tables) -> None:
    keys: list[str] = []
    restore(store_of(empty, keys), backup)
    assert keys == []
    restore(store_of(empty, keys), backup, into_used=True, with_keys=True)
    assert keys == ["the original signing keys"]


def test_a_backup_has_no_signing_keys_unless_requested(
    source: Tables, scenes: Scenes, empty: Tables, tmp_path: Path
) -> None:
    create_backup(store_of(source, ["the original signing keys"]), tmp_path / "second")
    assert "original signing keys" not in "".join(
        path.read_text(errors="replace") for path in (tmp_path / "second").iterdir()
    )
    with pytest.raises(Problem, match="no signing keys"):
        restore(store_of(empty), tmp_path / "second", with_keys=True)


def test_a_folder_that_is_not_empty_is_rejected(source: Tables, backup: Path) -> None:
    with pytest.raises(Problem, match="is not empty"):
        create_backup(store_of(source), backup)


def test_password_reset_links_are_not_restored(source: Tables, scenes: Scenes, empty: Tables, tmp_path: Path) -> None:
    with server_on(source):
        me = scenes.admin.get("/admin/team").body["admins"][0]["id"]
        assert scenes.admin.post(f"/admin/team/{me}/password-reset", {"password": PASSWORD}).status == 201
    create_backup(store_of(source), tmp_path / "third")
    restore(store_of(empty), tmp_path / "third")
    assert any("reset_hash" in row for row in rows(source, "admins").values())
    assert not any("reset_hash" in row for row in rows(empty, "admins").values())
