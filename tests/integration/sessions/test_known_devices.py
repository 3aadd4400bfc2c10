"""Strangers who guess at an account cannot keep its admin out."""

import secrets

import pytest

from chalicelib.identity import accounts, attempts, known_devices, totp
from chalicelib.model import now_ms
from chalicelib.storage import counters as stored
from deployment.rescue import rescue
from tests.api_client import PASSWORD, Answer, Api, Shop
from tests.tokens import claims_of, signed

NEW = "another long password"
HOUR_MS = 3600 * 1000


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time by which attempts are counted and codes are made, in milliseconds; a test moves it."""
    time = [now_ms()]
    monkeypatch.setattr(attempts, "now_ms", lambda: time[0])
    monkeypatch.setattr(totp, "now_ms", lambda: time[0])
    monkeypatch.setattr(stored.time, "time", lambda: time[0] / 1000)
    return time


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing takes its time; here only the counting is looked at."""
    monkeypatch.setattr(
        accounts, "matching_form", lambda password, hash: password if password == PASSWORD and hash else None
    )


def somewhere() -> str:
    return f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1"


def tried(email: str, password: str = "a guess", address: str | None = None, **more: object) -> Answer:
    return Api(address=address or somewhere()).post("/admin/session", {"email": email, "password": password, **more})


def arm(email: str) -> None:
    """Strangers from everywhere guess until the account has to wait."""
    while tried(email).status != 429:
        pass


def guesses_in_a_day(email: str, clock: list[int], addresses: int) -> int:
    """Tries as soon as it is allowed to, from so many addresses, for 24 hours."""
    places = [somewhere() for _ in range(addresses)]
    guesses, end = 0, clock[0] + 24 * HOUR_MS
    while clock[0] < end:
        waits = []
        for place in places:
            while (answer := tried(email, address=place)).status == 401:
                guesses += 1
            waits.append(int(answer.headers["retry-after"]))
        clock[0] += min(waits) * 1000
    return guesses


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("addresses", [1, 12])
def test_a_stranger_gets_about_a_hundred_guesses_a_day_however_many_addresses(clock: list[int], addresses: int) -> None:
    guesses = guesses_in_a_day(Shop().account(), clock, addresses)
    assert 90 <= guesses <= 130, guesses


@pytest.mark.usefixtures("quick")
def test_an_attacker_who_waits_until_failures_are_forgotten_gets_no_more(clock: list[int]) -> None:
    email, guesses = Shop().account(), 0
    for _ in range(96):  # a burst each quarter of an hour
        while tried(email).status == 401:
            guesses += 1
        clock[0] += 15 * 60 * 1000
    assert guesses <= 130


@pytest.mark.usefixtures("quick")
def test_the_owner_signs_in_from_a_known_device_at_any_time_of_an_attack_that_lasts_a_day(clock: list[int]) -> None:
    email = Shop().account()
    device = tried(email, PASSWORD).body["device_token"]
    for _ in range(24 * 4):
        arm(email)
        assert tried(email, PASSWORD).status == 429  # a device that nobody knows
        entry = tried(email, PASSWORD, device_tokens=["not one", device])
        assert entry.status == 201
        device = entry.body["device_token"]
        clock[0] += 15 * 60 * 1000


@pytest.mark.usefixtures("quick")
def test_an_address_that_others_have_spoilt_does_not_keep_a_known_device_out(clock: list[int]) -> None:
    email, office = Shop().account(), somewhere()
    device = tried(email, PASSWORD, office).body["device_token"]
    for _ in range(60):
        tried(f"{secrets.token_hex(6)}@shop.example", address=office)
    assert tried(email, PASSWORD, office).status == 429
    assert tried(email, PASSWORD, office, device_tokens=[device]).status == 201


@pytest.mark.usefixtures("quick")
def test_who_guesses_on_a_known_device_waits_there_and_nowhere_else(clock: list[int]) -> None:
    email = Shop().account()
    device = tried(email, PASSWORD).body["device_token"]
    statuses = [tried(email, device_tokens=[device]).status for _ in range(8)]
    assert statuses == [401] * 5 + [429] * 3
    assert tried(email, PASSWORD).status == 201


def test_a_token_of_another_account_of_another_purpose_or_forged_is_no_known_device(clock: list[int]) -> None:
    shop = Shop()
    email, other = shop.account(), shop.account("Noor")
    entry = tried(email, PASSWORD).body
    genuine = claims_of(entry["device_token"])
    strangers = [
        tried(other, PASSWORD).body["device_token"],
        entry["token"],
        shop.visitor().api.token,
        signed(genuine, key="k" * 40),
        signed({**genuine, "exp": 1}),
        "x",
    ]
    arm(email)
    assert tried(email, PASSWORD, device_tokens=strangers).status == 429
    assert tried(email, PASSWORD, device_tokens=[entry["device_token"]]).status == 201


def test_a_device_is_known_until_the_password_changes_and_the_one_that_changes_it_stays_known(clock: list[int]) -> None:
    email = Shop().account()
    here, there = tried(email, PASSWORD).body, tried(email, PASSWORD).body
    api = Api(here["token"])
    changed = api.post("/admin/password", {"current": PASSWORD, "password": NEW})
    assert changed.body["admin_id"] == here["admin"]["id"]
    admin = accounts.find_admin(email)
    assert known_devices.recognise(admin, [here["device_token"], there["device_token"]]) is None
    assert known_devices.recognise(admin, [changed.body["device_token"]])


