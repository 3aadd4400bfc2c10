import unicodedata

import pytest

from chalicelib.accounts.passwords import check_new, hash_password, verify_password
from chalicelib.errors import InvalidField

COMPOSED = "smörgåsbord für zwölf"
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)


def test_a_password_matches_only_its_own_hash() -> None:
    password_hash = hash_password("correct horse")
    assert verify_password("correct horse", password_hash)
    assert not verify_password("wrong horse", password_hash)


def test_the_hash_is_argon2id_with_owasps_parameters() -> None:
    assert hash_password("x").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_without_an_account_no_password_is_right_not_even_that_of_the_decoy_hash() -> None:
    assert not verify_password("the password of an account that does not exist", None)


def test_an_invalid_hash_matches_no_password() -> None:
    assert not verify_password("x", "not a hash")


def refusal(password: str) -> str:
    with pytest.raises(InvalidField) as refused:
        check_new(password, "maya@shop.example")
    return refused.value.code


@pytest.mark.parametrize(
    "typed", [COMPOSED, DECOMPOSED, COMPOSED.replace(" ", "\u00a0"), COMPOSED.replace(" ", "\u3000")]
)
def test_a_password_is_the_same_on_every_keyboard(typed: str) -> None:
    assert verify_password(typed, hash_password(COMPOSED))
    assert verify_password(COMPOSED, hash_password(typed))


@pytest.mark.parametrize("password", ["with\ta tab inside it", "with\x00 null inside", "an invisible\u200bone inside"])
def test_a_new_password_with_control_or_invisible_characters_is_refused(password: str) -> None:
    assert refusal(password) == "password_invalid"


def test_the_length_of_a_new_password_is_that_of_its_normal_form() -> None:
    assert refusal("e\u0301" * 11) == "password_invalid"
    check_new("e\u0301" * 12, "maya@shop.example")


@pytest.mark.parametrize("password", ["maya@shop.example", " MAYA@shop.example", "\uff4daya@shop.example"])
def test_the_address_is_refused_as_a_password_however_it_is_typed(password: str) -> None:
    assert refusal(password) == "password_invalid"
