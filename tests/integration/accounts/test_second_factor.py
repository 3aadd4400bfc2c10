"""Codes besides the password."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyotp
import pytest

from chalicelib.accounts import second_factor
from chalicelib.storage import admins
from chalicelib.storage.tables import AdminRow
from tests.api_client import PASSWORD, Answer, Api, Shop
from tests.integration.engine import failing, unreachable


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time of codes, in milliseconds."""
    time = [1_800_000_000_000]
    monkeypatch.setattr(second_factor, "now_ms", lambda: time[0])
    return time


class Careful:
    """An account with a second factor."""

    def __init__(self) -> None:
        self.shop = Shop()
        self.email = self.shop.account()
        self.address = f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1"
        self.api = Api(self.sign_in().body["token"])
        self.secret = self.api.post("/admin/second-factor", {"password": PASSWORD}).body["secret"]
        self.recovery: list[str] = self.confirm(self.code()).body["recovery_codes"]

    def sign_in(self, code: str | None = None, password: str = PASSWORD) -> Answer:
        fields: dict[str, Any] = {"email": self.email, "password": password}
        return Api(address=self.address).post("/admin/session", fields if code is None else {**fields, "code": code})

    def confirm(self, code: str) -> Answer:
        return self.api.post("/admin/second-factor/confirm", {"code": code})

    def code(self, later: int = 0) -> str:
        return pyotp.TOTP(self.secret).at(second_factor.now_ms() // 1000, counter_offset=later)


@pytest.fixture
def careful() -> Careful:
    return Careful()


def test_signing_in_needs_a_code_besides_the_password(careful: Careful, clock: list[int]) -> None:
    clock[0] += 30_000
    assert careful.sign_in().code == "second_factor_required"
    entry = careful.sign_in(careful.code())
    assert entry.status == 201
    assert entry.body["admin"]["second_factor"] is True


def test_a_wrong_password_is_reported_before_a_code_is_required(careful: Careful) -> None:
    assert careful.sign_in(password="not this one").code == "credentials_wrong"


def test_a_code_works_once_even_for_parallel_requests(careful: Careful, clock: list[int]) -> None:
    assert careful.sign_in(careful.code()).code == "second_factor_wrong"  # it was used to switch the second factor on
    clock[0] += 60_000
    with ThreadPoolExecutor(3) as tries:
        answers = list(tries.map(careful.sign_in, [careful.code()] * 3))
    assert [answer.status for answer in answers].count(201) == 1
    assert careful.sign_in(careful.code(-1)).code in ("second_factor_wrong", "sign_in_slowed")


def test_a_recovery_code_works_once_however_it_is_typed(careful: Careful) -> None:
    assert len(set(careful.recovery)) == 10
    typed = careful.recovery[0].upper().replace("-", " ")
    assert careful.sign_in(typed).status == 201
    assert careful.sign_in(careful.recovery[0]).code == "second_factor_wrong"
    assert [careful.sign_in(code).status for code in careful.recovery[1:]] == [201] * 9


@pytest.mark.parametrize("kind", ["of the app", "of recovery"])
def test_the_code_of_an_interrupted_sign_in_works_for_the_next_one(
    careful: Careful, clock: list[int], kind: str
) -> None:
    clock[0] += 30_000
    code = careful.code() if kind == "of the app" else careful.recovery[0]
    with failing("PutItem", unreachable, unreachable):  # the session
        assert careful.sign_in(code).code == "busy"
    assert careful.sign_in(code).status == 201
    assert careful.sign_in(code).code == "second_factor_wrong"


def test_wrong_codes_are_slowed_down_and_a_missing_code_does_not_reset_the_count(careful: Careful) -> None:
    for _ in range(5):
        assert careful.sign_in("000000").code == "second_factor_wrong"
        last = careful.sign_in()
    assert last.code == "sign_in_slowed"


def test_the_second_factor_is_off_until_a_code_is_confirmed() -> None:
    shop = Shop()
    email = shop.account()
    api = Api(Api().post("/admin/session", {"email": email, "password": PASSWORD}).body["token"])
    api.post("/admin/second-factor", {"password": PASSWORD})
    assert api.post("/admin/second-factor/confirm", {"code": "000000"}).code == "second_factor_wrong"
    assert Api().post("/admin/session", {"email": email, "password": PASSWORD}).status == 201


def test_a_second_factor_cannot_be_replaced_while_it_is_on(careful: Careful) -> None:
    answer = careful.api.post("/admin/second-factor", {"password": PASSWORD})
    assert (answer.status, answer.code) == (409, "second_factor_on")
    assert careful.confirm("000000").code == "second_factor_wrong"


@pytest.mark.parametrize("how", ["{} ", "{:.3} {:.3}", "full-width", "arabic", "dashes"])
def test_a_code_may_be_typed_in_any_way(careful: Careful, clock: list[int], how: str) -> None:
    clock[0] += 30_000
    code = careful.code()
    typed = {
        "{} ": f"{code} ",
        "{:.3} {:.3}": f"{code[:3]} {code[3:]}",
        "full-width": "".join(chr(0xFF10 + int(digit)) for digit in code),
        "arabic": "".join(chr(0x0660 + int(digit)) for digit in code),
        "dashes": f"{code[:3]}\u2011{code[3:]}",
    }[how]
    assert careful.sign_in(typed).status == 201


def test_a_text_that_is_not_a_code_is_a_wrong_code(careful: Careful) -> None:
    assert careful.sign_in("let me in").code == "second_factor_wrong"


def test_setting_up_a_second_factor_needs_the_password() -> None:
    """A stolen access token is valid for a quarter of an hour only."""
    email = Shop().account()
    api = Api(Api().post("/admin/session", {"email": email, "password": PASSWORD}).body["token"])
    for body, status, code in (({}, 403, "password_required"), ({"password": "a guess"}, 401, "credentials_wrong")):
        answer = api.post("/admin/second-factor", body)
        assert (answer.status, answer.code) == (status, code)
    assert AdminRow.get(email).totp_pending is None


def test_a_retry_of_a_confirmation_with_any_valid_code_returns_the_same_recovery_codes(
    clock: list[int],
) -> None:
    careful = Careful()
    assert careful.confirm(careful.code()).body["recovery_codes"] == careful.recovery
    clock[0] += 60_000
    assert careful.confirm(careful.code()).body["recovery_codes"] == careful.recovery
    assert careful.confirm("000000").code == "second_factor_wrong"
    assert careful.sign_in(careful.recovery[0]).status == 201
    assert careful.confirm(careful.code()).code == "second_factor_wrong"


def test_recovery_codes_are_not_returned_again_once_a_code_was_used_to_sign_in(
    careful: Careful, clock: list[int]
) -> None:
    clock[0] += 30_000
    assert careful.sign_in(careful.code()).status == 201
    assert careful.confirm(careful.code()).code == "second_factor_wrong"


def test_recovery_codes_are_not_returned_again_after_ten_minutes(careful: Careful, clock: list[int]) -> None:
    clock[0] += 11 * 60_000
    assert careful.confirm(careful.code()).code == "second_factor_wrong"


def test_giving_back_a_code_that_has_expired_meanwhile_adds_no_recovery_code(
    careful: Careful, clock: list[int]
) -> None:
    clock[0] += 30_000
    code = careful.code()
    admin = admins.get(careful.email)
    assert admin is not None
    second_factor.check(admin, code)
    clock[0] += 10 * 60_000
    second_factor.give_back(admin, code)
    assert len(AdminRow.get(careful.email, consistent_read=True).recovery) == second_factor.RECOVERY_CODES


def test_switching_it_off_needs_the_password(careful: Careful) -> None:
    def off(password: str) -> Answer:
        return careful.api.call("DELETE", "/admin/second-factor", {"password": password})

    assert off("not this one").code == "credentials_wrong"
    assert careful.sign_in().code == "second_factor_required"
    assert off(PASSWORD).status == 200
    assert careful.sign_in().status == 201


def test_the_table_contains_no_recovery_code(careful: Careful) -> None:
    row = str(AdminRow.get(careful.email).serialize())
    assert not [code for code in careful.recovery if code in row or code.replace("-", "") in row]


def test_owners_see_which_admins_have_a_second_factor(careful: Careful) -> None:
    careful.shop.account("Noor")
    admins = careful.api.get("/admin/team").body["admins"]
    assert [(each["name"], each["second_factor"]) for each in admins] == [("Maya", True), ("Noor", False)]
