"""Who guesses has to wait."""

import secrets
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.identity import accounts, attempts, passwords
from chalicelib.storage import counters as stored
from tests.api_client import PASSWORD, Answer, Api, Shop
from tests.integration.engine import failing, seen, unreachable


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing takes its time; here only the counting is looked at."""
    monkeypatch.setattr(
        accounts, "matching_form", lambda password, hash: password if password == PASSWORD and hash else None
    )


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time by which attempts are counted, in milliseconds; a test moves it."""
    time = [1_800_000_000_000]
    monkeypatch.setattr(attempts, "now_ms", lambda: time[0])
    monkeypatch.setattr(stored.time, "time", lambda: time[0] / 1000)
    return time


def somewhere() -> str:
    return f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1"


def tried(email: str, address: str, password: str = "not this one") -> Answer:
    return Api(address=address).post("/admin/session", {"email": email, "password": password})


@pytest.fixture(params=["an account", "nobody"])
def email(request: pytest.FixtureRequest) -> str:
    return Shop().account() if request.param == "an account" else f"{secrets.token_hex(6)}@shop.example"


def test_the_fifth_failure_makes_the_next_attempt_wait_and_each_further_one_doubles_it(
    email: str, clock: list[int]
) -> None:
    here = somewhere()
    assert [tried(email, here).code for _ in range(5)] == ["credentials_wrong"] * 5
    waits = []
    for _ in range(12):
        slowed = tried(email, here)
        assert (slowed.status, slowed.code) == (429, "sign_in_slowed")
        waits.append(int(slowed.headers["retry-after"]))
        clock[0] += waits[-1] * 1000
        assert tried(email, here).code == "credentials_wrong"
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_who_waits_is_not_told_whether_the_password_is_right(clock: list[int]) -> None:
    email, here = Shop().account(), somewhere()
    for _ in range(5):
        tried(email, here)
    assert tried(email, here, PASSWORD).raw == tried(email, here).raw


def test_somebody_who_mistypes_elsewhere_is_not_slowed_down_by_a_few_failures_here(clock: list[int]) -> None:
    email, here, elsewhere = Shop().account(), somewhere(), somewhere()
    for _ in range(6):
        tried(email, here)
    assert tried(email, here, PASSWORD).status == 429
    assert tried(email, elsewhere, PASSWORD).status == 201


def test_an_account_that_is_tried_from_many_places_is_slowed_down_from_the_twentieth_failure_on(
    email: str, clock: list[int]
) -> None:
    assert {tried(email, somewhere()).status for _ in range(20)} == {401}
    assert tried(email, somewhere()).status == 429


def test_an_address_that_tries_many_accounts_is_slowed_down_from_the_fiftieth_failure_on(clock: list[int]) -> None:
    here = somewhere()
    assert {tried(f"{secrets.token_hex(6)}@shop.example", here).status for _ in range(50)} == {401}
    assert tried(Shop().account(), here, PASSWORD).status == 429


def test_signing_in_clears_ones_own_failures_here(clock: list[int]) -> None:
    email, here = Shop().account(), somewhere()
    for _ in range(3):
        assert [tried(email, here).status for _ in range(4)] == [401] * 4
        assert tried(email, here, PASSWORD).status == 201


def test_an_account_of_ones_own_does_not_clear_the_failures_with_others(clock: list[int]) -> None:
    own, here = Shop().account(), somewhere()
    for _ in range(49):
        tried(f"{secrets.token_hex(6)}@shop.example", here)
    assert tried(own, here, PASSWORD).status == 201
    assert tried(f"{secrets.token_hex(6)}@shop.example", here).status == 401
    assert tried(own, here, PASSWORD).status == 429


def test_signing_in_a_hundred_times_is_no_failure(clock: list[int]) -> None:
    email, here = Shop().account(), somewhere()
    assert {tried(email, here, PASSWORD).status for _ in range(60)} == {201}


def test_failures_are_forgotten_a_day_after_the_wait(clock: list[int]) -> None:
    email, here = Shop().account(), somewhere()
    for _ in range(5):
        tried(email, here)
    clock[0] += 20 * 3600 * 1000
    assert tried(email, here).status == 401
    assert tried(email, here).status == 429
    clock[0] += (2 + 24 * 3600) * 1000
    assert [tried(email, here).status for _ in range(5)] == [401] * 5


def test_many_guesses_at_once_get_no_further_than_one_after_the_other(email: str) -> None:
    here = somewhere()
    with ThreadPoolExecutor(16) as guessers:
        codes = Counter(answer.code for answer in guessers.map(lambda _: tried(email, here), range(40)))
    assert set(codes) == {"credentials_wrong", "sign_in_slowed"}
    assert codes["credentials_wrong"] <= 8  # five, and one after each wait that was over meanwhile


def test_an_attempt_that_could_not_be_made_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    email, here = Shop().account(), somewhere()
    for _ in range(8):
        with monkeypatch.context() as patch:
            patch.setattr(accounts, "find_admin", lambda _: failing_store())
            assert tried(email, here, PASSWORD).status == 500
    assert tried(email, here, PASSWORD).status == 201


def failing_store() -> None:
    raise ConnectionError


def test_a_store_out_of_reach_lets_nobody_guess() -> None:
    with failing("UpdateItem", *[unreachable] * 20):
        assert tried(Shop().account(), somewhere(), PASSWORD).code == "busy"


def test_a_refused_sign_in_is_written_down_with_its_address() -> None:
    shop, here = Shop(), somewhere()
    email = shop.account()
    tried(email, here)
    entries = shop.admin().get("/admin/audit").body["entries"]
    assert [each["address"] for each in entries if each["action"] == "session.refused"] == [here]


def test_what_is_written_of_an_attempt_at_no_account_names_nobody_and_is_gone_after_an_hour() -> None:
    here = somewhere()
    with seen() as requests:
        assert tried(f"{secrets.token_hex(6)}@shop.example", here).status == 401
        assert tried(Shop().account(), here).status == 401
    nobodys, somebodys = [
        parameters["Item"]
        for operation, parameters in requests
        if operation == "PutItem" and str(parameters["TableName"]).endswith("audit")
    ]
    assert here not in str(nobodys)
    assert (nobodys["address"]["S"], nobodys["target"]["S"]) == ("", "")
    now = time.time()
    assert int(nobodys["expires_at"]["N"]) - now <= 3600
    assert int(somebodys["expires_at"]["N"]) - now <= 30 * 24 * 3600


def test_the_hash_of_nobody_takes_as_long_as_that_of_somebody() -> None:
    assert passwords.hash_of_nobody().split("$")[:4] == passwords.hash_password(PASSWORD).split("$")[:4]
