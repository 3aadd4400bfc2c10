"""Signing in and out, and the list of sessions."""

import pytest

from chalicelib.accounts import admins, sessions
from chalicelib.storage import sessions as stored
from tests.api_client import PASSWORD, Answer, Api, Shop
from tests.integration.engine import failing, loses_answer, seen

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1"


def signed_in(email: str, agent: str = FIREFOX, address: str = "192.0.2.7") -> Answer:
    credentials = {"email": email, "password": PASSWORD}
    answer = Api(address=address).post("/admin/session", credentials, user_agent=agent)
    assert answer.status == 201
    return answer


@pytest.fixture
def email() -> str:
    return Shop().account()


def api(entry: Answer) -> Api:
    return Api(entry.body["token"])


def works(entry: Answer) -> bool:
    return api(entry).get("/admin/chatbot").status == 200


def test_signing_out_ends_the_session_for_both_of_its_tokens(email: str) -> None:
    entry = signed_in(email)
    assert api(entry).call("DELETE", "/admin/session").body == {}
    assert api(entry).get("/admin/chatbot").code == "session_revoked"
    again = Api().post("/admin/session/refresh", {"refresh_token": entry.body["refresh_token"]})
    assert again.code == "session_revoked"


def test_signing_out_twice_is_harmless_because_an_answer_may_be_lost(email: str) -> None:
    entry = signed_in(email)
    with failing("DeleteItem", loses_answer):
        api(entry).call("DELETE", "/admin/session")
    assert [api(entry).call("DELETE", "/admin/session").status for _ in range(2)] == [200, 200]


def test_admins_list_their_sessions_with_device_and_address_the_last_used_first(email: str) -> None:
    desk = signed_in(email, FIREFOX, "192.0.2.7")
    phone = signed_in(email, IPHONE, "198.51.100.9")
    listed = api(desk).get("/admin/sessions").body["sessions"]
    assert [(each["device"], each["address"], each["current"]) for each in listed] == [
        ("Safari on iPhone", "198.51.100.9", False),
        ("Firefox on Linux", "192.0.2.7", True),
    ]
    assert [each["id"] for each in listed] == [phone.body["session_id"], desk.body["session_id"]]


def test_admins_end_one_of_their_sessions_and_no_other(email: str) -> None:
    desk, phone = signed_in(email), signed_in(email, IPHONE)
    assert api(desk).call("DELETE", f"/admin/sessions/{phone.body['session_id']}").status == 200
    assert (works(desk), works(phone)) == (True, False)


def test_admins_cannot_end_or_see_sessions_of_others(email: str) -> None:
    mine, theirs = signed_in(email), signed_in(Shop().account())
    answer = api(mine).call("DELETE", f"/admin/sessions/{theirs.body['session_id']}")
    assert (answer.status, answer.code) == (404, "session_not_found")
    assert [each["id"] for each in api(mine).get("/admin/sessions").body["sessions"]] == [mine.body["session_id"]]
    assert works(theirs)


def test_signing_out_everywhere_leaves_no_session(email: str) -> None:
    entries = [signed_in(email) for _ in range(3)]
    assert api(entries[0]).call("DELETE", "/admin/sessions").status == 200
    assert [works(entry) for entry in entries] == [False, False, False]
    assert stored.of_admin(entries[0].body["admin"]["id"]) == []


def test_a_session_that_another_process_ended_is_served_for_a_minute_at_most(
    email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = signed_in(email)
    key = (entry.body["admin"]["id"], entry.body["session_id"])
    before = stored.known.get(key)
    stored.delete(*key)
    stored.known.put(key, before)  # as in another process that has it cached
    assert works(entry)
    monkeypatch.setattr(stored.known, "seconds", lambda: 0.0)
    assert not works(entry)


def test_a_session_that_another_process_started_is_found_at_once(email: str) -> None:
    entry = signed_in(email)
    stored.known.clear()
    with seen() as requests:
        assert works(entry)
    (read,) = [parameters for operation, parameters in requests if operation == "GetItem"]
    assert read["ConsistentRead"]


def test_the_cache_of_sessions_is_bounded(email: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored.known, "most", 3)
    entries = [signed_in(email) for _ in range(5)]
    assert len(stored.known.entries) <= 3
    assert all(works(entry) for entry in entries)


def test_signing_in_with_the_old_password_during_a_password_change_is_refused(
    email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = stored.put

    def slow(session: object) -> None:
        admins.set_password(email, "another long password")
        put(session)  # type: ignore[arg-type]

    monkeypatch.setattr(sessions.session_rows, "put", slow)
    answer = Api().post("/admin/session", {"email": email, "password": PASSWORD})
    assert answer.code == "credentials_wrong"
    admin = admins.find(email)
    assert admin is not None
    assert stored.of_admin(admin.id) == []
