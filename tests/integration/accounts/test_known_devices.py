"""Strangers who guess passwords cannot lock an admin out."""

import secrets

import pyotp
import pytest

from chalicelib.accounts import admins, devices, second_factor, sign_in, sign_in_attempts
from chalicelib.model import now_ms
from chalicelib.storage import counters as stored
from deployment.rescue import rescue
from tests.api_client import PASSWORD, Answer, Api, Shop
from tests.tokens import claims_of, signed

NEW = "another long password"
HOUR_MS = 3600 * 1000


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The clock for counting attempts and for codes, in milliseconds. Tests move it."""
    time = [now_ms()]
    monkeypatch.setattr(sign_in_attempts, "now_ms", lambda: time[0])
    monkeypatch.setattr(second_factor, "now_ms", lambda: time[0])
    monkeypatch.setattr(stored.time, "time", lambda: time[0] / 1000)
    return time


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skips hashing, which is slow: these tests are about counting."""
    monkeypatch.setattr(sign_in, "verify_password", lambda password, hash: password == PASSWORD and hash is not None)


def somewhere() -> str:
    return f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1"


def try_sign_in(email: str, password: str = "a guess", address: str | None = None, **more: object) -> Answer:
    return Api(address=address or somewhere()).post("/admin/session", {"email": email, "password": password, **more})


def attack(email: str) -> None:
    """Makes failed attempts from many addresses until the account has to wait."""
    while try_sign_in(email).status != 429:
        pass


def guesses_in_a_day(email: str, clock: list[int], addresses: int) -> int:
    """Makes an attempt as soon as one is allowed, from so many addresses, for 24 hours."""
    places = [somewhere() for _ in range(addresses)]
    guesses, end = 0, clock[0] + 24 * HOUR_MS
    while clock[0] < end:
        waits = []
        for place in places:
            while (answer := try_sign_in(email, address=place)).status == 401:
                guesses += 1
            waits.append(int(answer.headers["retry-after"]))
        clock[0] += min(waits) * 1000
    return guesses


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("addresses", [1, 4])
def test_a_stranger_gets_about_a_hundred_guesses_a_day_however_many_addresses(clock: list[int], addresses: int) -> None:
    guesses = guesses_in_a_day(Shop().account(), clock, addresses)
    assert 90 <= guesses <= 130, guesses


@pytest.mark.usefixtures("quick")
def test_an_attacker_who_waits_until_failures_expire_gets_no_more_guesses(clock: list[int]) -> None:
    email, guesses = Shop().account(), 0
    for _ in range(96):  # a burst each quarter of an hour
        while try_sign_in(email).status == 401:
            guesses += 1
        clock[0] += 15 * 60 * 1000
    assert guesses <= 130


@pytest.mark.usefixtures("quick")
def test_the_owner_signs_in_from_a_known_device_at_any_time_of_an_attack_that_lasts_a_day(clock: list[int]) -> None:
    email = Shop().account()
    device = try_sign_in(email, PASSWORD).body["device_token"]
    for _ in range(24 * 4):
        attack(email)
        assert try_sign_in(email, PASSWORD).status == 429  # from an unknown device
        entry = try_sign_in(email, PASSWORD, device_tokens=["not one", device])
        assert entry.status == 201
        device = entry.body["device_token"]
        clock[0] += 15 * 60 * 1000


@pytest.mark.usefixtures("quick")
def test_failures_of_others_at_the_same_address_do_not_lock_a_known_device_out(clock: list[int]) -> None:
    email, office = Shop().account(), somewhere()
    device = try_sign_in(email, PASSWORD, office).body["device_token"]
    for _ in range(60):
        try_sign_in(f"{secrets.token_hex(6)}@shop.example", address=office)
    assert try_sign_in(email, PASSWORD, office).status == 429
    assert try_sign_in(email, PASSWORD, office, device_tokens=[device]).status == 201


