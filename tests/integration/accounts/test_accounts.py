"""Admin accounts and signing in."""

import secrets
import unicodedata

import pytest

from chalicelib.accounts import admins
from chalicelib.errors import AccountExists
from tests.api_client import PASSWORD, Shop
from tests.integration.accounts.admins import sign_in


def test_an_address_is_the_same_in_any_case_and_with_spaces_around_it() -> None:
    email = Shop().account()
    assert sign_in(f"  {email.upper()} ").status == 201


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_an_address_may_be_typed_composed_and_decomposed(stored: str, typed: str) -> None:
    name = f"müller-{secrets.token_hex(4)}@bücher.example"
    shop = Shop()
    admins.create(shop.site.site_id, unicodedata.normalize(stored, name), "Müller", PASSWORD)  # type: ignore[arg-type]
    assert sign_in(unicodedata.normalize(typed, name).upper()).status == 201  # type: ignore[arg-type]


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_a_password_may_be_typed_composed_and_decomposed(stored: str, typed: str) -> None:
    password = "smörgåsbord för tolv"
    email = Shop().account(password=unicodedata.normalize(stored, password))  # type: ignore[arg-type]
    assert sign_in(email, unicodedata.normalize(typed, password)).status == 201  # type: ignore[arg-type]


def test_an_address_has_one_account() -> None:
    shop = Shop()
    email = shop.account(name="Maya")
    with pytest.raises(AccountExists) as refused:
        admins.create(shop.site.site_id, email.upper(), "Noor", "another password")
    assert refused.value.code == "account_exists"
    assert sign_in(email).body["admin"]["name"] == "Maya"


def test_a_new_password_replaces_the_old_one() -> None:
    email = Shop().account()
    assert admins.set_password(email, "a new password")
    assert (sign_in(email).status, sign_in(email, "a new password").status) == (401, 201)


def test_a_password_cannot_be_set_without_an_account() -> None:
    assert admins.set_password("nobody@shop.example", "a new password") is False
    assert admins.find("nobody@shop.example") is None


def test_the_table_contains_no_password() -> None:
    admin = admins.find(Shop().account())
    assert admin is not None
    assert admin.password_hash.startswith("$argon2id$v=19$")
    assert PASSWORD not in admin.password_hash


def test_an_account_of_a_deleted_site_cannot_sign_in() -> None:
    email = admins.create("no-such-site", f"{secrets.token_hex(6)}@shop.example", "Left", PASSWORD).email
    assert sign_in(email).code == "credentials_wrong"
