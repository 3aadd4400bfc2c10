"""What reads many accounts or closes many sockets asks the store once for all of them."""

from typing import Any

from chalicelib.identity import accounts
from chalicelib.storage import admins, team
from tests.api_client import PASSWORD, Api, Shop
from tests.integration import sockets
from tests.integration.engine import seen
from tests.integration.management_api import management_api
from tests.tokens import claims_of


def operations(requests: list[tuple[str, dict[str, Any]]], noun: str) -> list[str]:
    """What was asked of a table."""
    tables = [
        (operation, [parameters.get("TableName", ""), *parameters.get("RequestItems", {})])
        for operation, parameters in requests
    ]
    return [operation for operation, names in tables if any(name.endswith(f"-{noun}") for name in names)]


def test_a_team_is_read_in_one_request_however_large_it_is() -> None:
    shop = Shop()
    owner = shop.admin()
    for number in range(5):
        shop.account(f"Agent {number}", role="agent")
    with seen() as requests:
        found = owner.get("/admin/team").body["admins"]
    assert [admin["name"] for admin in found] == [*(f"Agent {number}" for number in range(5)), "Maya"]
    assert operations(requests, "team") == ["Query"]
    assert operations(requests, "admins") == ["GetItem", "BatchGetItem"]  # the caller's own account, to know its role


def test_a_pointer_to_an_account_that_is_gone_or_anothers_lists_nobody() -> None:
    shop = Shop()
    owner = shop.admin()
    email = shop.account("Noor", role="agent")
    team.add(shop.site.site_id, "a_gone", "nobody@shop.example")
    team.add(shop.site.site_id, "a_another", email)
    assert [admin["name"] for admin in owner.get("/admin/team").body["admins"]] == ["Maya", "Noor"]
    assert accounts.find_admin(email) == admins.many([email])[0]


def test_the_sockets_of_all_sessions_of_an_account_are_found_by_one_question() -> None:
    shop = Shop()
    owner = shop.admin()
    email = shop.account("Noor", role="agent")
    sessions = [Api().post("/admin/session", {"email": email, "password": PASSWORD}).body for _ in range(3)]
    noors = [sockets.admins(Api(session["token"])) for session in sessions]
    own = sockets.admins(owner)
    noor = claims_of(sessions[0]["token"])["sub"]
    with seen() as requests:
        assert owner.call("PATCH", f"/admin/team/{noor}", {"role": "owner", "password": PASSWORD}).status == 200
    assert operations(requests, "connections").count("Query") == 1
    assert [each.id in management_api().closed for each in [*noors, own]] == [True, True, True, False]
