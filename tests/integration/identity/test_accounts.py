"""Admin accounts and signing in."""

import secrets
import unicodedata

import pytest

from chalicelib.errors import AccountExists
from chalicelib.identity import accounts, known_devices, passwords
from chalicelib.model import Admin
from chalicelib.storage import admins as rows
from tests.api_client import PASSWORD, Answer, Api, Shop


def sign_in(email: str, password: str = PASSWORD) -> Answer:
    return Api().post("/admin/session", {"email": email, "password": password})


def test_an_address_is_the_same_in_any_case_and_with_spaces_around_it() -> None:
    email = Shop().account()
    assert sign_in(f"  {email.upper()} ").status == 201


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_an_address_may_be_typed_composed_and_decomposed(stored: str, typed: str) -> None:
    name = f"müller-{secrets.token_hex(4)}@bücher.example"
    shop = Shop()
    accounts.create_admin(shop.site.site_id, unicodedata.normalize(stored, name), "Müller", PASSWORD)  # type: ignore[arg-type]
    assert sign_in(unicodedata.normalize(typed, name).upper()).status == 201  # type: ignore[arg-type]


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_a_password_may_be_typed_composed_and_decomposed(stored: str, typed: str) -> None:
    password = "smörgåsbord för tolv"
    email = Shop().account(password=unicodedata.normalize(stored, password))  # type: ignore[arg-type]
    assert sign_in(email, unicodedata.normalize(typed, password)).status == 201  # type: ignore[arg-type]


def earlier(email: str, password: str) -> Admin:
    """An account as an earlier version has stored it: the address casefolded, the password hashed as it was typed."""
    shop = Shop()
    admin = Admin(
        id=f"a_{secrets.token_urlsafe(9)}",
        site_id=shop.site.site_id,
        email=email.strip().casefold(),
        name="Maya",
        role="owner",
        password_hash=passwords.hasher.hash(password),
    )
    rows.add(admin)
    accounts.enlist(admin)
    return admin


@pytest.mark.parametrize(
    "email",
    ["straße-{}@shop.example", "mu\u0308ller-{}@shop.example", "ma\u200bya-{}@shop.example", "maya-{}@shop..example"],
)
def test_an_account_of_an_earlier_version_goes_on_working(email: str) -> None:
    typed = email.format(secrets.token_hex(4))
    admin = earlier(typed, PASSWORD)
    entry = sign_in(typed.upper() if typed.upper().casefold() == typed.casefold() else typed)
    assert (entry.status, entry.body["admin"]["id"]) == (201, admin.id)
    assert Api(entry.body["token"]).get("/admin/team").status == 200
    if unicodedata.normalize("NFC", typed) != typed:
        assert sign_in(unicodedata.normalize("NFC", typed)).status == 201
        with pytest.raises(AccountExists):
            accounts.create_admin(admin.site_id, unicodedata.normalize("NFC", typed), "Noor", PASSWORD)


def test_a_password_that_was_hashed_as_it_was_typed_is_hashed_anew_when_it_is_used() -> None:
    typed = unicodedata.normalize("NFD", "smörgåsbord för tolv")
    admin = earlier(f"{secrets.token_hex(6)}@shop.example", typed)
    entry = sign_in(admin.email, typed)
    assert entry.status == 201
    assert sign_in(admin.email, unicodedata.normalize("NFC", typed)).status == 201
    assert Api(entry.body["token"]).get("/admin/team").status == 200  # no session has ended for it
    known = {"email": admin.email, "password": typed, "device_tokens": [entry.body["device_token"]]}
    assert known_devices.recognise(accounts.find_admin(admin.email), known["device_tokens"])


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
