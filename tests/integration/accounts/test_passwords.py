"""Changing a password, resetting it with a link, and the calls that need it again."""

import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.accounts import team
from tests.api_client import PASSWORD, Answer, Api, Shop
from tests.integration.accounts.admins import id_of, roles, sign_in, works
from tests.integration.engine import failing, unreachable

NEW = "another long password"


def test_changing_ones_password_keeps_this_session_and_ends_the_others(shop: Shop) -> None:
    email = shop.account()
    here, there = sign_in(email).body, sign_in(email).body
    answer = Api(here["token"]).post("/admin/password", {"current": PASSWORD, "password": NEW})
    assert answer.status == 200
    assert (works(Api(here["token"])), works(Api(there["token"]))) == (True, False)
    assert Api().post("/admin/session/refresh", {"refresh_token": here["refresh_token"]}).status == 201
    assert Api(here["token"]).get("/admin/team").status == 200
    assert (sign_in(email).status, sign_in(email, NEW).status) == (401, 201)


def test_changing_the_password_needs_the_present_one_and_guessing_it_is_slowed_down(shop: Shop) -> None:
    api = Api(shop.admin().token, address=f"2001:db8:{secrets.token_hex(2)}::1")
    guesses = [api.post("/admin/password", {"current": "a guess", "password": NEW}).code for _ in range(6)]
    assert guesses == ["credentials_wrong"] * 5 + ["sign_in_slowed"]


def test_the_address_of_the_account_is_refused_as_its_password(shop: Shop) -> None:
    email = shop.account()
    api = Api(sign_in(email).body["token"])
    answer = api.post("/admin/password", {"current": PASSWORD, "password": email.upper()})
    assert (answer.status, answer.code) == (400, "password_invalid")


def test_a_retry_finishes_an_interrupted_password_change(shop: Shop) -> None:
    email = shop.account()
    here, there = sign_in(email).body, sign_in(email).body
    api = Api(here["token"])
    wanted = {"current": PASSWORD, "password": NEW}
    with failing("Query", unreachable, unreachable):  # the list of the other sessions
        assert api.post("/admin/password", wanted).code == "busy"
    assert sign_in(email, NEW).status == 201
    assert api.post("/admin/password", wanted).status == 200
    assert (works(api), works(Api(there["token"]))) == (True, False)
    actions = [each["action"] for each in api.get("/admin/audit").body["entries"]]
    assert actions.count("password.changed") == 1


def test_a_retry_with_the_same_link_and_password_finishes_an_interrupted_reset(shop: Shop, owner: Api) -> None:
    email = shop.account("Noor", role="agent")
    noor = Api(sign_in(email).body["token"])
    path = f"/admin/team/{id_of(noor)}/password-reset"
    secret = owner.post(path, {"password": PASSWORD}).body["secret"]
    meanwhile = Api(sign_in(email).body["token"])

    def reset(password: str) -> Answer:
        return Api().post("/admin/password-reset", {"secret": secret, "password": password})

    with failing("Query", unreachable, unreachable):
        assert reset(NEW).code == "busy"
    assert works(meanwhile)
    assert reset(NEW).status == 200
    assert not works(meanwhile)
    assert reset("yet another password").code == "link_invalid"


def test_a_used_link_cannot_be_used_to_guess_the_password_that_it_set(shop: Shop, owner: Api) -> None:
    noor = shop.admin("Noor", role="agent")
    secret = owner.post(f"/admin/team/{id_of(noor)}/password-reset", {"password": PASSWORD}).body["secret"]
    assert Api().post("/admin/password-reset", {"secret": secret, "password": NEW}).status == 200
    guesses = [
        Api().post("/admin/password-reset", {"secret": secret, "password": f"a guess of many {number}"}).status
        for number in range(7)
    ]
    assert guesses == [403] * 5 + [429] * 2


def test_calls_that_would_give_a_stolen_token_permanent_access_need_the_password(shop: Shop, owner: Api) -> None:
    noor = shop.admin("Noor", role="agent")
    path = f"/admin/team/{id_of(noor)}"
    calls: list[tuple[str, str, dict[str, str]]] = [
        ("POST", "/admin/invitations", {"email": "x@shop.example", "role": "owner"}),
        ("PATCH", path, {"role": "owner"}),
        ("POST", f"{path}/password-reset", {}),
        ("POST", f"/admin/team/{id_of(owner)}/password-reset", {}),  # the owner's own
        ("DELETE", path, {}),
        ("POST", "/admin/site/identity-secret", {}),
    ]
    for method, call, body in calls:
        assert owner.call(method, call, body).code == "password_required"
    guesses = [owner.call(method, call, {**body, "password": "a guess"}).code for method, call, body in calls]
    assert guesses == ["credentials_wrong"] * 5 + ["sign_in_slowed"]
    assert roles(owner) == [("Maya", "owner"), ("Noor", "agent")]
    assert works(noor)
    assert owner.get("/admin/invitations").body["invitations"] == []
    assert owner.get("/admin/site").body["site"]["has_identity_secret"] is False


def test_an_owner_lets_an_admin_set_a_new_password_once(shop: Shop, owner: Api) -> None:
    email = shop.account("Noor", role="agent")
    noor = Api(sign_in(email).body["token"])
    secret = owner.post(f"/admin/team/{id_of(noor)}/password-reset", {"password": PASSWORD}).body["secret"]
    assert not works(noor)

    def reset(password: str) -> Answer:
        return Api().post("/admin/password-reset", {"secret": secret, "password": password})

    wanted = [f"{NEW} {number}" for number in range(3)]  # the same one again would be a retry
    with ThreadPoolExecutor(3) as tries:
        statuses = [answer.status for answer in tries.map(reset, wanted)]
    assert sorted(statuses) == [200, 403, 403]
    assert [sign_in(email, each).status for each in wanted] == [201 if each == 200 else 401 for each in statuses]
    assert sign_in(email).status == 401


def test_a_reset_link_expires_after_a_day(shop: Shop, owner: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(team, "RESET_SECONDS", 0)
    secret = owner.post(f"/admin/team/{id_of(owner)}/password-reset", {"password": PASSWORD}).body["secret"]
    assert Api().post("/admin/password-reset", {"secret": secret, "password": NEW}).code == "link_invalid"
