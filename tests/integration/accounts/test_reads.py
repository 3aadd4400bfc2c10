"""Reading many accounts or closing many sockets needs one request to the store."""

from typing import Any

from chalicelib.accounts import admins
from chalicelib.storage import admins as rows
from chalicelib.storage import team
from tests.api_client import PASSWORD, Api, Shop
from tests.integration import sockets
from tests.integration.engine import seen
from tests.integration.management_api import management_api
from tests.tokens import claims_of


def operations(requests: list[tuple[str, dict[str, Any]]], noun: str) -> list[str]:
    """The operations on a table."""
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


def test_a_team_row_of_a_deleted_or_different_account_is_not_listed() -> None:
    shop = Shop()
    owner = shop.admin()
    email = shop.account("Noor", role="agent")
    team.add(shop.site.site_id, "a_gone", "nobody@shop.example")
    team.add(shop.site.site_id, "a_another", email)
    assert [admin["name"] for admin in owner.get("/admin/team").body["admins"]] == ["Maya", "Noor"]
    assert admins.find(email) == rows.many([email])[0]


def test_the_sockets_of_all_sessions_of_an_account_are_found_with_one_query() -> None:
    shop = Shop()
    owner = shop.admin()
    email = shop.account("Noor", role="agent")
    sessions = [Api().post("/admin/session", {"email": email, "password": PASSWORD}).body for _ in range(3)]
    noors = [sockets.admins(Api(session["token"])) for session in sessions]
    own = sockets.admins(owner)
    noor = claims_of(sessions[0]["token"])["sub"]
    with seen() as requests:
        assert owner.call("PATCH", f"/admin/team/{noor}", {"role": "owner", "password": PASSWORD}).status == 200
    # The first query finds the sockets to close. The second one finds the dashboards, which are told about the team.
    assert operations(requests, "connections").count("Query") == 2
    assert [each.id in management_api().closed for each in [*noors, own]] == [True, True, True, False]
