"""Changing settings and credentials of a site, and the effect on its visitors."""

from typing import Any

import pytest

from chalicelib.identity import site_credentials
from chalicelib.identity.site_credentials import identity_secrets
from chalicelib.model import now_ms
from chalicelib.model.opening_hours import DAYS
from chalicelib.storage import sites
from tests.api_client import ORIGIN, PASSWORD, Answer, Api, Seat, Shop
from tests.integration import sockets
from tests.integration.engine import Forward, interposed

DAY_MS = 24 * 3600 * 1000
SUBDOMAIN = "https://www.shop.example"


def settings(admin: Api) -> dict[str, Any]:
    site: dict[str, Any] = admin.get("/admin/site").body["site"]
    return site


def changed(admin: Api, **fields: Any) -> Answer:
    answer = admin.call("PATCH", "/admin/site", fields)
    assert answer.status == 200, answer
    return answer


def start_session(widget_token: str, origin: str = ORIGIN, earlier: str | None = None) -> Answer:
    return Api(earlier, origin=origin).post("/chatbot/session", {"widget_token": widget_token})


def test_changed_settings_are_read_back_and_others_stay() -> None:
    shop = Shop()
    admin = shop.admin()
    before = settings(admin)
    wanted = {
        "name": "Teapots & Co.",
        "greeting": "",
        "origins": ["https://*.shop.example:8443", "http://localhost:8000"],
        "poll_ms": 2500,
        "check_ms": 60_000,
        "retention_days": 365,
        "alert_after_seconds": 300,
        "show_presence": False,
        "ask_rating": False,
        "messages_at_once": 5,
        "message_every_ms": 1000,
        "conversations_per_minute": 100,
        "conversations_per_address": 50,
    }
    assert changed(admin, **wanted).body["site"] == {**before, **wanted}
    assert settings(admin) == {**before, **wanted}
    changed(admin, greeting="Good evening.")
    assert settings(admin) == {**before, **wanted, "greeting": "Good evening."}
    assert changed(admin, greeting=None).body["site"]["greeting"] == "Good evening."
    assert changed(admin).body["site"]["poll_ms"] == 2500


HOURS = {
    "zone": "Pacific/Auckland",
    "week": {"monday": [{"opens": "09:00", "closes": "17:00"}], "sunday": [{"opens": "22:00", "closes": "09:00"}]},
    "holidays": [{"date": "2030-12-25", "name": "Christmas"}, {"date": "2026-12-25", "yearly": True}],
}


def test_hours_are_read_back_in_full_and_null_removes_them() -> None:
    admin = Shop().admin()
    assert settings(admin)["hours"] is None
    stored = changed(admin, hours=HOURS).body["site"]["hours"]
    assert stored["week"] == {**{day: [] for day in DAYS}, **HOURS["week"]}
    assert stored["holidays"] == [
        {"date": "2026-12-25", "yearly": True, "name": "", "times": []},
        {"date": "2030-12-25", "yearly": False, "name": "Christmas", "times": []},
    ]
    assert stored["outside"] == "message"
    changed(admin, greeting="Good evening.")
    assert settings(admin)["hours"] == stored
    assert changed(admin, hours=stored).body["site"]["hours"] == stored
    assert changed(admin, hours=None).body["site"]["hours"] is None


def test_a_change_of_hours_is_in_the_audit_log_and_reaches_visitors_without_names_of_holidays() -> None:
    shop = Shop()
    admin = shop.admin()
    assert "hours" not in start_session(shop.site.widget_token).body["extras"]
    changed(admin, hours=HOURS)
    entry = admin.get("/admin/audit").body["entries"][0]
    assert (entry["action"], entry["details"]) == ("site.changed", {"settings": "hours"})
    hours = start_session(shop.site.widget_token).body["extras"]["hours"]
    assert (hours["zone"], hours["outside"]) == ("Pacific/Auckland", "message")
    assert all(each.keys() == {"date", "yearly", "times"} for each in hours["holidays"])
    changed(admin, hours=None)
    assert "hours" not in start_session(shop.site.widget_token).body["extras"]


