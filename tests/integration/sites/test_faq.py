"""The questions of a site: owners change them one by one, at the same time too, and pages receive what they suggest."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.sites import faq
from chalicelib.storage import faqs, sites
from tests.api_client import Api, Shop
from tests.integration.engine import seen

ENTRIES = "/admin/site/faq/entries"


def text(question: str, language: str = "en") -> dict[str, Any]:
    return {"language": language, "question": question, "answer": "Yes.", "keywords": []}


def added(owner: Api, *texts: dict[str, Any], suggested: bool = True) -> str:
    answer = owner.post(ENTRIES, {"texts": list(texts), "suggested": suggested})
    assert answer.status == 201, answer
    return str(answer.body["entry"]["id"])


def questions(owner: Api) -> list[str]:
    entries = owner.get("/admin/site/faq").body["faq"]["entries"]
    return [entry["texts"][0]["question"] for entry in entries]


def test_entries_stay_in_their_order_until_the_owner_gives_another_one() -> None:
    owner = Shop().admin()
    ids = [added(owner, text(name)) for name in ("one", "two", "three")]
    assert questions(owner) == ["one", "two", "three"]
    assert owner.call("PATCH", "/admin/site/faq", {"order": [ids[2], "q_gone", ids[0]]}).status == 200
    assert questions(owner) == ["three", "one", "two"]


def test_a_change_of_one_field_leaves_the_others() -> None:
    owner = Shop().admin()
    id = added(owner, text("one"), text("eins", "de"))
    assert owner.call("PATCH", f"{ENTRIES}/{id}", {"suggested": False}).status == 200
    (entry,) = owner.get("/admin/site/faq").body["faq"]["entries"]
    assert (entry["suggested"], [each["language"] for each in entry["texts"]]) == (False, ["en", "de"])


def test_owners_who_add_at_the_same_moment_lose_nothing() -> None:
    owner = Shop().admin()
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda name: added(owner, text(name)), ("one", "two", "three")))
    assert sorted(questions(owner)) == ["one", "three", "two"]


def test_a_full_faq_takes_no_more_and_still_lets_the_owner_change_and_remove(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faq, "MOST_ENTRIES", 2)
    owner = Shop().admin()
    id, _ = [added(owner, text(name)) for name in ("one", "two")]
    refused = owner.post(ENTRIES, {"texts": [text("three")]})
    assert (refused.status, refused.code) == (409, "faq_full")
    assert owner.call("PATCH", f"{ENTRIES}/{id}", {"texts": [text("one!")]}).status == 200
    assert owner.call("DELETE", f"{ENTRIES}/{id}").status == 200
    assert added(owner, text("three"))


def test_a_faq_that_is_too_large_takes_no_longer_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = Shop().admin()
    id = added(owner, text("one"))
    monkeypatch.setattr(faq, "MOST_BYTES", 250)
    longer = {**text("one"), "answer": "x" * 200}
    refused = owner.call("PATCH", f"{ENTRIES}/{id}", {"texts": [longer]})
    assert refused.code == "faq_full"
    assert owner.call("PATCH", f"{ENTRIES}/{id}", {"texts": [text("1")]}).status == 200


def test_pages_receive_the_suggested_questions_by_language_and_no_answer() -> None:
    shop = Shop()
    owner = shop.admin()
    added(owner, text("one"), text("eins", "de"))
    added(owner, text("hidden"), suggested=False)
    session = Api().post("/chatbot/session", {"widget_token": shop.site.widget_token})
    given = session.body["extras"]["faq"]
    assert {language: [each["question"] for each in found] for language, found in given["questions"].items()} == {
        "en": ["one"],
        "de": ["eins"],
    }
    assert "Yes." not in session.raw


def test_a_site_without_questions_costs_no_read_and_one_with_them_a_read_for_each_version() -> None:
    shop = Shop()
    token = {"widget_token": shop.site.widget_token}
    with seen() as requests:
        Api().post("/chatbot/session", token)
    assert not [each for each in requests if faqs.SUFFIX in str(each)]
    added(shop.admin(), text("one"))
    with seen() as requests:
        for _ in range(3):
            Api().post("/chatbot/session", token)
    assert len([each for each in requests if faqs.SUFFIX in str(each)]) == 1


def test_a_faq_without_entries_is_not_in_use() -> None:
    shop = Shop()
    owner = shop.admin()
    owner.call("DELETE", f"{ENTRIES}/{added(owner, text('one'))}")
    site = sites.get(shop.site.site_id, strong=True)
    assert site is not None
    assert site.faq_version is None
