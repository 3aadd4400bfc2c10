"""Limits on guessing passwords."""

import secrets
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.accounts import passwords, sign_in, sign_in_attempts
from chalicelib.storage import counters as stored
from tests.api_client import PASSWORD, Answer, Api, Shop
from tests.integration.engine import failing, seen, unreachable


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skips hashing, which is slow: these tests are about counting."""
    monkeypatch.setattr(sign_in, "verify_password", lambda password, hash: password == PASSWORD and hash is not None)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The clock for counting attempts, in milliseconds. Tests move it."""
    time = [1_800_000_000_000]
    monkeypatch.setattr(sign_in_attempts, "now_ms", lambda: time[0])
    monkeypatch.setattr(stored.time, "time", lambda: time[0] / 1000)
    return time


def somewhere() -> str:
    return f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1"


def try_sign_in(email: str, address: str, password: str = "not this one") -> Answer:
    return Api(address=address).post("/admin/session", {"email": email, "password": password})


@pytest.fixture(params=["an account", "nobody"])
def email(request: pytest.FixtureRequest) -> str:
    return Shop().account() if request.param == "an account" else f"{secrets.token_hex(6)}@shop.example"


def test_the_fifth_failure_makes_the_next_attempt_wait_and_each_further_one_doubles_it(
    email: str, clock: list[int]
) -> None:
    here = somewhere()
    assert [try_sign_in(email, here).code for _ in range(5)] == ["credentials_wrong"] * 5
    waits = []
    for _ in range(12):
        slowed = try_sign_in(email, here)
        assert (slowed.status, slowed.code) == (429, "sign_in_slowed")
        waits.append(int(slowed.headers["retry-after"]))
        clock[0] += waits[-1] * 1000
        assert try_sign_in(email, here).code == "credentials_wrong"
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_an_answer_during_the_wait_does_not_reveal_whether_the_password_is_right(clock: list[int]) -> None:
    email, here = Shop().account(), somewhere()
    for _ in range(5):
        try_sign_in(email, here)
    assert try_sign_in(email, here, PASSWORD).raw == try_sign_in(email, here).raw


def test_a_few_failures_at_one_address_do_not_slow_down_other_addresses(clock: list[int]) -> None:
    email, here, elsewhere = Shop().account(), somewhere(), somewhere()
    for _ in range(6):
        try_sign_in(email, here)
    assert try_sign_in(email, here, PASSWORD).status == 429
    assert try_sign_in(email, elsewhere, PASSWORD).status == 201


def test_failures_from_many_addresses_slow_down_the_account_from_the_twentieth_on(email: str, clock: list[int]) -> None:
    assert {try_sign_in(email, somewhere()).status for _ in range(20)} == {401}
    assert try_sign_in(email, somewhere()).status == 429


def test_failures_for_many_accounts_slow_down_the_address_from_the_fiftieth_on(clock: list[int]) -> None:
    here = somewhere()
    assert {try_sign_in(f"{secrets.token_hex(6)}@shop.example", here).status for _ in range(50)} == {401}
    assert try_sign_in(Shop().account(), here, PASSWORD).status == 429


def test_signing_in_resets_the_failures_of_the_account_at_this_address(clock: list[int]) -> None:
    email, here = Shop().account(), somewhere()
    for _ in range(3):
        assert [try_sign_in(email, here).status for _ in range(4)] == [401] * 4
        assert try_sign_in(email, here, PASSWORD).status == 201


def test_signing_in_to_one_account_does_not_reset_the_failures_for_others(clock: list[int]) -> None:
    own, here = Shop().account(), somewhere()
    for _ in range(49):
        try_sign_in(f"{secrets.token_hex(6)}@shop.example", here)
    assert try_sign_in(own, here, PASSWORD).status == 201
    assert try_sign_in(f"{secrets.token_hex(6)}@shop.example", here).status == 401
    assert try_sign_in(own, here, PASSWORD).status == 429


def test_signing_in_a_hundred_times_does_not_count_as_failures(clock: list[int]) -> None:
    email, here = Shop().account(), somewhere()
    assert {try_sign_in(email, here, PASSWORD).status for _ in range(60)} == {201}


def test_failures_expire_a_day_after_the_wait(clock: list[int]) -> None:
    email, here = Shop().account(), somewhere()
    for _ in range(5):
        try_sign_in(email, here)
    clock[0] += 20 * 3600 * 1000
    assert try_sign_in(email, here).status == 401
    assert try_sign_in(email, here).status == 429
    clock[0] += (2 + 24 * 3600) * 1000
    assert [try_sign_in(email, here).status for _ in range(5)] == [401] * 5


def test_parallel_guesses_are_limited_like_sequential_ones(email: str) -> None:
    here = somewhere()
    with ThreadPoolExecutor(16) as guessers:
        codes = Counter(answer.code for answer in guessers.map(lambda _: try_sign_in(email, here), range(40)))
    assert set(codes) == {"credentials_wrong", "sign_in_slowed"}
    assert codes["credentials_wrong"] <= 8  # five, and one after each wait that ended in the meantime


def test_an_attempt_that_an_error_interrupts_does_not_count_as_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    email, here = Shop().account(), somewhere()
    for _ in range(8):
        with monkeypatch.context() as patch:
            patch.setattr(sign_in.admins, "find", lambda _: failing_store())
            assert try_sign_in(email, here, PASSWORD).status == 500
    assert try_sign_in(email, here, PASSWORD).status == 201


def failing_store() -> None:
    raise ConnectionError


def test_no_guess_is_possible_while_the_store_is_unreachable() -> None:
    with failing("UpdateItem", *[unreachable] * 20):
        assert try_sign_in(Shop().account(), somewhere(), PASSWORD).code == "busy"


def test_a_refused_sign_in_is_in_the_audit_log_with_its_address() -> None:
    shop, here = Shop(), somewhere()
    email = shop.account()
    try_sign_in(email, here)
    entries = shop.admin().get("/admin/audit").body["entries"]
    assert [each["address"] for each in entries if each["action"] == "session.refused"] == [here]


def test_the_audit_entry_of_an_attempt_without_an_account_names_nobody_and_expires_after_an_hour() -> None:
    here = somewhere()
    with seen() as requests:
        assert try_sign_in(f"{secrets.token_hex(6)}@shop.example", here).status == 401
        assert try_sign_in(Shop().account(), here).status == 401
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


def test_the_decoy_hash_takes_as_long_as_that_of_an_account() -> None:
    assert passwords.decoy_hash().split("$")[:4] == passwords.hash_password(PASSWORD).split("$")[:4]
