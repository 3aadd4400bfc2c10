"""A day that is played on the real server is what the report says, also if the stream repeats and reorders it."""

import random
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from chalicelib.model.reports import TIME_ERROR
from chalicelib.storage import admins, team
from tests.api_client import PASSWORD, Api, Seat, Shop, across, new_client_id
from tests.integration import clock
from tests.integration.background import Background, background, images, record
from tests.tokens import claims_of

MIDNIGHT = datetime.now(timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=3)
DAY_HOURS = 24
QUESTION = {
    "texts": [
        {"language": "en", "question": "How long does delivery take?", "answer": "Two days.", "keywords": ["delivery"]}
    ]
}


class Day:
    """A shop with two agents and an owner. Times are "HH:MM" of the played day."""

    def __init__(self, work: Background, **settings: Any) -> None:
        self.work = work
        self.shop = Shop(ask_rating=True, **settings)
        self.owner = self.shop.admin("Olga")
        self.emails = {name: self.shop.account(name, role="agent") for name in ("Maya", "Noor")}
        self.admins = {name: self.signed_in(email) for name, email in self.emails.items()}
        self.seats: dict[str, Seat] = {}

    def signed_in(self, email: str) -> Api:
        return Api(Api().post("/admin/session", {"email": email, "password": PASSWORD}).body["token"])

    def id(self, name: str) -> str:
        return str(claims_of(self.admins[name].token)["sub"])

    def at(self, time: str) -> Any:
        hours, _, minutes = time.partition(":")
        return clock.set_to(MIDNIGHT + timedelta(hours=int(hours), minutes=int(minutes)))

    def asks(self, time: str, who: str, body: str = "Is the kettle back?", **more: Any) -> None:
        seat = self.seats.setdefault(who, self.shop.visitor())
        with self.at(time):
            assert seat.send(body, after=self.last(who), **more).status == 201

    def answers(self, time: str, name: str, who: str) -> None:
        with self.at(time):
            assert self.side(name, who).send("Yes, it is.", after=self.last(who)).status == 201

    def closes(self, time: str, name: str, who: str, *tags: str) -> None:
        api, id = self.admins[name], self.seats[who].conversation_id
        with self.at(time):
            if tags:
                fields = {"client_id": new_client_id(), "after": 0, "add": [*tags]}
                assert api.post(f"/admin/chatbot/{id}/tags", fields).status == 200
            assert self.side(name, who).set_status("closed", after=self.last(who)).status == 200

    def reopens(self, time: str, name: str, who: str) -> None:
        with self.at(time):
            assert self.side(name, who).set_status("open", after=self.last(who)).status == 200

    def rates(self, time: str, who: str, stars: int) -> None:
        closed = max(each["id"] for each in self.seats[who].drained() if each.get("kind") == "closed")
        with self.at(time):
            assert self.seats[who].rate(closed, stars, after=self.last(who)).status == 201

    def side(self, name: str, who: str) -> Seat:
        return across(self.admins[name], self.seats[who].conversation_id)

    def last(self, who: str) -> int:
        found = self.seats[who].drained()
        return int(found[-1]["id"]) if found else 0

    def records(self) -> list[dict[str, Any]]:
        return [record(image) for seat in self.seats.values() for image in images(seat.conversation_id)]

    def report(self, api: Api | None = None, hours: int = DAY_HOURS) -> dict[str, Any]:
        start = int(MIDNIGHT.timestamp() * 1000)
        answer = (api or self.owner).get(f"/admin/reports?start={start}&hours={hours}")
        assert answer.status == 200, answer
        return dict(answer.body)

    def play(self) -> None:
        self.asks("08:10", "ann")
        self.asks("08:12", "ann")
        self.answers("08:25", "Maya", "ann")  # after 15 minutes
        self.asks("09:05", "bob")
        self.answers("09:09", "Noor", "bob")  # after 4
        self.asks("09:30", "bob")
        self.answers("09:31", "Maya", "bob")  # no first response
        self.closes("10:05", "Noor", "bob", "delivery", "refund")  # after an hour
        self.rates("10:10", "bob", 2)
        self.rates("10:40", "bob", 4)  # instead of the 2
        self.asks("11:00", "cleo")
        self.closes("11:30", "Maya", "cleo", "spam")  # without an answer, after half an hour
        self.asks("12:50", "dan")  # nobody answers
        self.asks("13:00", "bob")  # reopens it
        self.answers("13:40", "Maya", "bob")  # after 40 minutes
        self.closes("14:00", "Maya", "bob")
        self.reopens("14:05", "Maya", "bob")
        self.closes("15:00", "Maya", "bob")  # after two hours
        self.rates("15:30", "bob", 5)


def milliseconds(minutes: float) -> Any:
    return pytest.approx(minutes * 60_000, rel=TIME_ERROR)


