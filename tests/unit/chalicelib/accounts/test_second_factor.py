import base64

import pyotp
import pytest

from chalicelib.accounts import second_factor
from chalicelib.accounts.second_factor import normalized, step_of

# RFC 6238, appendix B, for SHA-1, shortened to six digits.
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
def test_codes_are_those_of_the_rfc(seconds: int, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_factor, "now_ms", lambda: seconds * 1000)
    assert step_of(SECRET, code) == seconds // 30


@pytest.mark.parametrize(("steps", "accepted"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_is_accepted_half_a_minute_early_or_late(
    steps: int, accepted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_800_000_000
    monkeypatch.setattr(second_factor, "now_ms", lambda: now * 1000)
    code = pyotp.TOTP(SECRET).at(now, counter_offset=steps)
    assert step_of(SECRET, code) == (now // 30 + steps if accepted else None)


@pytest.mark.parametrize(
    "text",
    [
        "123456",
        " 123 456 ",
        "１２３４５６",
        "١٢٣٤٥٦",
        "123-456",
        "123\u2013456",
        "123\u00a0456",
        "123\u200b456",
        "१२३४५६",
    ],
)
def test_a_code_is_the_same_with_spaces_dashes_and_digits_of_any_script(text: str) -> None:
    assert normalized(text) == "123456"


@pytest.mark.parametrize("text", ["b2hw-7mqx-zn4k", "B2HW 7MQX ZN4K", "b2hw\u20117mqx\u2212zn4k", "ｂ２ｈｗ—7mqx—zn4k"])
def test_a_recovery_code_is_the_same_in_capitals_and_with_other_dashes(text: str) -> None:
    assert normalized(text) == "b2hw7mqxzn4k"
