"""What was backed up and put back is what there was; chats go on in it."""

import stat
from pathlib import Path

import pytest

from deployment.backup.making import make
from deployment.backup.manifest import BY_THEMSELVES, LOGS
from deployment.backup.restoring import restore
from deployment.target import Tables
from devtools.problem import Problem
from tests.api_client import PASSWORD, Api, across
from tests.integration.deployment.backup.elsewhere import NOUNS, place, rows, server_on
from tests.integration.deployment.backup.scenes import Scenes

NOT_KEPT = {"connections", "invitations", "limits", "sessions"}


def test_every_row_that_is_kept_comes_back(source: Tables, backup: Path, empty: Tables) -> None:
    done = restore(place(empty), backup)
    assert {*LOGS, *BY_THEMSELVES, "team", *NOT_KEPT} == {*NOUNS}
    for noun in (*BY_THEMSELVES, *LOGS, "team"):
        before, after = rows(source, noun), rows(empty, noun)
        assert before.keys() - after.keys() == gone(before) if noun == "messages" else before.keys() == after.keys()
        for key, row in after.items():
            assert without_new_parts(row) == without_new_parts(before[key])
    assert all(not rows(empty, noun) for noun in NOT_KEPT)
    assert all(done[noun] == len(rows(empty, noun)) for noun in (*LOGS, *BY_THEMSELVES))


def gone(messages: dict[str, dict[str, dict[str, str]]]) -> set[str]:
    """The keys of messages that are over and not deleted yet: nobody sees them, and no backup has them."""
    return {key for key, row in messages.items() if "expires_at" in row and row["id"]["N"] in ("1", "2")}


def without_new_parts(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in ("created_at", "blocks_version")}


def test_a_chat_goes_on_where_it_was(scenes: Scenes, backup: Path, empty: Tables) -> None:
    restore(place(empty), backup)
    visitor = scenes.visitor
    with server_on(empty):
        assert [message["id"] for message in visitor.drained()] == [1, 2, 3, 4, 5]
        assert visitor.send("and on", after=5).body["message"]["id"] == 6
        assert scenes.erased.messages().body["first_id"] == 4
        assert scenes.erased.send(after=5).body["message"]["id"] == 6
        assert scenes.fading.messages().body["first_id"] == 3
        assert scenes.fading.send(after=4).body["message"]["id"] == 5


def test_an_admin_signs_in_anew_and_finds_the_inbox(scenes: Scenes, backup: Path, empty: Tables) -> None:
    restore(place(empty), backup)
    with server_on(empty):
        assert scenes.admin.get("/admin/chatbot").code == "session_revoked"
        said = next(iter(rows(empty, "admins").values()))["email"]["S"]
        session = Api().post("/admin/session", {"email": said, "password": PASSWORD})
        assert session.status == 201
        admin = Api(session.body["token"])
        listed = {each["id"] for each in admin.get("/admin/chatbot").body["conversations"]}
        assert scenes.visitor.conversation_id in listed
        assert across(admin, scenes.visitor.conversation_id).send("back again", after=5).body["message"]["id"] == 6


def test_a_page_that_had_read_further_begins_again(scenes: Scenes, backup: Path, source: Tables, empty: Tables) -> None:
    with server_on(source):
        before = scenes.visitor.messages().body["created_at"]
    restore(place(empty), backup)
    with server_on(empty):
        after = scenes.visitor.messages().body["created_at"]
    assert before < after < before + 1000


def test_who_was_blocked_is_blocked(backup: Path, source: Tables, empty: Tables) -> None:
    restore(place(empty), backup)
    versions = [
        {site.get("blocks_version", {}).get("S") for site in rows(tables, "sites").values()}
        for tables in (source, empty)
    ]
    assert rows(empty, "blocks") == rows(source, "blocks")
    # What a Lambda has read of the old version is read anew.
    assert all(versions)
    assert versions[0] & versions[1] == {None}


def test_all_files_are_their_owners_only(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in backup.iterdir()} == {0o600}


def test_the_keys_are_put_back_only_when_asked_for(backup: Path, empty: Tables) -> None:
    keys: list[str] = []
    restore(place(empty, keys), backup)
    assert keys == []
    restore(place(empty, keys), backup, into_used=True, with_keys=True)
    assert keys == ["the signing keys of before"]


def test_without_the_keys_there_are_none_in_it(source: Tables, scenes: Scenes, empty: Tables, tmp_path: Path) -> None:
    make(place(source, ["the signing keys of before"]), tmp_path / "second")
    assert "the signing keys" not in "".join(
        path.read_text(errors="replace") for path in (tmp_path / "second").iterdir()
    )
    with pytest.raises(Problem, match="no signing keys"):
        restore(place(empty), tmp_path / "second", with_keys=True)


def test_a_folder_that_holds_something_is_left_alone(source: Tables, backup: Path) -> None:
    with pytest.raises(Problem, match="is not empty"):
        make(place(source), backup)


def test_a_link_that_an_owner_gave_before_the_backup_is_not_good_again(
    source: Tables, scenes: Scenes, empty: Tables, tmp_path: Path
) -> None:
    with server_on(source):
        me = scenes.admin.get("/admin/team").body["admins"][0]["id"]
        assert scenes.admin.post(f"/admin/team/{me}/password-reset", {"password": PASSWORD}).status == 201
    make(place(source), tmp_path / "third")
    restore(place(empty), tmp_path / "third")
    assert any("reset_hash" in row for row in rows(source, "admins").values())
    assert not any("reset_hash" in row for row in rows(empty, "admins").values())