def is_what_was_played(day: Day) -> None:
    report = day.report()
    total = report["total"]
    assert {name: total[name] for name in total if name not in ("first_response", "resolution")} == {
        "begun": 4,
        "reopened": 2,
        "visitor_messages": 7,
        "team_messages": 4,
        "bot_messages": 0,
        "bot_answers": 0,
        "waited": 5,
        "missed": 2,  # Cleo and Dan
        "closed": 4,
        "ratings": [0, 0, 0, 1, 1],
    }
    assert total["first_response"] == {"counted": 3, "median": milliseconds(15), "p90": milliseconds(40)}
    assert total["resolution"] == {"counted": 4, "median": milliseconds(60), "p90": milliseconds(120)}
    maya, noor = report["people"]
    assert [(each["id"], each["name"]) for each in (maya, noor)] == [(day.id("Maya"), "Maya"), (day.id("Noor"), "Noor")]
    assert [maya[name] for name in ("team_messages", "closed", "ratings")] == [3, 3, [0, 0, 0, 0, 1]]
    assert [noor[name] for name in ("team_messages", "closed", "ratings")] == [1, 1, [0, 0, 0, 1, 0]]
    assert maya["first_response"] == {"counted": 2, "median": milliseconds(15), "p90": milliseconds(40)}
    assert noor["first_response"]["median"] == milliseconds(4)
    tags = {each["tag"]: each for each in report["tags"]}
    assert {tag: tags[tag]["closed"] for tag in tags} == {"delivery": 3, "refund": 3, "spam": 1}
    assert tags["delivery"]["ratings"] == [0, 0, 0, 1, 1]
    assert tags["spam"]["first_response"] == {"counted": 0, "median": None, "p90": None}
    hours = {(each["hour"] // 3_600_000) % 24: each for each in report["by_hour"]}
    assert {hour: counts["begun"] for hour, counts in hours.items() if counts["begun"]} == {8: 1, 9: 1, 11: 1, 12: 1}
    assert {hour: counts["missed"] for hour, counts in hours.items() if counts["missed"]} == {11: 1, 12: 1}
    assert sum(hours[13]["first_response"][0]) > 1
    assert hours[10]["ratings"] == [0, 0, 0, 1, 0]


def test_a_played_day_is_what_the_report_says() -> None:
    with background() as work:
        day = Day(work)
        day.play()
        records = day.records()
        assert work.deliver_records(records) == {"batchItemFailures": []}
        is_what_was_played(day)
        random.Random(3).shuffle(records)
        assert work.deliver_records([*records, *records[:5]]) == {"batchItemFailures": []}
        is_what_was_played(day)
        own = day.report(day.admins["Noor"])
        assert [person["name"] for person in own["people"]] == ["Noor"]
        assert own["total"] == day.report()["total"]
        assert day.report(hours=9)["total"]["begun"] == 1


def test_it_is_the_same_when_the_records_come_in_any_order_at_first() -> None:
    with background() as work:
        day = Day(work)
        day.play()
        records = day.records()
        random.Random(8).shuffle(records)
        assert work.deliver_records(records) == {"batchItemFailures": []}
        # Tags are those that the conversation has when its closing is counted: at the end of the day, the same.
        is_what_was_played(day)


def test_an_admin_who_has_left_is_nameless_and_another_site_sees_nothing() -> None:
    with background() as work:
        day = Day(work)
        day.asks("08:00", "ann")
        day.answers("08:10", "Maya", "ann")
        work.deliver_records(day.records())
        maya = admins.get(day.emails["Maya"])
        assert maya is not None
        assert admins.remove(maya, day.shop.site.site_id, None)
        team.remove(day.shop.site.site_id, maya.id)
        assert [(each["id"], each["name"]) for each in day.report()["people"]] == [(maya.id, None)]
        other = Day(work)
        assert (other.report()["by_hour"], other.report()["people"]) == ([], [])


def test_what_the_bot_answers_waits_for_nobody() -> None:
    with background() as work:
        day = Day(work)
        assert day.owner.post("/admin/site/faq/entries", QUESTION).status == 201
        day.asks("08:00", "ann", "How long does delivery take?", bot={"language": "en"})
        day.asks("09:00", "bob", "How long does delivery take?", bot={"language": "en"})
        day.asks("09:30", "bob", "May I talk to somebody?", bot={"language": "en", "person": True})
        day.answers("09:40", "Noor", "bob")
        work.deliver_records(day.records())
        total = day.report()["total"]
        assert [total[name] for name in ("begun", "bot_messages", "bot_answers", "waited", "missed")] == [2, 2, 2, 1, 0]
        assert total["first_response"]["median"] == milliseconds(10)


def test_a_question_of_today_is_not_missed_yet_unless_it_was_closed() -> None:
    with background() as work:
        day = Day(work)
        for who in ("ann", "bob"):
            day.seats[who] = day.shop.visitor()
            assert day.seats[who].send().status == 201
        assert day.side("Maya", "bob").set_status("closed", after=1).status == 200
        work.deliver_records(day.records())
        total = day.report(hours=5 * 24)["total"]
        assert (total["waited"], total["missed"]) == (2, 1)
        with clock.days_later(2):
            assert day.report(hours=5 * 24)["total"]["missed"] == 2


def test_time_outside_the_opening_hours_does_not_count() -> None:
    nine_to_five = {"opens": "09:00", "closes": "17:00"}
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    hours = {"zone": "UTC", "week": {day: [nine_to_five] for day in days}}
    with background() as work:
        day = Day(work)
        assert day.owner.call("PATCH", "/admin/site", {"hours": hours}).status == 200
        day.asks("02:00", "ann")
        day.answers("09:20", "Maya", "ann")
        day.closes("10:00", "Maya", "ann")
        day.work.deliver_records(day.records())
        report = day.report()
        assert report["within_hours"] is True
        assert report["total"]["first_response"]["median"] == milliseconds(20)
        assert report["total"]["resolution"]["median"] == milliseconds(60)
