"""A visitor's token is accepted while the site is enabled, from the site's own pages."""

import dataclasses

import pytest

from chalicelib.storage import sites
from chalicelib.storage.tables import SiteRow
from tests.api_client import Api, Seat, Shop


def switched(shop: Shop, enabled: bool) -> None:
    sites.put(dataclasses.replace(shop.site, enabled=enabled))


def everything(visitor: Seat) -> set[tuple[int, str | None]]:
    answers = [visitor.messages(), visitor.send(), visitor.mark_read(0), visitor.api.post("/chatbot/ticket")]
    return {(answer.status, answer.code) for answer in answers}


def test_a_disabled_site_refuses_its_visitors_until_it_is_enabled_again() -> None:
    shop = Shop()
    visitor = shop.visitor()
    visitor.send()
    switched(shop, enabled=False)
    assert everything(visitor) == {(403, "site_disabled")}
    switched(shop, enabled=True)
    assert visitor.messages().body["last_id"] == 1


def test_a_process_that_has_cached_the_site_notices_a_change_within_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = Shop()
    visitor = shop.visitor()
    elsewhere = SiteRow.get(shop.site.site_id)  # another process disables it
    elsewhere.enabled = False
    elsewhere.save()
    assert visitor.messages().status == 200
    assert sites.known.seconds() <= 60
    monkeypatch.setattr(sites.known, "seconds", lambda: 0.0)
    assert visitor.messages().code == "site_disabled"


def test_a_call_without_an_origin_comes_from_the_pages_own_host_and_is_accepted() -> None:
    visitor = Shop().visitor()
    assert Api(visitor.api.token, origin=None).get("/chatbot/messages").status == 200


def test_a_returning_visitor_is_the_same_with_a_new_token_and_another_one_is_not() -> None:
    shop = Shop()
    visitor = shop.visitor()
    assert shop.visitor(earlier=visitor.api.token).conversation_id == visitor.conversation_id
    assert shop.visitor().conversation_id != visitor.conversation_id


def test_the_token_of_another_site_starts_a_new_visit() -> None:
    visitor = Shop().visitor()
    shop = Shop()
    assert shop.visitor(earlier=visitor.api.token).conversation_id != visitor.conversation_id
