"""The file with the settings that a site's pages need before anybody opens the chat."""

import json
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest

from chalicelib.model import now_ms
from chalicelib.storage import site_files, sites
from tests import iam
from tests.api_client import Api, Shop
from tests.integration.background import Background, background

HOURS = {"zone": "Europe/Berlin", "week": {"monday": [{"opens": "09:00", "closes": "17:00"}]}, "outside": "hide"}
HOLIDAY = {"date": "2099-12-24", "name": "At my sister's"}
S3_DOWN = [(503, "SlowDown")] * 3  # with the client's own further attempts


@pytest.fixture
def work() -> Iterator[Background]:
    with background() as running:
        yield running


@pytest.fixture
def owner() -> Api:
    return Shop().admin()


def file(work: Background, token: str) -> Any:
    stored = work.objects.read(iam.PAGES_BUCKET, f"widget/sites/{token}.json")
    return stored and json.loads(stored[0])


def token_of(owner: Api) -> str:
    return str(owner.get("/admin/site").body["site"]["widget_token"])


def change(owner: Api, hours: dict[str, Any] | None) -> int:
    return owner.call("PATCH", "/admin/site", {"hours": hours}).status


def replace_token(owner: Api, overlap_days: int) -> int:
    return owner.post("/admin/site/widget-token", {"overlap_days": overlap_days}).status


def test_a_site_that_hides_the_chat_has_a_file_that_every_page_can_keep_for_a_minute(
    work: Background, owner: Api
) -> None:
    assert change(owner, {**HOURS, "holidays": [HOLIDAY]}) == 200
    token = token_of(owner)
    content = file(work, token)
    assert content.keys() == {"version", "name", "language", "launch", "hours"}
    assert content["version"] == 1
    assert content["hours"]["week"]["monday"] == HOURS["week"]["monday"]  # type: ignore[index]
    assert content["hours"]["holidays"] == [{"date": "2099-12-24", "yearly": False, "times": []}]
    stored = work.objects.read(iam.PAGES_BUCKET, site_files.key(token))
    assert stored is not None
    assert {name: stored[1][name] for name in ("Content-Type", "Cache-Control")} == {
        "Content-Type": "application/json",
        "Cache-Control": "public, max-age=60",
    }


@pytest.mark.parametrize("hours", [{**HOURS, "outside": "message"}, None])
def test_pages_load_nothing_more_when_the_chat_is_no_longer_hidden(
    work: Background, owner: Api, hours: dict[str, Any] | None
) -> None:
    change(owner, HOURS)
    assert file(work, token_of(owner))["launch"] is True
    assert change(owner, hours) == 200
    content = file(work, token_of(owner))
    assert "launch" not in content
    assert ("hours" in content) == (hours is not None)


def test_settings_that_pages_do_not_need_before_the_chat_make_no_request(work: Background, owner: Api) -> None:
    change(owner, HOURS)
    work.requests.clear()
    assert owner.call("PATCH", "/admin/site", {"retention_days": 30}).status == 200
    assert work.requests == []


def test_a_changed_name_is_in_the_file(work: Background, owner: Api) -> None:
    assert owner.call("PATCH", "/admin/site", {"name": "Çay & Käthe"}).status == 200
    assert file(work, token_of(owner)) == {"version": 1, "name": "Çay & Käthe", "language": "en"}


LOOK = {
    "accent": "#7C3AED",
    "scheme": "dark",
    "label": "Ask us",
    "team_name": "The tea team",
    "welcome": [{"language": "pt-BR", "title": "Olá", "text": ""}],
    "hidden_paths": ["/checkout*"],
}


def test_a_changed_look_is_in_the_file_and_in_the_settings(work: Background, owner: Api) -> None:
    answer = owner.call("PATCH", "/admin/site", {"look": LOOK, "language": "de"})
    assert answer.status == 200
    saved = owner.get("/admin/site").body["site"]
    assert (saved["look"]["accent"], saved["look"]["side"], saved["language"]) == ("#7c3aed", "end", "de")
    content = file(work, token_of(owner))
    assert "--pl-accent:" in content.pop("css")
    assert {tag: texts["open"] for tag, texts in content.pop("texts").items()} == {
        "de": "Chat öffnen",
        "pt": "Abrir o chat",
    }
    assert content == {
        "version": 1,
        "name": "The tea team",
        "language": "de",
        "scheme": "dark",
        "welcome": {"pt-br": {"title": "Olá"}},
        "hidden_paths": ["/checkout*"],
        "label": "Ask us",
        "launch": True,
    }
    assert owner.call("PATCH", "/admin/site", {"look": None}).body["site"]["look"] is None
    assert file(work, token_of(owner)).keys() == {"version", "name", "language", "texts"}


