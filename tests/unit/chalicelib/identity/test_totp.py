import base64

import pytest

from chalicelib.identity import totp

# RFC 6238, appendix B, for SHA-1, cut to six digits.
SECRET = base64.b32encode(b"12345678901234567890").decode()
VECTORS = {
    59: "287082",
    1111111109: "081804",
    1111111111: "050471",
    1234567890: "005924",
    2000000000: "279037",
    20000000000: "353130",
}


@pytest.mark.parametrize(("seconds", "code"), VECTORS.items())
def test_codes_are_those_of_the_rfc(seconds: int, code: str) -> None:
    assert totp.code_at(SECRET, seconds // totp.STEP_SECONDS) == code


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_is_taken_half_a_minute_early_or_late(steps: int, taken: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totp, "now_ms", lambda: 1_800_000_000_000)
    step = 1_800_000_000 // totp.STEP_SECONDS + steps
    assert totp.step_of(SECRET, totp.code_at(SECRET, step)) == (step if taken else None)


def test_a_secret_has_160_bits_and_is_another_each_time() -> None:
    assert len(base64.b32decode(totp.new_secret())) == 20
    assert totp.new_secret() != totp.new_secret()


def test_an_app_is_told_whose_and_what_for() -> None:
    assert totp.uri("SECRET", "Fern & Kettle", "a+b@shop.example") == (
        "otpauth://totp/Porchlight%20%28Fern%20%26%20Kettle%29:a%2Bb@shop.example"
        "?secret=SECRET&issuer=Porchlight%20%28Fern%20%26%20Kettle%29"
    )
