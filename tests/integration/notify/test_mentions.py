"""Whoever is mentioned in a note is alerted, once, by the means of their choice, and without a word of the note."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from chalicelib.storage import admins
from tests.api_client import Seat
from tests.desk_client import Desk
from tests.integration import clock, sockets
from tests.integration.log_lines import logged
from tests.integration.notify.scene import Scene, scene

NOTE = "the zebra code is 4711"


class Desks:
    """Maya and Noor at a visitor's conversation that nobody has to be alerted of."""

    def __init__(self, shop: Scene) -> None:
        self.shop = shop
        seat: Seat = shop.visitor()
        self.seat = seat
        shop.reads(seat)
        assert seat.api.post("/chatbot/contact", {"email": None, "name": "Ada"}).status == 200
        self.maya, self.noor = (Desk(shop.signed_in(name), seat.conversation_id) for name in ("Maya", "Noor"))
        shop.later(hours=1)
        assert shop.mails == []

    def mentions(self, *who: Desk, after: int = 0, client_id: str | None = None) -> None:
        with clock.set_to(self.shop.now):
            answer = self.maya.note(NOTE, after, client_id, mentions=[each.admin_id for each in who])
        assert answer.status in (200, 201)


@pytest.fixture
def shop() -> Iterator[Scene]:
    with scene() as made:
        yield made


@pytest.fixture
def desks(shop: Scene) -> Desks:
    return Desks(shop)


def test_a_colleague_who_is_mentioned_gets_a_mail_without_the_note(shop: Scene, desks: Desks) -> None:
    desks.mentions(desks.noor)
    shop.later(seconds=10)
    assert shop.mails == [("Noor", f"Maya mentioned you in a conversation with Ada on {shop.shop.site.name}")]
    mail = shop.work.mails[0].as_string()
    assert desks.seat.conversation_id in mail or "Open the conversation" in mail
    assert not any(word in mail for word in NOTE.split() if len(word) > 3)


def test_nobody_is_alerted_of_their_own_note(shop: Scene, desks: Desks) -> None:
    desks.mentions(desks.maya)
    assert shop.waiting == []


def test_a_retry_and_a_job_that_is_delivered_twice_alert_once(shop: Scene, desks: Desks) -> None:
    desks.mentions(desks.noor, client_id="mentioned-once")
    jobs = shop.work.jobs
    shop.later(seconds=10)
    desks.mentions(desks.noor, client_id="mentioned-once")
    shop.later(seconds=10)
    for job in jobs:
        shop.work.run(job)
    assert len(shop.mails) == 1


def test_whoever_is_at_the_dashboard_gets_no_alert(shop: Scene, desks: Desks) -> None:
    with clock.set_to(shop.now):
        sockets.admins(desks.noor.api)
        desks.mentions(desks.noor)
        shop.work.run_due()
    assert shop.mails == []


def test_a_note_that_was_deleted_meanwhile_alerts_nobody(shop: Scene, desks: Desks) -> None:
    desks.mentions(desks.noor)
    assert desks.maya.delete(1, after=1).status == 201
    shop.later(seconds=10)
    assert shop.mails == []


def test_an_admin_who_wants_no_mail_gets_none(shop: Scene, desks: Desks) -> None:
    shop.prefers("Noor", {"alert_by_mail": False})
    desks.mentions(desks.noor)
    shop.later(seconds=10)
    assert shop.mails == []


def test_an_admin_who_left_the_team_gets_none(shop: Scene, desks: Desks) -> None:
    desks.mentions(desks.noor)
    assert admins.remove(shop.admin("Noor"), shop.shop.site.site_id, None)
    shop.later(seconds=10)
    assert shop.mails == []


def test_in_quiet_hours_the_alert_comes_when_they_are_over(shop: Scene, desks: Desks) -> None:
    began = shop.now
    quiet = {"quiet_from": f"{began - timedelta(hours=1):%H:%M}", "quiet_until": f"{began + timedelta(hours=2):%H:%M}"}
    shop.prefers("Noor", {**quiet, "quiet_zone": "UTC"})  # type: ignore[typeddict-item]
    desks.mentions(desks.noor)
    shop.later(seconds=10)
    assert (shop.mails, shop.waiting) == ([], ["mention"])
    shop.later(hours=2, minutes=1)
    assert [name for name, _ in shop.mails] == ["Noor"]


def test_without_a_schedule_the_note_is_stored_all_the_same(shop: Scene, desks: Desks) -> None:
    shop.work.refusals = [(400, "ValidationException")] * 5
    with logged() as lines:
        desks.mentions(desks.noor)
    assert [each["body"] for each in desks.maya.log()] == [NOTE]
    assert lines.events("mention_not_scheduled")


def test_the_mail_is_in_the_language_of_whoever_is_mentioned(shop: Scene, desks: Desks) -> None:
    assert desks.noor.api.post("/admin/language", {"language": "de"}).status == 200
    desks.mentions(desks.noor)
    shop.later(seconds=10)
    assert shop.mails == [("Noor", "Maya hat Sie in einer Unterhaltung mit Ada erwähnt – Fern & Kettle")]
