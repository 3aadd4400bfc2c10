"""Staying signed in: refresh tokens, which change at every use."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.accounts import admins, refresh, refresh_tokens, sessions
from chalicelib.storage import sessions as stored
from chalicelib.storage.tables import SessionRow
from tests.api_client import PASSWORD, Answer, Api, Shop
from tests.integration.engine import Crash, dies_after, dies_before, failing, loses_answer, unreachable


@pytest.fixture
def entry() -> Answer:
    return signed_in(Shop().account())


def signed_in(email: str) -> Answer:
    answer = Api().post("/admin/session", {"email": email, "password": PASSWORD})
    assert answer.status == 201
    return answer


def refreshed(token: str) -> Answer:
    return Api().post("/admin/session/refresh", {"refresh_token": token})


def works(answer: Answer) -> bool:
    return Api(answer.body["token"]).get("/admin/chatbot").status == 200


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Moves the time past the minute in which another tab may still send the previous token."""
    monkeypatch.setattr(refresh, "TOGETHER_MS", -1)


def test_a_refresh_returns_new_tokens_for_the_same_session(entry: Answer) -> None:
    answer = refreshed(entry.body["refresh_token"])
    assert answer.status == 201
    assert answer.body.keys() == entry.body.keys()
    assert answer.body["session_id"] == entry.body["session_id"]
    assert answer.body["refresh_token"] != entry.body["refresh_token"]
    assert works(answer)
    assert works(refreshed(answer.body["refresh_token"]))


def test_a_retry_of_a_refresh_with_a_lost_answer_returns_the_same_token(entry: Answer) -> None:
    first, second = (refreshed(entry.body["refresh_token"]) for _ in range(2))
    assert first.body["refresh_token"] == second.body["refresh_token"]
    assert works(refreshed(second.body["refresh_token"]))


@pytest.mark.parametrize("fault", [loses_answer, unreachable])
def test_a_store_that_does_not_answer_does_not_sign_out(entry: Answer, fault: object) -> None:
    with failing("UpdateItem", *[fault] * 2):  # type: ignore[list-item]
        refreshed(entry.body["refresh_token"])
    assert works(refreshed(entry.body["refresh_token"]))


@pytest.mark.parametrize("death", [dies_before, dies_after])
def test_a_process_that_dies_during_a_refresh_does_not_sign_out(entry: Answer, death: object) -> None:
    with failing("UpdateItem", death), pytest.raises(Crash):  # type: ignore[arg-type]
        refreshed(entry.body["refresh_token"])
    again = refreshed(entry.body["refresh_token"])
    assert works(again)
    assert works(refreshed(again.body["refresh_token"]))


def test_tabs_that_refresh_at_once_get_the_same_token(entry: Answer) -> None:
    with ThreadPoolExecutor(6) as tabs:
        answers = list(tabs.map(refreshed, [entry.body["refresh_token"]] * 6))
    assert {answer.status for answer in answers} == {201}
    (following,) = {answer.body["refresh_token"] for answer in answers}
    assert works(refreshed(following))


@pytest.mark.usefixtures("later")
def test_a_reused_token_ends_the_session_for_both_holders(entry: Answer) -> None:
    following = refreshed(entry.body["refresh_token"])
    assert works(following)
    assert refreshed(entry.body["refresh_token"]).code == "session_revoked"
    assert refreshed(following.body["refresh_token"]).code == "session_revoked"
    assert Api(following.body["token"]).get("/admin/chatbot").code == "session_revoked"


def test_a_token_from_two_refreshes_ago_always_counts_as_reused(entry: Answer) -> None:
    following = refreshed(refreshed(entry.body["refresh_token"]).body["refresh_token"])
    assert refreshed(entry.body["refresh_token"]).code == "session_revoked"
    assert not works(following)


@pytest.mark.usefixtures("later")
def test_a_reused_token_is_in_the_audit_log(entry: Answer) -> None:
    assert works(refreshed(entry.body["refresh_token"]))
    refreshed(entry.body["refresh_token"])
    owner = Api(signed_in(entry.body["admin"]["email"]).body["token"])
    (found,) = [each for each in owner.get("/admin/audit").body["entries"] if each["action"] == "session.token_reused"]
    assert (found["actor"], found["target"]) == (entry.body["admin"]["id"], entry.body["session_id"])


def test_the_table_contains_no_token(entry: Answer) -> None:
    admin_id, session_id = entry.body["admin"]["id"], entry.body["session_id"]
    row = SessionRow.get(admin_id, session_id)
    secret = refresh_tokens.parse(entry.body["refresh_token"]).secret
    assert secret not in str(row.serialize())


def test_a_session_expires_after_thirty_days_without_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "IDLE_SECONDS", 0)
    entry = signed_in(Shop().account())
    stored.known.clear()
    assert refreshed(entry.body["refresh_token"]).code == "session_revoked"
    assert not works(entry)


def test_each_refresh_extends_the_session_to_thirty_days(entry: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "IDLE_SECONDS", 31 * 24 * 3600)
    following = refreshed(entry.body["refresh_token"])
    assert following.body["refresh_expires_at"] - entry.body["refresh_expires_at"] >= 24 * 3600 * 1000


def test_a_session_from_before_a_password_change_cannot_be_refreshed(entry: Answer) -> None:
    admins.set_password(entry.body["admin"]["email"], "another long password")
    assert refreshed(entry.body["refresh_token"]).code == "session_revoked"
    assert not works(entry)