def test_settings_apply_at_once_in_the_process_that_changed_them() -> None:
    shop = Shop()
    visitor, admin = shop.visitor(), shop.admin()
    visitor.send()
    changed(admin, messages_at_once=2, message_every_ms=60_000)
    assert [visitor.send(after=number).status for number in (1, 2)] == [201, 429]
    changed(admin, enabled=False)
    assert visitor.messages().code == "site_disabled"
    assert settings(admin)["enabled"] is False
    changed(admin, enabled=True)
    assert visitor.messages().status == 200


def everything(visitor: Seat, origin: str) -> set[tuple[int, str | None]]:
    page = Api(visitor.api.token, origin=origin)
    seat = Seat(page, visitor.conversation_id, "/message", "/chatbot")
    answers = [seat.messages(), seat.send(), seat.mark_read(0), page.post("/chatbot/ticket")]
    return {(answer.status, answer.code) for answer in answers}


def test_a_subdomain_is_allowed_by_the_wildcard_and_refused_without_it() -> None:
    shop = Shop()
    admin = shop.admin()
    token = shop.site.widget_token
    assert start_session(token, SUBDOMAIN).code == "origin_not_allowed"
    changed(admin, origins=["https://*.shop.example"])
    assert start_session(token, ORIGIN).code == "origin_not_allowed"
    assert start_session(token, "https://evilshop.example").code == "origin_not_allowed"
    session = start_session(token, SUBDOMAIN)
    assert session.status == 200
    visitor = Seat(
        Api(session.body["token"], origin=SUBDOMAIN), session.body["conversation_id"], "/message", "/chatbot"
    )
    visitor.send()
    ticket = visitor.api.post("/chatbot/ticket").body["ticket"]
    assert sockets.Socket(ticket, origin="https://other.shop.example").connect()["statusCode"] == 403
    ticket = visitor.api.post("/chatbot/ticket").body["ticket"]
    assert sockets.Socket(ticket, origin=SUBDOMAIN).connect()["statusCode"] == 200
    changed(admin, origins=[ORIGIN])
    assert everything(visitor, SUBDOMAIN) == {(403, "origin_not_allowed")}


def test_a_replaced_widget_token_is_accepted_for_its_overlap_and_opens_the_same_conversation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shop = Shop()
    admin = shop.admin()
    visitor = shop.visitor()
    visitor.send()
    old = shop.site.widget_token
    answer = admin.post("/admin/site/widget-token", {"overlap_days": 3})
    new = answer.body["site"]["widget_token"]
    assert answer.status == 201
    assert new != old
    assert 0 <= now_ms() + 3 * DAY_MS - answer.body["site"]["previous_widget_token_until"] < 60_000
    for token in (old, new):
        session = start_session(token, earlier=visitor.api.token)
        assert (session.status, session.body["conversation_id"]) == (200, visitor.conversation_id)
    later = now_ms() + 3 * DAY_MS + 1
    monkeypatch.setattr(site_credentials, "now_ms", lambda: later)
    assert start_session(old).code == "widget_token_invalid"
    assert start_session(new).status == 200


def test_a_replaced_widget_token_is_accepted_until_the_promised_time_however_many_follow_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shop = Shop()
    admin = shop.admin()
    answers = [admin.post("/admin/site/widget-token", {"overlap_days": days}).body["site"] for days in (5, 2)]
    tokens = [shop.site.widget_token, *(site["widget_token"] for site in answers)]
    assert [start_session(token).status for token in tokens] == [200, 200, 200]
    assert 0 <= now_ms() + 5 * DAY_MS - answers[-1]["previous_widget_token_until"] < 60_000
    later = now_ms() + 3 * DAY_MS
    monkeypatch.setattr(site_credentials, "now_ms", lambda: later)
    assert [start_session(token).status for token in tokens] == [200, 403, 200]


def test_replacing_a_widget_token_without_an_overlap_ends_the_earlier_ones_too() -> None:
    shop = Shop()
    admin = shop.admin()
    tokens = [shop.site.widget_token]
    for days in (5, 5, 0):
        tokens.append(admin.post("/admin/site/widget-token", {"overlap_days": days}).body["site"]["widget_token"])
    assert [start_session(token).status for token in tokens] == [403, 403, 403, 200]


