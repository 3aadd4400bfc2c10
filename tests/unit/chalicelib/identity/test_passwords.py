from chalicelib.identity.passwords import hash_password, verify_password


def test_a_password_matches_its_own_hash_only() -> None:
    password_hash = hash_password("correct horse")
    assert verify_password("correct horse", password_hash)
    assert not verify_password("wrong horse", password_hash)


def test_the_hash_is_argon2id_with_owasps_parameters() -> None:
    assert hash_password("x").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_no_account_means_no_password_fits_not_even_the_one_that_is_compared() -> None:
    assert not verify_password("the password of an account that does not exist", None)


def test_a_broken_hash_fits_no_password() -> None:
    assert not verify_password("x", "not a hash")