@pytest.mark.usefixtures("quick")
def test_failures_on_a_known_device_make_only_that_device_wait(clock: list[int]) -> None:
    email = Shop().account()
    device = try_sign_in(email, PASSWORD).body["device_token"]
    statuses = [try_sign_in(email, device_tokens=[device]).status for _ in range(8)]
    assert statuses == [401] * 5 + [429] * 3
    assert try_sign_in(email, PASSWORD).status == 201


@pytest.mark.usefixtures("quick")
def test_refreshing_a_session_does_not_give_its_browser_new_guesses(clock: list[int]) -> None:
    email = Shop().account()
    entry = try_sign_in(email, PASSWORD)
    statuses = [try_sign_in(email, device_tokens=[entry.body["device_token"]]).status for _ in range(6)]
    assert statuses == [401] * 5 + [429]
    fresh = Api().post("/admin/session/refresh", {"refresh_token": entry.body["refresh_token"]})
    assert try_sign_in(email, device_tokens=[fresh.body["device_token"]]).status == 429


def test_a_token_of_another_account_or_purpose_or_a_forged_one_is_not_a_known_device(clock: list[int]) -> None:
    shop = Shop()
    email, other = shop.account(), shop.account("Noor")
    entry = try_sign_in(email, PASSWORD).body
    genuine = claims_of(entry["device_token"])
    strangers = [
        try_sign_in(other, PASSWORD).body["device_token"],
        entry["token"],
        shop.visitor().api.token,
        signed(genuine, key="k" * 40),
        signed({**genuine, "exp": 1}),
        "x",
    ]
    attack(email)
    assert try_sign_in(email, PASSWORD, device_tokens=strangers).status == 429
    assert try_sign_in(email, PASSWORD, device_tokens=[entry["device_token"]]).status == 201


def test_a_new_password_makes_all_devices_unknown_except_the_one_that_set_it(clock: list[int]) -> None:
    email = Shop().account()
    here, there = try_sign_in(email, PASSWORD).body, try_sign_in(email, PASSWORD).body
    api = Api(here["token"])
    changed = api.post("/admin/password", {"current": PASSWORD, "password": NEW})
    assert changed.body["admin_id"] == here["admin"]["id"]
    admin = admins.find(email)
    assert devices.recognise(admin, [here["device_token"], there["device_token"]]) is None
    assert devices.recognise(admin, [changed.body["device_token"]])


def test_signing_out_everywhere_keeps_devices_known_so_that_the_owner_can_sign_in_again(clock: list[int]) -> None:
    email = Shop().account()
    entry = try_sign_in(email, PASSWORD).body
    Api(entry["token"]).call("DELETE", "/admin/sessions")
    attack(email)
    assert try_sign_in(email, PASSWORD, device_tokens=[entry["device_token"]]).status == 201


def test_every_way_to_sign_in_makes_the_browser_known(clock: list[int]) -> None:
    shop = Shop()
    owner = shop.admin()
    email = f"{secrets.token_hex(6)}@shop.example"
    fields = {"email": email, "role": "agent", "password": PASSWORD}
    link = owner.post("/admin/invitations", fields).body["secret"]
    joined = Api().post("/admin/invitations/accept", {"secret": link, "name": "Olu", "password": PASSWORD}).body
    refreshed = Api().post("/admin/session/refresh", {"refresh_token": joined["refresh_token"]}).body
    admin = admins.find(email)
    for entry in (joined, refreshed):
        assert devices.recognise(admin, [entry["device_token"]])


