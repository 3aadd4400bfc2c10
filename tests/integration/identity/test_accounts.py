"""Admin accounts and signing in."""

import secrets

import pytest

from chalicelib.errors import AccountExists
from chalicelib.identity import accounts
from tests.calling import PASSWORD, Answer, Api, Shop


def sign_in(email: str, password: str = PASSWORD) -> Answer:
    return Api().post("/admin/session", {"email": email, "password": password})


def test_an_address_is_the_same_in_any_case_and_with_spaces_around_it() -> None:
    email = Shop().account()
    assert sign_in(f"  {email.upper()} ").status == 201


def test_an_address_has_one_account() -> None:
    shop = Shop()
    email = shop.account(name="Maya")
    with pytest.raises(AccountExists) as refused:
        accounts.create_admin(shop.site.site_id, email.upper(), "Noor", "another password")
    assert refused.value.code == "account_exists"
    assert sign_in(email).body["admin"]["name"] == "Maya"


def test_a_new_password_replaces_the_old_one() -> None:
    email = Shop().account()
    assert accounts.set_password(email, "a new password")
    assert (sign_in(email).status, sign_in(email, "a new password").status) == (401, 201)


def test_a_password_cannot_be_set_for_nobody() -> None:
    assert accounts.set_password("nobody@shop.example", "a new password") is False
    assert accounts.find_admin("nobody@shop.example") is None


def test_the_table_holds_no_password() -> None:
    admin = accounts.find_admin(Shop().account())
    assert admin is not None
    assert admin.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORD not in admin.password_hash


def test_an_account_whose_site_is_gone_cannot_sign_in() -> None:
    email = accounts.create_admin("no-such-site", f"{secrets.token_hex(6)}@shop.example", "Left", PASSWORD).email
    assert sign_in(email).code == "credentials_wrong"