def test_the_number_of_widget_tokens_that_are_accepted_at_once_is_bounded() -> None:
    shop = Shop()
    admin = shop.admin()
    tokens = [shop.site.widget_token]
    for _ in range(site_credentials.MOST + 3):
        tokens.append(admin.post("/admin/site/widget-token", {}).body["site"]["widget_token"])
    good = [start_session(token).status for token in tokens].count(200)
    assert good == site_credentials.MOST + 2  # with the present one and the previous one


def test_signatures_of_replaced_identity_secrets_are_accepted_until_the_promised_time() -> None:
    shop = Shop()
    admin = shop.admin()
    proof = {"password": PASSWORD}
    secrets = [admin.post("/admin/site/identity-secret", proof).body["identity_secret"] for _ in range(3)]
    site = sites.get(shop.site.site_id, strong=True)
    assert site is not None
    assert set(identity_secrets(site)) == set(secrets)
    assert not any(secret in repr(site) for secret in secrets)
    last = admin.post("/admin/site/identity-secret", {"overlap_days": 0, **proof}).body["identity_secret"]
    site = sites.get(shop.site.site_id, strong=True)
    assert site is not None
    assert identity_secrets(site) == [last]


def test_without_an_overlap_the_old_widget_token_is_refused_at_once() -> None:
    shop = Shop()
    site = shop.admin().post("/admin/site/widget-token", {"overlap_days": 0}).body["site"]
    assert site["previous_widget_token_until"] is None
    assert [start_session(token).status for token in (shop.site.widget_token, site["widget_token"])] == [403, 200]


def test_the_identity_secret_is_returned_only_once() -> None:
    shop = Shop()
    admin = shop.admin()
    first = admin.post("/admin/site/identity-secret", {"password": PASSWORD}).body
    assert len(first["identity_secret"]) >= 40
    assert (first["site"]["has_identity_secret"], first["site"]["previous_identity_secret_until"]) == (True, None)
    again = admin.post("/admin/site/identity-secret", {"overlap_days": 1, "password": PASSWORD}).body
    assert again["identity_secret"] != first["identity_secret"]
    assert again["site"]["previous_identity_secret_until"] > now_ms()
    for answer in (admin.get("/admin/site"), changed(admin, greeting="Hi"), admin.get("/admin/audit")):
        assert first["identity_secret"] not in answer.raw
        assert again["identity_secret"] not in answer.raw


def test_of_two_owners_who_replace_a_token_at_once_one_has_to_retry() -> None:
    shop = Shop()
    admin, other = shop.admin(), shop.admin("Noor")
    overtaken: list[Answer] = []

    def rule(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        if operation == "UpdateItem" and not overtaken and parameters["TableName"].endswith("sites"):
            overtaken.append(Answer(0, {}, {}, ""))
            overtaken[0] = other.post("/admin/site/widget-token", {})
        return forward()

    with interposed(rule):
        answer = admin.post("/admin/site/widget-token", {})
    assert (overtaken[0].status, answer.status, answer.code) == (201, 503, "busy")
    assert settings(admin)["widget_token"] == overtaken[0].body["site"]["widget_token"]


def test_every_change_is_in_the_audit_log_without_its_secrets() -> None:
    shop = Shop()
    admin = shop.admin()
    changed(admin, greeting="Hi", poll_ms=2000)
    admin.post("/admin/site/widget-token", {})
    admin.post("/admin/site/identity-secret", {"password": PASSWORD})
    entries = admin.get("/admin/audit").body["entries"]
    recorded = [(entry["action"], entry["details"]) for entry in entries if entry["action"].startswith("site.")]
    assert recorded == [
        ("site.identity_secret_replaced", {"overlap_days": 7}),
        ("site.widget_token_replaced", {"overlap_days": 7}),
        ("site.changed", {"settings": "greeting, poll_ms"}),
    ]


def test_settings_of_other_sites_do_not_change() -> None:
    shop, other = Shop(), Shop()
    before = settings(other.admin())
    changed(shop.admin(), name="Teapots")
    assert settings(other.admin()) == before
