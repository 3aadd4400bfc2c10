"""Alerts that are held back: in quiet hours, and when too many come at once."""

import time
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from chalicelib.model.accounts import AlertChanges
from chalicelib.notify import held
from chalicelib.storage import admins, alert_windows, jobs
from tests.api_client import PASSWORD, Seat
from tests.integration import clock, sockets
from tests.integration.engine import Crash
from tests.integration.notify.scene import Scene, scene

ONE = "Visitor is waiting on Fern & Kettle"
NIGHT: AlertChanges = {"quiet_from": "22:00", "quiet_until": "07:00", "quiet_zone": "UTC"}


@pytest.fixture
def shop() -> Iterator[Scene]:
    """Only Maya is alerted by mail."""
    with scene() as made:
        made.prefers("Noor", {"alert_by_mail": False})
        yield made


@pytest.fixture
def night(shop: Scene) -> Scene:
    """It is 23:00, within Maya's quiet hours."""
    shop.prefers("Maya", NIGHT)
    shop.now = shop.now.replace(hour=23)
    return shop


def visitors(shop: Scene, number: int) -> list[Seat]:
    return [shop.visitor(f"Question {index}") for index in range(1, number + 1)]


def until_morning(shop: Scene) -> None:
    shop.now = (shop.now + timedelta(days=1)).replace(hour=7, minute=0, second=0)
    shop.later(seconds=1)


def subjects(shop: Scene) -> list[str]:
    return [subject for _, subject in shop.mails]


def test_in_quiet_hours_nothing_is_sent_and_one_job_waits_for_their_end(night: Scene) -> None:
    visitors(night, 3)
    night.later(seconds=60)
    assert (night.mails, night.waiting) == ([], ["held_alerts"])
    [schedule] = night.work.schedules.values()
    assert schedule["ScheduleExpression"] == "at(2027-03-02T07:00:05)"


def test_when_quiet_hours_end_what_is_still_unread_is_sent_as_one(night: Scene) -> None:
    first, *_ = visitors(night, 3)
    night.later(seconds=60)
    night.reads(first)
    until_morning(night)
    assert subjects(night) == ["2 conversations are waiting on Fern & Kettle"]
    body = night.work.mails[0].get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert "Question 2" in text
    assert "Question 3" in text
    assert "Question 1" not in text
    assert "unread for 8 hours" in text


def test_several_are_sent_as_one_in_the_admin_s_language(night: Scene) -> None:
    assert admins.set_language(night.admin("Maya"), "ru")
    visitors(night, 2)
    night.later(seconds=60)
    until_morning(night)
    assert subjects(night) == ["2 разговора ждут ответа – Fern & Kettle"]


def test_a_single_conversation_is_sent_as_itself(night: Scene) -> None:
    visitors(night, 1)
    night.later(seconds=60)
    until_morning(night)
    assert subjects(night) == [ONE]


def test_when_everything_was_read_in_quiet_hours_nothing_is_sent(night: Scene) -> None:
    [seat] = visitors(night, 1)
    night.later(seconds=60)
    night.reads(seat)
    until_morning(night)
    assert (night.mails, night.waiting) == ([], [])


def test_what_was_sent_before_the_quiet_hours_is_not_sent_again(shop: Scene) -> None:
    shop.prefers("Maya", NIGHT)
    shop.now = shop.now.replace(hour=21, minute=50)
    [early] = visitors(shop, 1)
    shop.later(seconds=60)
    assert subjects(shop) == [ONE]
    shop.now = shop.now.replace(hour=23)
    shop.writes(early, "Hello?", after=1)
    visitors(shop, 1)
    shop.later(seconds=60)
    until_morning(shop)
    assert subjects(shop) == [ONE, ONE]


def test_a_message_that_is_not_due_at_the_end_of_quiet_hours_waits_its_own_time(night: Scene) -> None:
    visitors(night, 1)
    night.later(seconds=60)
    night.now = (night.now + timedelta(days=1)).replace(hour=6, minute=59, second=30)
    seat = night.visitor("Good morning")
    checks = {name: each for name, each in night.work.schedules.items() if "held" not in each["Target"]["Input"]}
    night.work.schedules = {name: each for name, each in night.work.schedules.items() if name not in checks}
    night.later(seconds=31)
    assert subjects(night) == [ONE]
    night.work.schedules = checks
    night.later(seconds=30)
    assert subjects(night) == [ONE, ONE]
    assert seat.conversation_id in str(night.work.mails[1])


def test_an_admin_who_was_removed_in_quiet_hours_gets_nothing(night: Scene) -> None:
    visitors(night, 1)
    night.later(seconds=60)
    removed = night.signed_in("Noor").call("DELETE", f"/admin/team/{night.admin('Maya').id}", {"password": PASSWORD})
    assert removed.status == 200
    until_morning(night)
    assert night.mails == []


