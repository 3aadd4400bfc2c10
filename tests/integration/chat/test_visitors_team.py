"""What a visitor sees of the team: who is there, and the usual reply time."""

import dataclasses
from typing import Any

import pytest

from chalicelib.model import Message
from chalicelib.notify import reply_times
from chalicelib.storage import sites
from tests.api_client import Api, Seat, Shop, across
from tests.integration import sockets

AWAY = {"type": "ping", "away": True}


def seen(shop: Shop) -> dict[str, Any]:
    body = Api().post("/chatbot/session", {"widget_token": shop.site.widget_token}).body
    found: dict[str, Any] = body["extras"]["presence"]
    return found


def test_a_visitor_sees_the_names_of_those_who_are_online(shop: Shop) -> None:
    assert seen(shop) == {"online": [], "away": False, "reply_ms": None}
    noor, _ = sockets.admins(shop.admin("Noor")), sockets.admins(shop.admin("Maya"))
    assert seen(shop)["online"] == ["Maya", "Noor"]
    noor.send_frame(AWAY)
    assert seen(shop) == {"online": ["Maya"], "away": False, "reply_ms": None}


def test_a_visitor_sees_whether_all_are_away(shop: Shop) -> None:
    sockets.admins(shop.admin("Noor")).send_frame(AWAY)
    assert seen(shop) == {"online": [], "away": True, "reply_ms": None}


def test_a_visitor_sees_five_names_at_most(shop: Shop) -> None:
    for name in ("Ada", "Bo", "Cy", "Dee", "Eve", "Flo"):
        sockets.admins(shop.admin(name))
    assert seen(shop)["online"] == ["Ada", "Bo", "Cy", "Dee", "Eve"]


def test_a_site_can_switch_it_off() -> None:
    shop = Shop(show_presence=False)
    sockets.admins(shop.admin())
    session = Api().post("/chatbot/session", {"widget_token": shop.site.widget_token}).body
    assert "presence" not in session.get("extras", {})


def with_reply_times(shop: Shop, *seconds: int) -> None:
    times = tuple(f"c_{number}/2 {each * 1000}" for number, each in enumerate(seconds))
    sites.put(dataclasses.replace(shop.site, reply_times=times))


@pytest.mark.parametrize(("seconds", "expected"), [((), None), ((5, 9), None), ((9, 300, 5), 9_000)])
def test_the_usual_reply_time_is_the_median_of_at_least_three(
    shop: Shop, seconds: tuple[int, ...], expected: int | None
) -> None:
    with_reply_times(shop, *seconds)
    assert seen(shop)["reply_ms"] == expected


class Talk:
    """A conversation whose stored messages are handed to the background work, with chosen times."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.visitor: Seat = shop.visitor()
        self.maya = across(shop.admin("Maya"), self.visitor.conversation_id)
        self.last = 0

    def say(self, seat: Seat) -> Message:
        message = seat.send("hello", after=self.last).body["message"]
        self.last = message["id"]
        fields = {name: message[name] for name in ("id", "client_id", "sender_type", "sender_name", "body", "sent_at")}
        return Message(conversation_id=self.visitor.conversation_id, sender_id="", **fields)

    def times(self) -> list[str]:
        site = sites.get(self.shop.site.site_id, strong=True)
        assert site
        return list(site.reply_times)


def later(message: Message, ms: int) -> Message:
    return dataclasses.replace(message, sent_at=message.sent_at + ms)


def test_the_first_answer_to_a_message_that_waited_counts_from_that_message(shop: Shop) -> None:
    talk = Talk(shop)
    first = talk.say(talk.visitor)
    talk.say(talk.visitor)
    answer = talk.say(talk.maya)
    reply_times.message_stored(dataclasses.replace(answer, sent_at=first.sent_at + 90_000))
    assert talk.times() == [f"{talk.visitor.conversation_id}/3 90000"]


def test_further_messages_of_an_admin_and_those_of_visitors_do_not_count(shop: Shop) -> None:
    talk = Talk(shop)
    for seat in (talk.visitor, talk.maya, talk.maya):
        reply_times.message_stored(talk.say(seat))
    assert len(talk.times()) == 1
    reply_times.message_stored(talk.say(talk.visitor))
    reply_times.message_stored(talk.say(talk.maya))
    assert len(talk.times()) == 2


def test_a_record_that_is_delivered_twice_counts_once(shop: Shop) -> None:
    talk = Talk(shop)
    talk.say(talk.visitor)
    answer = talk.say(talk.maya)
    for _ in range(2):
        reply_times.message_stored(answer)
    assert len(talk.times()) == 1


def test_the_last_twenty_are_kept(shop: Shop) -> None:
    talk = Talk(shop)
    with_reply_times(shop, *range(20))
    talk.say(talk.visitor)
    reply_times.message_stored(later(talk.say(talk.maya), 0))
    times = talk.times()
    assert len(times) == 20
    assert times[0] == "c_1/2 1000"
    assert times[-1].startswith(talk.visitor.conversation_id)


def test_a_change_of_settings_and_a_reply_time_do_not_undo_each_other(shop: Shop) -> None:
    talk = Talk(shop)
    owner = shop.admin()
    talk.say(talk.visitor)
    answer = talk.say(talk.maya)
    assert owner.call("PATCH", "/admin/site", {"greeting": "Good evening."}).status == 200
    reply_times.message_stored(answer)
    assert owner.call("PATCH", "/admin/site", {"name": "Teapots"}).status == 200
    site = sites.get(shop.site.site_id, strong=True)
    assert site
    assert (site.greeting, site.name, len(site.reply_times)) == ("Good evening.", "Teapots", 1)


def test_a_message_of_a_conversation_that_was_erased_counts_nothing(shop: Shop) -> None:
    stranger = Message("c_0000000000000000", 2, "client-id", "admin", "", "Maya", "hello", 1)
    reply_times.message_stored(stranger)
    assert sites.get(shop.site.site_id, strong=True) == shop.site
