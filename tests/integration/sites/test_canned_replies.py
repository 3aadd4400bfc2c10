"""Canned replies: every admin keeps them, at the same time too, and nobody's text is lost unseen."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.sites import canned_replies as replies
from chalicelib.storage import canned_replies
from tests.api_client import Answer, Api, Shop
from tests.integration.engine import seen

PATH = "/admin/canned-replies"
ENTRIES = f"{PATH}/entries"


def draft(name: str, text: str = "For thirty days.") -> dict[str, Any]:
    return {"name": name, "title": f"About {name}", "text": text}


def added(admin: Api, name: str, text: str = "For thirty days.") -> dict[str, Any]:
    answer = admin.post(ENTRIES, draft(name, text))
    assert answer.status == 201, answer
    return dict(answer.body["reply"])


def changed(admin: Api, reply: dict[str, Any], text: str) -> Answer:
    fields = {name: reply[name] for name in ("name", "title", "revision")}
    return admin.call("PATCH", f"{ENTRIES}/{reply['id']}", {**fields, "text": text})


def removed(admin: Api, reply: dict[str, Any]) -> Answer:
    return admin.call("DELETE", f"{ENTRIES}/{reply['id']}", {"revision": reply["revision"]})


def texts(admin: Api) -> dict[str, str]:
    return {each["name"]: each["text"] for each in admin.get(PATH).body["replies"]}


def test_agents_and_owners_add_and_change_the_same_replies() -> None:
    shop = Shop()
    owner, agent = shop.admin(), shop.admin("Noor Haddad", role="agent")
    reply = added(owner, "returns")
    answer = changed(agent, reply, "For sixty days.")
    assert (answer.status, answer.body["reply"]["changed_by"], answer.body["reply"]["revision"]) == (
        200,
        "Noor Haddad",
        2,
    )
    assert texts(owner) == {"returns": "For sixty days."}
    assert removed(owner, answer.body["reply"]).status == 200
    assert texts(agent) == {}
    actions = [entry["action"] for entry in owner.get("/admin/audit").body["entries"]]
    assert [each for each in actions if each.startswith("canned")] == [
        "canned_reply.removed",
        "canned_reply.changed",
        "canned_reply.added",
    ]


def test_replies_are_listed_by_name_whatever_the_order_in_which_they_were_added() -> None:
    admin = Shop().admin()
    for name in ("shipping", "Äpfel", "returns"):
        added(admin, name)
    assert list(texts(admin)) == ["returns", "shipping", "äpfel"]


def test_of_two_who_change_the_same_reply_one_wins_and_the_other_is_refused() -> None:
    shop = Shop()
    maya, noor = shop.admin(), shop.admin("Noor", role="agent")
    reply = added(maya, "returns")
    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(lambda each: changed(*each), ((maya, reply, "Maya's"), (noor, reply, "Noor's"))))
    assert sorted(answer.status for answer in answers) == [200, 409]
    won, refused = sorted(answers, key=lambda answer: answer.status)
    assert refused.code == "canned_reply_changed"
    assert texts(maya) == {"returns": won.body["reply"]["text"]}


def test_a_reply_that_somebody_else_has_changed_is_not_removed() -> None:
    admin = Shop().admin()
    reply = added(admin, "returns")
    assert changed(admin, reply, "New.").status == 200
    assert removed(admin, reply).code == "canned_reply_changed"
    assert texts(admin) == {"returns": "New."}


def test_admins_who_add_different_replies_at_the_same_moment_lose_nothing() -> None:
    admin = Shop().admin()
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda name: added(admin, name), ("one", "two", "three")))
    assert sorted(texts(admin)) == ["one", "three", "two"]


def test_a_retry_of_an_addition_and_of_a_change_stores_nothing_twice() -> None:
    admin = Shop().admin()
    reply = added(admin, "returns")
    again = admin.post(ENTRIES, draft("returns"))
    assert (again.status, again.body["reply"]) == (200, reply)
    first, second = [changed(admin, reply, "New.") for _ in range(2)]
    assert (second.status, second.body) == (200, first.body)
    assert admin.get(PATH).body["replies"] == [first.body["reply"]]


def test_no_two_replies_have_the_same_name() -> None:
    admin = Shop().admin()
    added(admin, "returns")
    other = added(admin, "refunds")
    assert admin.post(ENTRIES, draft("RETURNS", "Another.")).code == "canned_name_taken"
    renamed = admin.call("PATCH", f"{ENTRIES}/{other['id']}", {**draft("returns"), "revision": 1})
    assert (renamed.status, renamed.code) == (409, "canned_name_taken")
    assert len(texts(admin)) == 2


def test_full_replies_take_no_more_and_can_still_be_changed_and_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replies, "MOST_REPLIES", 2)
    admin = Shop().admin()
    first, second = added(admin, "one"), added(admin, "two")
    refused = admin.post(ENTRIES, draft("three"))
    assert (refused.status, refused.code) == (409, "canned_replies_full")
    monkeypatch.setattr(replies, "MOST_BYTES", 500)
    assert changed(admin, first, "x" * 400).code == "canned_replies_full"
    assert changed(admin, first, "Yes.").status == 200
    assert removed(admin, second).status == 200
    assert added(admin, "three")


def test_another_site_has_replies_of_its_own() -> None:
    shop, other = Shop(), Shop()
    reply = added(shop.admin(), "returns")
    assert other.admin().get(PATH).body["replies"] == []
    assert removed(other.admin(), reply).code == "canned_reply_not_found"


def test_a_page_that_has_the_current_version_receives_no_replies_and_the_row_is_read_once_for_each_version() -> None:
    shop = Shop()
    admin = shop.admin()
    assert admin.get(PATH).body == {"version": "", "replies": []}
    added(admin, "returns")
    with seen() as requests:
        version = admin.get(PATH).body["version"]
        for _ in range(2):
            assert admin.get(f"{PATH}?version={version}").body == {"version": version}
            assert len(admin.get(PATH).body["replies"]) == 1
    assert len([each for each in requests if canned_replies.SUFFIX in str(each)]) == 1
    added(admin, "shipping")
    assert len(admin.get(f"{PATH}?version={version}").body["replies"]) == 2


def test_visitors_calls_do_not_read_the_replies() -> None:
    shop = Shop()
    added(shop.admin(), "returns", "A secret of the team.")
    with seen() as requests:
        visitor = shop.visitor()
        visitor.send("hello")
    assert not [each for each in requests if canned_replies.SUFFIX in str(each)]