class Careful:
    """An account with a second factor."""

    def __init__(self, clock: list[int]) -> None:
        self.clock = clock
        self.email = Shop().account()
        self.api = Api(try_sign_in(self.email, PASSWORD).body["token"])
        self.secret = self.api.post("/admin/second-factor", {"password": PASSWORD}).body["secret"]
        self.recovery = self.api.post("/admin/second-factor/confirm", {"code": self.code()}).body["recovery_codes"]
        clock[0] += 60_000

    def code(self) -> str:
        return pyotp.TOTP(self.secret).at(self.clock[0] // 1000)


def test_an_owner_with_a_second_factor_signs_in_from_a_new_device_during_an_attack(clock: list[int]) -> None:
    careful = Careful(clock)
    for way in (careful.code(), careful.recovery[0]):
        attack(careful.email)
        assert try_sign_in(careful.email, PASSWORD).status == 429  # without the code
        assert try_sign_in(careful.email, PASSWORD, code=way).status == 201


def test_a_failure_during_an_attack_does_not_reveal_whether_password_or_code_was_wrong(clock: list[int]) -> None:
    careful, plain, unknown = Careful(clock), Shop().account(), f"{secrets.token_hex(6)}@shop.example"
    for email in (careful.email, plain, unknown):
        attack(email)
    answers = [
        try_sign_in(careful.email, "a guess", code=careful.code()),
        try_sign_in(careful.email, PASSWORD, code="000000"),
        try_sign_in(careful.email, "a guess", code="000000"),
        try_sign_in(plain, PASSWORD, code="000000"),
        try_sign_in(unknown, PASSWORD, code="000000"),
    ]
    assert {(answer.status, answer.raw, answer.headers["retry-after"]) for answer in answers} == {
        (429, answers[0].raw, "1")
    }


def test_strangers_without_the_password_cannot_lock_sign_in_with_the_second_factor(clock: list[int]) -> None:
    careful = Careful(clock)
    attack(careful.email)
    for _ in range(40):
        assert try_sign_in(careful.email, "a guess", code="000000").status == 429
    assert try_sign_in(careful.email, PASSWORD, code=careful.code()).status == 201


def test_codes_are_guessed_slowly_with_the_right_password_from_any_address(clock: list[int]) -> None:
    careful = Careful(clock)
    attack(careful.email)
    for _ in range(5):
        assert try_sign_in(careful.email, PASSWORD, code="000000").status == 429
    assert try_sign_in(careful.email, PASSWORD, code=careful.code()).status == 429  # not checked any longer


def test_failures_during_an_attack_count_for_their_own_address_too(clock: list[int]) -> None:
    careful, here = Careful(clock), somewhere()
    attack(careful.email)
    for _ in range(5):
        try_sign_in(careful.email, "a guess", here, code="000000")
    assert try_sign_in(careful.email, PASSWORD, here, code=careful.code()).status == 429


@pytest.mark.usefixtures("quick")
def test_a_signed_in_admin_changes_password_and_second_factor_during_an_attack(
    clock: list[int],
) -> None:
    email = Shop().account()
    api = Api(try_sign_in(email, PASSWORD).body["token"])
    attack(email)
    offer = api.post("/admin/second-factor", {"password": PASSWORD})
    assert offer.status == 201
    code = pyotp.TOTP(offer.body["secret"]).at(clock[0] // 1000)
    assert api.post("/admin/second-factor/confirm", {"code": code}).status == 200
    assert api.call("DELETE", "/admin/second-factor", {"password": PASSWORD}).status == 200
    assert api.post("/admin/password", {"current": PASSWORD, "password": NEW}).status == 200


def test_a_reset_link_ends_the_wait_and_makes_the_browser_known(clock: list[int]) -> None:
    email, here = Shop().account(), somewhere()
    for _ in range(6):
        try_sign_in(email, address=here)
    attack(email)
    secret = rescue(email, second_factor_off=False)
    assert try_sign_in(email, PASSWORD, here).status == 201  # the old password works until the new one is set
    reset = Api().post("/admin/password-reset", {"secret": secret, "password": NEW})
    attack(email)  # the attack continues
    assert try_sign_in(email, NEW).status == 429
    assert try_sign_in(email, NEW, device_tokens=[reset.body["device_token"]]).status == 201