def test_signing_out_everywhere_leaves_devices_known_or_the_owner_could_not_come_back(clock: list[int]) -> None:
    email = Shop().account()
    entry = tried(email, PASSWORD).body
    Api(entry["token"]).call("DELETE", "/admin/sessions")
    arm(email)
    assert tried(email, PASSWORD, device_tokens=[entry["device_token"]]).status == 201


def test_each_way_in_makes_the_browser_known(clock: list[int]) -> None:
    shop = Shop()
    owner = shop.admin()
    email = f"{secrets.token_hex(6)}@shop.example"
    asked = {"email": email, "role": "agent", "password": PASSWORD}
    link = owner.post("/admin/invitations", asked).body["secret"]
    joined = Api().post("/admin/invitations/accept", {"secret": link, "name": "Olu", "password": PASSWORD}).body
    refreshed = Api().post("/admin/session/refresh", {"refresh_token": joined["refresh_token"]}).body
    admin = accounts.find_admin(email)
    for entry in (joined, refreshed):
        assert known_devices.recognise(admin, [entry["device_token"]])


class Careful:
    """An account with a second factor."""

    def __init__(self, clock: list[int]) -> None:
        self.clock = clock
        self.email = Shop().account()
        self.api = Api(tried(self.email, PASSWORD).body["token"])
        self.secret = self.api.post("/admin/second-factor", {"password": PASSWORD}).body["secret"]
        self.recovery = self.api.post("/admin/second-factor/confirm", {"code": self.code()}).body["recovery_codes"]
        clock[0] += 60_000

    def code(self) -> str:
        return totp.code_at(self.secret, self.clock[0] // 1000 // totp.STEP_SECONDS)


def test_an_owner_with_a_second_factor_gets_in_from_a_new_device_during_an_attack(clock: list[int]) -> None:
    careful = Careful(clock)
    for way in (careful.code(), careful.recovery[0]):
        arm(careful.email)
        assert tried(careful.email, PASSWORD).status == 429  # without the code
        assert tried(careful.email, PASSWORD, code=way).status == 201


def test_whoever_fails_meanwhile_does_not_learn_which_of_the_two_was_wrong(clock: list[int]) -> None:
    careful, plain, nobody = Careful(clock), Shop().account(), f"{secrets.token_hex(6)}@shop.example"
    for email in (careful.email, plain, nobody):
        arm(email)
    answers = [
        tried(careful.email, "a guess", code=careful.code()),
        tried(careful.email, PASSWORD, code="000000"),
        tried(careful.email, "a guess", code="000000"),
        tried(plain, PASSWORD, code="000000"),
        tried(nobody, PASSWORD, code="000000"),
    ]
    assert {(answer.status, answer.raw, answer.headers["retry-after"]) for answer in answers} == {
        (429, answers[0].raw, "1")
    }


def test_strangers_without_the_password_cannot_close_the_way_of_the_second_factor(clock: list[int]) -> None:
    careful = Careful(clock)
    arm(careful.email)
    for _ in range(40):
        assert tried(careful.email, "a guess", code="000000").status == 429
    assert tried(careful.email, PASSWORD, code=careful.code()).status == 201


def test_who_has_the_password_guesses_codes_slowly_whatever_the_address(clock: list[int]) -> None:
    careful = Careful(clock)
    arm(careful.email)
    for _ in range(5):
        assert tried(careful.email, PASSWORD, code="000000").status == 429
    assert tried(careful.email, PASSWORD, code=careful.code()).status == 429  # not looked at any more


def test_an_address_that_fails_meanwhile_has_to_wait_itself(clock: list[int]) -> None:
    careful, here = Careful(clock), somewhere()
    arm(careful.email)
    for _ in range(5):
        tried(careful.email, "a guess", here, code="000000")
    assert tried(careful.email, PASSWORD, here, code=careful.code()).status == 429


@pytest.mark.usefixtures("quick")
def test_who_is_signed_in_changes_the_password_and_the_second_factor_during_an_attack(
    clock: list[int],
) -> None:
    email = Shop().account()
    api = Api(tried(email, PASSWORD).body["token"])
    arm(email)
    offer = api.post("/admin/second-factor", {"password": PASSWORD})
    assert offer.status == 201
    code = totp.code_at(offer.body["secret"], clock[0] // 1000 // totp.STEP_SECONDS)
    assert api.post("/admin/second-factor/confirm", {"code": code}).status == 200
    assert api.call("DELETE", "/admin/second-factor", {"password": PASSWORD}).status == 200
    assert api.post("/admin/password", {"current": PASSWORD, "password": NEW}).status == 200


def test_a_rescue_ends_the_waits_and_its_link_makes_the_browser_known(clock: list[int]) -> None:
    email, here = Shop().account(), somewhere()
    for _ in range(6):
        tried(email, address=here)
    arm(email)
    secret = rescue(email, second_factor_off=False)
    assert tried(email, PASSWORD, here).status == 201  # the old password is good until the new one is set
    reset = Api().post("/admin/password-reset", {"secret": secret, "password": NEW})
    arm(email)  # they go on
    assert tried(email, NEW).status == 429
    assert tried(email, NEW, device_tokens=[reset.body["device_token"]]).status == 201