def test_a_preview_is_the_file_of_unsaved_settings_and_stores_nothing(work: Background, owner: Api) -> None:
    change(owner, HOURS)
    before = owner.get("/admin/site").body["site"]
    work.requests.clear()
    answer = owner.post("/admin/site/preview", {"look": LOOK, "language": "de"})
    assert answer.status == 200
    assert answer.body["file"]["name"] == "The tea team"
    assert not {"hours", "hidden_paths"} & answer.body["file"].keys()
    assert owner.get("/admin/site").body["site"] == before
    assert work.requests == []


def test_replaced_tokens_have_their_file_until_they_are_no_longer_accepted(work: Background, owner: Api) -> None:
    change(owner, HOURS)
    first = token_of(owner)
    assert replace_token(owner, 7) == 201
    second = token_of(owner)
    assert file(work, first) == file(work, second) is not None
    change(owner, {**HOURS, "zone": "UTC"})
    assert [file(work, each)["hours"]["zone"] for each in (first, second)] == ["UTC", "UTC"]
    assert replace_token(owner, 0) == 201
    assert [file(work, each) is None for each in (first, second, token_of(owner))] == [True, True, False]


def test_if_s3_fails_the_owner_tries_again_and_the_file_is_repaired(work: Background, owner: Api) -> None:
    change(owner, HOURS)
    work.refusals = [*S3_DOWN]
    answer = owner.call("PATCH", "/admin/site", {"hours": {**HOURS, "zone": "UTC"}})
    assert (answer.status, answer.body["error"]["code"]) == (503, "busy")
    assert file(work, token_of(owner))["hours"]["zone"] == "Europe/Berlin"
    assert change(owner, {**HOURS, "zone": "UTC"}) == 200
    assert file(work, token_of(owner))["hours"]["zone"] == "UTC"
    work.refusals = [*S3_DOWN]
    assert change(owner, None) == 503
    assert change(owner, None) == 200
    assert "hours" not in file(work, token_of(owner))


def test_if_s3_fails_a_token_is_not_replaced(work: Background, owner: Api) -> None:
    change(owner, HOURS)
    before = token_of(owner)
    work.refusals = [*S3_DOWN]
    assert replace_token(owner, 7) == 503
    assert token_of(owner) == before
    assert replace_token(owner, 7) == 201
    assert file(work, token_of(owner)) is not None


def test_hours_that_another_call_stored_meanwhile_are_in_the_file(work: Background, owner: Api) -> None:
    put, meanwhile = site_files.put, [{**HOURS, "zone": "UTC"}]

    def slow(token: str, content: bytes) -> None:
        if meanwhile:
            assert change(owner, meanwhile.pop()) == 200
        put(token, content)

    with patch.object(site_files, "put", slow):
        assert change(owner, HOURS) == 200
    assert file(work, token_of(owner))["hours"]["zone"] == "UTC"


def test_a_new_token_of_a_site_that_never_changed_has_a_file(work: Background, owner: Api) -> None:
    assert replace_token(owner, 7) == 201
    assert file(work, token_of(owner))["version"] == 1


def installed(shop: Shop, **call: Any) -> int:
    return Api(**call).post("/chatbot/installed", {"widget_token": shop.site.widget_token}).status


def test_the_first_page_with_the_widget_is_stored_once_and_later_pages_no_longer_report_it(work: Background) -> None:
    shop = Shop(installed_at=0)
    shop.admin().call("PATCH", "/admin/site", {"name": "Fern"})
    assert file(work, shop.site.widget_token)["report_installed"] is True

    before = now_ms()
    assert installed(shop) == 200
    at = sites.get(shop.site.site_id).installed_at
    assert before <= at <= now_ms()
    assert file(work, shop.site.widget_token) == {"version": 1, "name": "Fern", "language": "en"}

    work.requests.clear()
    assert installed(shop) == 200
    assert (sites.get(shop.site.site_id).installed_at, work.requests) == (at, [])


def test_a_page_of_another_origin_does_not_count_as_installed(work: Background) -> None:
    shop = Shop(installed_at=0)
    assert installed(shop, origin="https://evil.example") == 403
    assert sites.get(shop.site.site_id).installed_at == 0


def test_pages_that_report_again_write_the_file_that_could_not_be_written(work: Background) -> None:
    shop = Shop(installed_at=0)
    work.refusals = [*S3_DOWN]
    assert installed(shop) == 503
    work.requests.clear()
    with patch("chalicelib.sites.installation.now_ms", lambda: now_ms() + 121_000):
        assert installed(shop) == 200
    assert "report_installed" not in file(work, shop.site.widget_token)
