"""Owners and agents. A site always has an owner."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.accounts import team
from chalicelib.errors import AdminNotFound
from chalicelib.storage import admins as rows
from chalicelib.storage import team as stored
from tests.api_client import PASSWORD, Answer, Api, Shop
from tests.integration import sockets
from tests.integration.accounts.admins import id_of, roles, sign_in, works
from tests.integration.engine import Crash, dies_after, failing, loses_answer, refuses
from tests.integration.management_api import management_api


def made(owner: Api, api: Api, role: str) -> Answer:
    return owner.call("PATCH", f"/admin/team/{id_of(api)}", {"role": role, "password": PASSWORD})


def removed(owner: Api, api: Api) -> Answer:
    return owner.call("DELETE", f"/admin/team/{id_of(api)}", {"password": PASSWORD})


def test_the_team_lists_all_admins_of_the_site_by_name(shop: Shop, owner: Api) -> None:
    shop.admin("Noor", role="agent")
    Shop().admin("Stranger")
    assert roles(owner) == [("Maya", "owner"), ("Noor", "agent")]


def test_a_change_of_role_signs_the_admin_out_and_applies_at_the_next_sign_in(shop: Shop, owner: Api) -> None:
    email = shop.account("Noor", role="agent")
    noor = Api(sign_in(email).body["token"])
    socket = sockets.admins(noor)
    assert made(owner, noor, "owner").body["admin"]["role"] == "owner"
    assert not works(noor)
    assert socket.id in management_api().closed
    assert Api(sign_in(email).body["token"]).get("/admin/team").status == 200


def test_a_former_owner_is_refused_at_once_whatever_the_token_contains(shop: Shop, owner: Api) -> None:
    noor = shop.admin("Noor")
    rows.change_role(team.member(shop.site.site_id, id_of(noor)), shop.site.site_id, "agent", None)
    assert noor.get("/admin/team").code == "session_revoked"


def test_a_removed_admin_is_signed_out_at_once_and_cannot_sign_in_again(shop: Shop, owner: Api) -> None:
    email = shop.account("Noor", role="agent")
    entry = sign_in(email).body
    assert removed(owner, Api(entry["token"])).status == 200
    assert not works(Api(entry["token"]))
    assert Api().post("/admin/session/refresh", {"refresh_token": entry["refresh_token"]}).code == "session_revoked"
    assert sign_in(email).code == "credentials_wrong"
    assert roles(owner) == [("Maya", "owner")]
    assert removed(owner, Api(entry["token"])).code == "admin_not_found"


def test_the_last_owner_can_be_neither_demoted_nor_removed(shop: Shop, owner: Api) -> None:
    shop.admin("Noor", role="agent")
    for answer in (made(owner, owner, "agent"), removed(owner, owner)):
        assert (answer.status, answer.code) == (409, "last_owner")
    assert works(owner)


def test_an_owner_may_become_an_agent_while_there_is_another_owner(shop: Shop, owner: Api) -> None:
    other = shop.admin("Noor")
    assert made(owner, owner, "agent").status == 200
    assert made(other, other, "agent").code == "last_owner"


@pytest.mark.parametrize("deed", [made, removed], ids=["demoted", "removed"])
def test_owners_who_demote_or_remove_each_other_at_once_leave_one_owner(deed: object) -> None:
    for _ in range(6):
        shop = Shop()
        owners = [shop.admin(name) for name in ("Maya", "Noor", "Olu")]

        def turn(pair: tuple[Api, Api]) -> None:
            by, on = pair
            made(by, on, "agent") if deed is made else removed(by, on)

        pairs = [(by, on) for by in owners for on in owners]
        with ThreadPoolExecutor(len(pairs)) as crowd:
            list(crowd.map(turn, pairs))
        left = [admin for admin in team.members(shop.site.site_id) if admin.sites[shop.site.site_id] == "owner"]
        assert len(left) >= 1


def test_a_change_with_a_lost_answer_is_made_once(shop: Shop, owner: Api) -> None:
    noor, olu = shop.admin("Noor"), shop.admin("Olu")
    with failing("TransactWriteItems", loses_answer):
        assert made(owner, noor, "agent").status == 200
    with failing("TransactWriteItems", loses_answer):
        assert removed(owner, olu).status == 200
    assert roles(owner) == [("Maya", "owner"), ("Noor", "agent")]


def test_an_interrupted_removal_can_be_repeated(shop: Shop, owner: Api) -> None:
    noor = shop.admin("Noor", role="agent")
    with failing("TransactWriteItems", dies_after), pytest.raises(Crash):
        removed(owner, noor)
    assert removed(owner, noor).status == 200
    assert not works(noor)
    assert stored.emails(shop.site.site_id).keys() == {id_of(owner)}


def test_contention_ends_in_an_answer(shop: Shop, owner: Api) -> None:
    noor = shop.admin("Noor")
    fault = refuses("TransactionCanceledException", ("TransactionConflict", "None"))
    with failing("TransactWriteItems", *[fault] * 20):
        assert made(owner, noor, "agent").code == "busy"


def test_admins_of_another_site_are_not_found(owner: Api) -> None:
    stranger = Shop().admin()
    for answer in (
        made(owner, stranger, "agent"),
        removed(owner, stranger),
        owner.post(f"/admin/team/{id_of(stranger)}/password-reset", {"password": PASSWORD}),
    ):
        assert (answer.status, answer.code) == (404, "admin_not_found")
    assert works(stranger)


def test_changes_of_the_team_are_in_the_audit_log(shop: Shop, owner: Api) -> None:
    noor = shop.admin("Noor")
    made(owner, noor, "agent")
    removed(owner, noor)
    entries = owner.get("/admin/audit").body["entries"]
    assert [(each["action"], each["target"]) for each in entries[:2]] == [
        ("admin.removed", id_of(noor)),
        ("admin.role_changed", id_of(noor)),
    ]
    assert entries[1]["details"] == {"role": "agent"}


@pytest.mark.parametrize("id", ["a" * 1100, "a_%20", "a_\u00e9"])
def test_an_impossible_id_is_not_found(owner: Api, id: str) -> None:
    for method, path, code in (
        ("DELETE", f"/admin/team/{id}", "admin_not_found"),
        ("POST", f"/admin/team/{id}/password-reset", "admin_not_found"),
        ("DELETE", f"/admin/invitations/{id}", "invitation_not_found"),
    ):
        answer = owner.call(method, path, {"password": PASSWORD} if "/team/" in path else None)
        assert (answer.status, answer.code) == (404, code)


def test_an_empty_id_is_not_found(shop: Shop) -> None:
    with pytest.raises(AdminNotFound):
        team.member(shop.site.site_id, "")
    with pytest.raises(AdminNotFound):
        team.end_membership(shop.site.site_id, "")
