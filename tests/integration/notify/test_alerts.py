"""Who is alerted of a visitor who waits, when, and how often."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace
from typing import cast
from unittest.mock import patch

import pytest

from chalicelib import mail
from chalicelib.failures import TryLater
from chalicelib.model import Message, SenderType, Site, now_ms
from chalicelib.model.accounts import Admin
from chalicelib.notify import channels
from chalicelib.notify.alert import Alert
from chalicelib.notify.channels import Channel
from chalicelib.storage import admins, conversations, jobs, team
from chalicelib.storage.tables import ConversationRow, MessageRow
from devtools.local_run.mailbox.suppression import Reason
from tests.api_client import PASSWORD, Api
from tests.integration import clock, sockets
from tests.integration.engine import Crash
from tests.integration.notify.scene import Scene, scene

ANNA = "Visitor is waiting on Fern & Kettle"
BOTH = [("Maya", ANNA), ("Noor", ANNA)]


@pytest.fixture
def shop() -> Iterator[Scene]:
    with scene() as made:
        yield made


def test_an_unread_message_alerts_every_admin_once(shop: Scene) -> None:
    seat = shop.visitor()
    assert (shop.mails, shop.waiting) == ([], ["unread_check"])
    shop.later(seconds=60)
    assert sorted(shop.mails) == BOTH
    shop.writes(seat, "Hello?", after=1)
    shop.later(seconds=60)
    assert len(shop.mails) == 2  # one alert until somebody reads


def test_an_alert_has_the_name_that_the_visitor_gave(shop: Scene) -> None:
    seat = shop.visitor()
    given = {"name": "Ana Sousa", "email": "ana@home.example"}
    assert seat.api.post("/chatbot/contact", given).status == 200
    shop.later(seconds=60)
    assert ("Maya", "Ana Sousa is waiting on Fern & Kettle") in shop.mails


def test_each_admin_is_alerted_in_their_own_language(shop: Scene) -> None:
    assert admins.set_language(shop.admin("Maya"), "de")
    admins.note_browser_language(shop.admin("Noor"), "ar")
    shop.visitor()
    shop.later(seconds=60)
    assert sorted(shop.mails) == [
        ("Maya", "Besucher wartet – Fern & Kettle"),
        ("Noor", "في الانتظار: زائر – Fern & Kettle"),
    ]


def test_a_message_that_is_read_before_the_alert_is_due_alerts_nobody(shop: Scene) -> None:
    seat = shop.visitor()
    shop.reads(seat)
    shop.later(seconds=60)
    assert (shop.mails, shop.waiting) == ([], [])


def test_a_message_that_was_answered_alerts_nobody_although_it_was_not_marked_as_read(shop: Scene) -> None:
    seat = shop.visitor()
    shop.work.schedules.clear()
    store(seat.conversation_id, 2, "admin", "It is.")
    with clock.set_to(shop.now):
        shop.work.run({"job": "unread_check", "conversation_id": seat.conversation_id, "mark": 0})
    assert shop.mails == []


def test_a_record_and_a_job_that_are_delivered_twice_alert_once(shop: Scene) -> None:
    seat = shop.visitor()
    with clock.set_to(shop.now):
        shop.work.deliver(seat.conversation_id)
    assert len(shop.work.jobs) == 1
    job = shop.work.jobs[0]
    shop.later(seconds=60)
    with clock.set_to(shop.now):
        shop.work.run(job)
        shop.work.deliver(seat.conversation_id)
    shop.later(seconds=60)
    assert sorted(shop.mails) == BOTH


def test_after_somebody_read_the_next_message_alerts_again(shop: Scene) -> None:
    seat = shop.visitor()
    shop.later(seconds=60)
    shop.reads(seat)
    shop.writes(seat, "And the mugs?", after=1)
    shop.later(seconds=60)
    assert sorted(shop.mails) == sorted(BOTH * 2)
    assert "And the mugs?" in text_of(shop)
    assert "Is the kettle back?" not in text_of(shop)


def test_a_message_that_was_written_after_somebody_read_waits_its_own_time(shop: Scene) -> None:
    seat = shop.visitor()
    shop.now = shop.now.replace(second=50)
    shop.reads(seat)
    shop.writes(seat, "And the mugs?", after=1)
    shop.work.schedules = dict([*shop.work.schedules.items()][:1])  # only the check of the first message
    shop.later(seconds=10)
    assert (shop.mails, shop.waiting) == ([], ["unread_check"])
    shop.later(seconds=50)
    assert sorted(shop.mails) == BOTH


def test_the_site_decides_how_long_a_message_waits() -> None:
    with scene(alert_after_seconds=900) as shop:
        seat = shop.visitor()
        [schedule] = shop.work.schedules.values()
        assert schedule["ScheduleExpression"] == "at(2027-03-01T10:15:00)"
        assert seat.conversation_id in schedule["Target"]["Input"]


def test_an_admin_who_wants_no_mail_gets_none(shop: Scene) -> None:
    shop.prefers("Noor", {"alert_by_mail": False})
    shop.visitor()
    shop.later(seconds=60)
    assert shop.mails == [("Maya", ANNA)]


def test_where_mail_is_not_set_up_nobody_gets_one(shop: Scene) -> None:
    with patch.object(mail, "is_set_up", lambda: False):
        shop.visitor()
        shop.later(seconds=60)
    assert shop.mails == []


def test_an_admin_who_was_removed_gets_nothing(shop: Scene) -> None:
    shop.visitor()
    owner = shop.signed_in("Maya")
    removed = owner.call("DELETE", f"/admin/team/{shop.admin('Noor').id}", {"password": PASSWORD})
    assert removed.status == 200
    shop.later(seconds=60)
    assert shop.mails == [("Maya", ANNA)]


def test_a_removal_that_was_interrupted_and_an_address_with_another_account_get_nothing(shop: Scene) -> None:
    noor = shop.admin("Noor")
    elsewhere = Scene(shop.work)
    team.add(shop.shop.site.site_id, "a_removed", "nobody@shop.example")
    team.add(shop.shop.site.site_id, "a_earlier", elsewhere.emails["Maya"])
    shop.visitor()
    shop.later(seconds=60)
    assert sorted(mail["To"] for mail in shop.work.mails) == sorted([shop.emails["Maya"], noor.email])


def test_an_invitation_that_was_not_accepted_gets_nothing(shop: Scene) -> None:
    invited = {"email": "olu@shop.example", "role": "agent", "password": PASSWORD}
    assert shop.signed_in("Maya").post("/admin/invitations", invited).status == 201
    shop.work.mails.clear()  # the invitation itself
    shop.visitor()
    shop.later(seconds=60)
    assert sorted(shop.mails) == BOTH


def online(shop: Scene, name: str) -> Api:
    api = shop.signed_in(name)
    sockets.admins(api)
    return api


def test_an_admin_who_is_online_is_alerted_by_the_second_check(shop: Scene) -> None:
    online(shop, "Maya")
    shop.visitor()
    shop.later(seconds=60)
    assert (shop.mails, shop.waiting) == ([("Noor", ANNA)], ["unread_check"])
    shop.later(seconds=300)
    assert (shop.mails, shop.waiting) == ([("Noor", ANNA), ("Maya", ANNA)], [])


def test_the_second_check_alerts_nobody_if_the_message_was_read(shop: Scene) -> None:
    online(shop, "Maya")
    seat = shop.visitor()
    shop.later(seconds=60)
    shop.reads(seat)
    shop.writes(seat, "And the mugs?", after=1)
    [second] = [job for job in shop.work.jobs if job["second"]]
    shop.now = shop.now.replace(minute=6)
    with clock.set_to(shop.now):
        shop.work.run(second)
    assert shop.mails == [("Noor", ANNA)]  # the later message has a check of its own


def test_two_checks_at_the_same_time_alert_once(shop: Scene) -> None:
    seat = shop.visitor()
    job = shop.work.jobs[0]
    shop.work.schedules.clear()
    together = Barrier(2, timeout=10)
    claim = jobs.claim

    def claim_together(id: str, seconds: int) -> jobs.Claim:
        together.wait()
        return claim(id, seconds)

    with clock.set_to(shop.now), patch.object(jobs, "claim", claim_together), ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(shop.work.run, job) for _ in range(2)]:
            done.result()
    assert sorted(shop.mails) == BOTH
    shop.later(seconds=120)  # the one that found the other's claims tries again
    assert sorted(shop.mails) == BOTH
    assert shop.waiting == []
    assert conversations.get(seat.conversation_id)


def test_a_function_that_dies_between_the_mail_and_its_mark_sends_it_again_rather_than_never(shop: Scene) -> None:
    shop.prefers("Noor", {"alert_by_mail": False})
    shop.visitor()
    job = shop.work.jobs[0]
    finish = jobs.finish

    def dies(id: str) -> None:
        if id.endswith("/mail"):
            raise Crash
        finish(id)

    with patch.object(jobs, "finish", dies), pytest.raises(Crash):
        shop.later(seconds=60)
    assert len(shop.mails) == 1
    with clock.set_to(shop.now):
        shop.work.run(job)  # Lambda's retry comes while the claim holds
    assert (len(shop.mails), shop.work.jobs[0]["attempt"]) == (1, 1)
    with patch.object(jobs, "time", SimpleNamespace(time=lambda: time.time() + 61)):
        shop.later(seconds=61)
        shop.later(seconds=61)
    assert (len(shop.mails), shop.waiting) == (2, [])


def test_a_throttled_mail_is_tried_again_and_no_other_is_repeated(shop: Scene) -> None:
    shop.visitor()
    shop.work.refusals = [(429, "TooManyRequestsException")] * 2  # SES's client tries twice
    shop.later(seconds=60)
    [(first, _)] = shop.mails
    assert shop.work.jobs[0]["attempt"] == 1
    shop.later(seconds=60)
    assert sorted(shop.mails) == BOTH
    assert first != shop.mails[1][0]


def test_a_mail_that_is_refused_is_not_tried_again_and_the_owner_sees_why(shop: Scene) -> None:
    shop.prefers("Maya", {"alert_by_mail": False})
    shop.visitor()
    shop.work.refusals = [(400, "MessageRejected")]
    shop.later(seconds=60)
    assert (shop.mails, shop.waiting) == ([], [])
    shown = {
        each["name"]: each.get("mail_refused") for each in shop.signed_in("Maya").get("/admin/team").body["admins"]
    }
    assert shown["Maya"] is None
    assert (shown["Noor"]["code"], shown["Noor"]["reason"]) == ("refused", "made by a test")
    assert abs(shown["Noor"]["at"] - shop.now.timestamp() * 1000) < 60_000
    shop.visitor()
    shop.later(seconds=60)
    assert shop.mails == [("Noor", ANNA)]
    assert shop.admin("Noor").mail_refused == ""


@pytest.mark.parametrize(("reason", "code"), [("BOUNCE", "bounced"), ("COMPLAINT", "complained")])
def test_a_suppressed_admin_gets_no_mail_until_the_address_works_again_and_the_team_sees_why(
    shop: Scene, reason: Reason, code: str
) -> None:
    shop.work.suppressed.put(shop.admin("Noor").email, reason)
    shop.visitor()
    shop.later(seconds=60)
    assert (shop.mails, shop.waiting) == ([("Maya", ANNA)], [])
    team_page = shop.signed_in("Maya").get("/admin/team").body["admins"]
    own_page = shop.signed_in("Noor").get("/admin/notifications").body
    for shown in (next(each for each in team_page if each["name"] == "Noor"), own_page):
        assert shown["mail_refused"]["code"] == code
        assert abs(shown["mail_refused"]["at"] - shop.now.timestamp() * 1000) < 60_000
    shop.work.suppressed.delete(shop.admin("Noor").email)
    shop.visitor()
    shop.later(seconds=60)
    assert sorted(shop.mails) == [("Maya", ANNA), *BOTH]
    assert shop.signed_in("Noor").get("/admin/notifications").body["mail_refused"] is None


def test_a_channel_that_fails_neither_stops_nor_repeats_the_others(shop: Scene) -> None:
    attempts: list[str] = []

    def fails_once(site: Site, admin: Admin, alert: Alert) -> None:
        attempts.append(admin.name)
        if attempts.count(admin.name) == 1:
            raise TryLater("the push service is throttled")

    def breaks(site: Site, alert: Alert) -> None:
        attempts.append("webhook")
        if attempts.count("webhook") == 1:
            raise RuntimeError("a fault of ours")

    by_mail = next(channel for channel in channels.TO_ADMINS if channel.name == "mail")
    added = (Channel("push", lambda admin: admin.alerts.alert_by_push, fails_once), by_mail)
    shop.prefers("Maya", {"alert_by_push": True})
    with patch.object(channels, "TO_ADMINS", added), patch.object(channels, "OF_SITE", (("webhook", breaks),)):
        shop.visitor()
        shop.later(seconds=60)
        assert sorted(shop.mails) == BOTH
        shop.later(seconds=60)
        assert shop.waiting == []
    assert sorted(attempts) == ["Maya", "Maya", "webhook", "webhook"]
    assert sorted(shop.mails) == BOTH


@pytest.mark.parametrize("kind", ["bot", "system", "note"])
def test_only_what_the_visitor_wrote_is_in_an_alert(shop: Scene, kind: str) -> None:
    seat = shop.visitor("Is the kettle back?\nMine leaks.")
    store(seat.conversation_id, 2, kind, "between ourselves")
    store(seat.conversation_id, 3, "visitor", "<b>Hello?</b>")
    shop.later(seconds=60)
    message = shop.work.mails[0]
    text = text_of(shop)
    assert "> Is the kettle back?\n> Mine leaks.\n> <b>Hello?</b>" in text
    assert "2 messages unread" in text
    assert "between ourselves" not in message.as_string()


def store(conversation_id: str, id: int, sender_type: str, body: str) -> None:
    """Adds a message of any kind to the log, as other parts of the server may do."""
    conversation = conversations.get(conversation_id)
    assert conversation is not None
    message = Message(
        conversation_id, id, f"client-{id}", cast("SenderType", sender_type), "x", "X", body, sent_at=now_ms()
    )
    fields = {name: getattr(message, name) for name in message.__slots__ if name in MessageRow.get_attributes()}
    MessageRow(**{name: value for name, value in fields.items() if value is not None}).save()
    row = ConversationRow.from_raw_data(conversations.to_item(conversation))
    row.last_id = id
    row.save()


def text_of(shop: Scene) -> str:
    body = shop.work.mails[-1].get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_an_alert_names_its_conversation_and_leads_there(shop: Scene) -> None:
    seat = shop.visitor()
    shop.later(seconds=60)
    sent = shop.work.mails[0]
    html = sent.get_body(("html",))
    assert html is not None
    link = f"https://pages.example/admin/#/c/{seat.conversation_id}"
    assert link in text_of(shop)
    assert f'href="{link}"' in html.get_content()
    assert "https://pages.example/admin/#/settings/account" in text_of(shop)
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["From"] == "Fern & Kettle <chat@shop.example>"
