"""Joining a team with an invitation link."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyotp
import pytest

from chalicelib.accounts import invitations
from chalicelib.errors import Busy
from chalicelib.storage import admins as admin_rows
from tests.api_client import PASSWORD, Answer, Api, Shop
from tests.integration.accounts.admins import roles, sign_in, works
from tests.integration.engine import failing, loses_answer, unreachable

NEW = "another long password"


def invited(owner: Api, role: str = "agent") -> tuple[str, str]:
    email = f"{secrets.token_hex(6)}@shop.example"
    return email, owner.post("/admin/invitations", {"email": email, "role": role, "password": PASSWORD}).body["secret"]


def accepted(secret: str, name: str = "Noor", password: str = NEW) -> Answer:
    return Api().post("/admin/invitations/accept", {"secret": secret, "name": name, "password": password})


def test_accepting_an_invitation_creates_an_account_and_signs_in(owner: Api) -> None:
    email, secret = invited(owner)
    (waiting,) = owner.get("/admin/invitations").body["invitations"]
    assert (waiting["email"], waiting["role"]) == (email, "agent")
    entry = accepted(secret)
    assert entry.status == 201
    admin = entry.body["admin"]
    assert (admin["name"], admin["email"], admin["role"]) == ("Noor", email, "agent")
    assert works(Api(entry.body["token"]))
    assert sign_in(email, NEW).status == 201
    assert owner.get("/admin/invitations").body["invitations"] == []
    assert ("Noor", "agent") in roles(owner)


def test_an_invitation_works_once_even_for_parallel_requests(owner: Api) -> None:
    _, secret = invited(owner)
    with ThreadPoolExecutor(4) as people:
        answers = list(people.map(lambda number: accepted(secret, f"Noor {number}", f"{NEW} {number}"), range(4)))
    assert sorted(answer.status for answer in answers) == [201, 403, 403, 403]
    assert len(roles(owner)) == 2


def test_an_invitation_expires(owner: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations, "LIFE_SECONDS", 0)
    assert accepted(invited(owner)[1]).code == "link_invalid"


def test_a_withdrawn_invitation_cannot_be_accepted(owner: Api) -> None:
    _, secret = invited(owner)
    (waiting,) = owner.get("/admin/invitations").body["invitations"]
    path = f"/admin/invitations/{waiting['id']}"
    assert [owner.call("DELETE", path).code for _ in range(2)] == [None, "invitation_not_found"]
    assert accepted(secret).code == "link_invalid"


def test_an_address_of_the_team_cannot_be_invited(shop: Shop, owner: Api) -> None:
    answer = owner.post("/admin/invitations", {"email": shop.account().upper(), "role": "agent", "password": PASSWORD})
    assert (answer.status, answer.code) == (409, "in_team")


def test_two_invitations_for_one_address_create_one_account(owner: Api) -> None:
    email, first = invited(owner)
    second = owner.post("/admin/invitations", {"email": email, "role": "owner", "password": PASSWORD}).body["secret"]
    assert accepted(first).status == 201
    assert accepted(second).code == "account_exists"
    assert len(roles(owner)) == 2


def test_an_acceptance_with_a_lost_answer_creates_an_account_that_works(owner: Api) -> None:
    email, secret = invited(owner)
    with failing("TransactWriteItems", loses_answer):
        accepted(secret)
    assert sign_in(email, NEW).status == 201
    assert ("Noor", "agent") in roles(owner)


def test_a_retry_of_an_acceptance_with_a_lost_answer_signs_in_to_the_same_account(owner: Api) -> None:
    _, secret = invited(owner)
    with failing("PutItem", *[unreachable] * 4):
        assert accepted(secret).status == 503
    first, second = accepted(secret), accepted(secret)
    assert (first.status, second.status) == (201, 201)
    assert first.body["admin"] == second.body["admin"]
    assert len(roles(owner)) == 2
    assert accepted(secret, password="another long password, not the same").code == "link_invalid"


def test_an_account_whose_transaction_commits_after_the_server_gave_up_is_in_the_team(
    owner: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    email, secret = invited(owner)
    late = []

    def gives_up(*transaction: Any) -> bool:
        late.append(transaction)
        raise Busy()

    with monkeypatch.context() as patch:
        patch.setattr(admin_rows, "accept", gives_up)
        assert accepted(secret).status == 503
    assert admin_rows.accept(*late[0])
    assert sign_in(email, NEW).status == 201
    assert ("Noor", "agent") in roles(owner)


def test_an_accepted_invitation_does_not_bypass_the_second_factor(owner: Api) -> None:
    _, secret = invited(owner)
    api = Api(accepted(secret).body["token"])
    app = api.post("/admin/second-factor", {"password": NEW}).body["secret"]
    code = pyotp.TOTP(app).now()
    assert api.post("/admin/second-factor/confirm", {"code": code}).status == 200
    assert accepted(secret).code == "link_invalid"


@pytest.mark.parametrize("email", ["ma\u200bya@shop.example", "maya@shop\u200b.example", "maya@shop..example"])
def test_an_invalid_address_cannot_be_invited(owner: Api, email: str) -> None:
    answer = owner.post("/admin/invitations", {"email": email, "role": "agent", "password": PASSWORD})
    assert (answer.status, answer.code) == (400, "email_invalid")


def test_an_invitation_stores_the_canonical_form_of_the_address(owner: Api) -> None:
    name = secrets.token_hex(6)
    fields = {"email": f"\u202a Mu\u0308ller-{name}@Shop.example\u202c", "role": "agent", "password": PASSWORD}
    answer = owner.post("/admin/invitations", fields)
    assert answer.body["invitation"]["email"] == f"müller-{name}@shop.example"
    assert accepted(f" {answer.body['secret']}\n").status == 201
    assert sign_in(f"MÜLLER-{name}@shop.example", NEW).status == 201