def test_quiet_hours_that_were_prolonged_hold_the_alerts_back_again(night: Scene) -> None:
    visitors(night, 1)
    night.later(seconds=60)
    night.prefers("Maya", {"quiet_until": "09:00"})
    until_morning(night)
    assert (night.mails, night.waiting) == ([], ["held_alerts"])
    night.later(hours=2)
    assert subjects(night) == [ONE]


def test_an_admin_who_is_online_at_the_end_of_quiet_hours_gets_the_mail_five_minutes_later(night: Scene) -> None:
    visitors(night, 1)
    night.later(seconds=60)
    sockets.admins(night.signed_in("Maya"))
    until_morning(night)
    assert (night.mails, night.waiting) == ([], ["held_alerts"])
    night.later(minutes=5)
    assert subjects(night) == [ONE]


def test_from_the_sixth_alert_in_ten_minutes_on_there_is_one_digest(shop: Scene) -> None:
    visitors(shop, 12)
    shop.later(seconds=60)
    assert subjects(shop) == [ONE] * 5
    assert shop.waiting == ["held_alerts"]
    [schedule] = shop.work.schedules.values()
    assert schedule["ScheduleExpression"] == "at(2027-03-01T10:11:05)"
    shop.later(minutes=10)
    assert subjects(shop)[5:] == ["7 conversations are waiting on Fern & Kettle"]
    assert shop.waiting == []


def test_the_digest_is_about_those_that_are_still_unread(shop: Scene) -> None:
    seats = visitors(shop, 8)
    shop.later(seconds=60)
    alerted = {each for each in seats if any(each.conversation_id in str(mail) for mail in shop.work.mails)}
    left = [seat for seat in seats if seat not in alerted]
    assert (len(alerted), len(left)) == (5, 3)
    shop.reads(left[0])
    shop.later(minutes=10)
    assert subjects(shop)[5:] == ["2 conversations are waiting on Fern & Kettle"]


def test_the_next_ten_minutes_begin_with_the_next_alert(shop: Scene) -> None:
    visitors(shop, 5)
    shop.later(seconds=60)
    shop.later(minutes=11)
    visitors(shop, 5)
    shop.later(seconds=60)
    assert subjects(shop) == [ONE] * 10


def test_an_alert_that_is_tried_again_is_counted_once(shop: Scene) -> None:
    visitors(shop, 1)
    job = shop.work.jobs[0]
    shop.later(seconds=60)
    window = alert_windows.read(f"alerts/{shop.admin('Maya').id}")
    with clock.set_to(shop.now), patch.object(jobs, "done", lambda ids: set()):
        shop.work.run(job)
    again = alert_windows.read(f"alerts/{shop.admin('Maya').id}")
    assert window is not None
    assert again is not None
    assert (len(window.alerts), again.alerts, len(shop.mails)) == (1, window.alerts, 1)


def test_a_digest_that_is_delivered_twice_is_sent_once(shop: Scene) -> None:
    visitors(shop, 8)
    shop.later(seconds=60)
    [job] = shop.work.jobs
    shop.later(minutes=10)
    with clock.set_to(shop.now):
        shop.work.run(job)
    assert len(shop.mails) == 6


def test_a_digest_that_is_throttled_is_tried_again(shop: Scene) -> None:
    visitors(shop, 8)
    shop.later(seconds=60)
    shop.work.refusals = [(429, "TooManyRequestsException")] * 2
    shop.later(minutes=10)
    assert (len(shop.mails), shop.work.jobs[0]["attempt"]) == (5, 1)
    shop.later(seconds=60)
    assert subjects(shop)[5:] == ["3 conversations are waiting on Fern & Kettle"]


def test_a_function_that_dies_after_a_digest_sends_it_again_rather_than_never(shop: Scene) -> None:
    visitors(shop, 8)
    shop.later(seconds=60)
    [job] = shop.work.jobs
    with patch.object(jobs, "finish", side_effect=Crash), pytest.raises(Crash):
        shop.later(minutes=10)
    with clock.set_to(shop.now):
        shop.work.run(job)
    assert (len(shop.mails), shop.work.jobs[0]["attempt"]) == (6, 1)
    with patch.object(jobs, "time", SimpleNamespace(time=lambda: time.time() + 61)):
        shop.later(seconds=61)
        shop.later(seconds=61)
    assert (len(shop.mails), shop.waiting) == (7, [])


def test_a_digest_is_limited_and_says_that_there_are_more(shop: Scene) -> None:
    visitors(shop, 9)
    shop.later(seconds=60)
    with patch.object(held, "MOST", 3), patch.object(held, "PAGE", 2):
        shop.later(minutes=10)
    assert subjects(shop)[5:] == ["3+ conversations are waiting on Fern & Kettle"]
