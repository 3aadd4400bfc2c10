"""Who is there: online, away and offline, by the rows of the sockets, and what the others are told."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib import events
from chalicelib.realtime import presence
from chalicelib.storage import connections
from chalicelib.storage.tables import ConnectionRow
from tests.api_client import Api, Seat, Shop
from tests.integration import sockets
from tests.integration.log_lines import logged
from tests.integration.metering import metered
from tests.integration.sockets import Socket
from tests.tokens import claims_of

PING = {"type": "ping"}
AWAY = {"type": "resume", "cursors": {}, "away": True}
BACK = {"type": "resume", "cursors": {}, "away": False}
NO_CONVERSATION = {"type": "viewing", "conversation_id": None}


class Team:
    """Maya, whose dashboard is open, and Noor, who comes and goes."""

    def __init__(self) -> None:
        self.shop = Shop()
        self.site_id = self.shop.site.site_id
        self.maya, self.noor = self.shop.admin("Maya"), self.shop.admin("Noor", role="agent")
        self.watching = opened(self.maya)

    def online(self) -> set[str]:
        return presence.online(self.site_id)

    def told(self, kind: str = "Presence") -> list[dict[str, Any]]:
        return [frame for frame in self.watching.received if frame["type"] == kind]

    def states(self) -> list[tuple[str, str]]:
        return [(event["name"], event["state"]) for event in self.told()]


@pytest.fixture
def team() -> Team:
    return Team()


def id_of(admin: Api) -> str:
    return str(claims_of(admin.token)["sub"])


def opened(admin: Api, conversation_id: str | None = None) -> Socket:
    """A dashboard's socket, which says first what it views."""
    socket = sockets.admins(admin)
    socket.send_frame({"type": "viewing", "conversation_id": conversation_id})
    return socket


def last_team(socket: Socket) -> dict[str, Any]:
    (*_, found) = [frame for frame in socket.received if frame["type"] == "team"]
    return found


def silent_for(socket: Socket, site_id: str, seconds: int) -> None:
    """The page of the socket vanished: so long ago was its last heartbeat that was stored."""
    connections.checked(socket.id, [events.admins_audience(site_id)], int(time.time()) - seconds)


def test_an_admin_is_online_from_the_first_socket_to_the_last(team: Team) -> None:
    assert team.online() == {id_of(team.maya)}
    first, second = opened(team.noor), opened(team.noor)
    assert team.online() == {id_of(team.maya), id_of(team.noor)}
    first.close()
    assert id_of(team.noor) in team.online()
    second.close()
    assert team.online() == {id_of(team.maya)}
    assert team.states() == [("Noor", "online"), ("Noor", "offline")]


def test_an_event_of_presence_names_the_admin_and_the_time(team: Team) -> None:
    opened(team.noor)
    (event,) = team.told()
    assert (event["admin_id"], event["name"], event["state"]) == (id_of(team.noor), "Noor", "online")
    assert abs(event["at"] - time.time() * 1000) < 5000


def test_an_admin_whose_pages_are_all_unused_is_away(team: Team) -> None:
    first, second = opened(team.noor), opened(team.noor)
    first.send_frame(AWAY)
    assert id_of(team.noor) in team.online()
    second.send_frame(AWAY)
    assert id_of(team.noor) not in team.online()
    first.send_frame(BACK)
    assert id_of(team.noor) in team.online()
    assert team.states() == [("Noor", "online"), ("Noor", "away"), ("Noor", "online")]


def test_a_ping_says_it_too(team: Team) -> None:
    socket = opened(team.noor)
    socket.send_frame({**PING, "away": True})
    assert id_of(team.noor) not in team.online()
    assert socket.received[-1] == {"type": "pong"}


def test_the_last_page_in_use_that_closes_leaves_the_admin_away(team: Team) -> None:
    used, unused = opened(team.noor), opened(team.noor)
    unused.send_frame(AWAY)
    used.close()
    assert team.states() == [("Noor", "online"), ("Noor", "away")]


def test_the_choice_to_be_away_is_valid_for_all_pages_and_sessions_and_after_a_reload(team: Team) -> None:
    socket = opened(team.noor)
    answer = team.noor.post("/admin/presence", {"away": True}).body
    assert answer["away"] is True
    assert id_of(team.noor) not in team.online()
    socket.send_frame(BACK)
    socket.close()
    socket = opened(team.noor)
    assert last_team(socket)["away"] is True
    assert id_of(team.noor) not in team.online()
    assert last_team(team.watching)["away"] is False
    team.noor.post("/admin/presence", {"away": False})
    assert id_of(team.noor) in team.online()
    assert team.states() == [("Noor", each) for each in ("online", "away", "offline", "away", "online")]


def test_the_choice_of_an_admin_without_a_page_shows_once_there_is_one(team: Team) -> None:
    assert team.noor.post("/admin/presence", {"away": True}).body["admins"][0]["name"] == "Maya"
    assert team.told() == []
    opened(team.noor)
    assert team.states() == [("Noor", "away")]


def test_an_admin_who_is_removed_leaves_no_choice_behind(team: Team) -> None:
    team.noor.post("/admin/presence", {"away": True})
    removal = {"password": "correct horse battery staple"}
    assert team.maya.call("DELETE", f"/admin/team/{id_of(team.noor)}", removal).status == 200
    assert connections.read(events.admins_audience(team.site_id)).chose_away == frozenset()


def test_a_page_that_vanished_counts_for_seven_minutes_at_most(team: Team) -> None:
    socket = opened(team.noor)
    silent_for(socket, team.site_id, 6 * 60)
    assert id_of(team.noor) in team.online()
    silent_for(socket, team.site_id, 7 * 60 + 1)
    assert id_of(team.noor) not in team.online()
    assert [each["name"] for each in last_team(reopened(team))["admins"]] == ["Maya"]


def reopened(team: Team) -> Socket:
    team.watching.send_frame(NO_CONVERSATION)
    return team.watching


def test_heartbeats_keep_an_admin_online_and_are_stored_once_in_five_minutes(team: Team) -> None:
    socket = opened(team.noor)
    silent_for(socket, team.site_id, 4 * 60)
    assert writes(lambda: socket.send_frame(BACK)) == []
    silent_for(socket, team.site_id, 5 * 60)
    assert writes(lambda: socket.send_frame(BACK)) != []
    assert writes(lambda: socket.send_frame(BACK)) == []
    assert id_of(team.noor) in team.online()


def test_only_a_change_of_away_is_stored_and_told(team: Team) -> None:
    socket = opened(team.noor)
    assert writes(lambda: socket.send_frame(AWAY)) == ["UpdateItem", "UpdateItem"]
    before = len(team.watching.received)
    assert writes(lambda: socket.send_frame(AWAY)) == []
    assert len(team.watching.received) == before


def writes(act: Callable[[], Any]) -> list[str]:
    with metered() as bill:
        act()
    return [each for each in bill.requests if each in ("UpdateItem", "PutItem", "DeleteItem", "BatchWriteItem")]


def test_a_visitors_away_is_ignored(team: Team) -> None:
    visitor = team.shop.visitor()
    visitor.send()
    socket = sockets.visitors(visitor.api)
    assert writes(lambda: socket.send_frame(AWAY)) == []
    assert socket.received == [{"type": "resumed", "behind": {}}]


@pytest.mark.parametrize("away", [1, "yes", None])
def test_away_is_true_or_false(team: Team, away: object) -> None:
    team.watching.send_frame({**PING, "away": away})
    error = team.watching.received[-1]["error"]
    assert (error["code"], error["field"]) == ("frame_invalid", "away")


def test_two_admins_with_the_same_conversation_open_see_each_other(team: Team) -> None:
    id = conversation(team)
    team.watching.send_frame({"type": "viewing", "conversation_id": id})
    noor = opened(team.noor, id)
    seen = {each["name"]: each["viewing"] for each in last_team(noor)["admins"]}
    assert seen == {"Maya": [id], "Noor": [id]}
    assert [(each["name"], each["conversation_ids"]) for each in team.told("Viewing")] == [("Noor", [id])]
    noor.send_frame(NO_CONVERSATION)
    assert team.told("Viewing")[-1]["conversation_ids"] == []


def test_all_conversations_that_an_admin_has_open_are_told_together(team: Team) -> None:
    one, other = conversation(team), conversation(team)
    first, _ = opened(team.noor, one), opened(team.noor, other)
    assert team.told("Viewing")[-1]["conversation_ids"] == sorted([one, other])
    first.close()
    assert team.told("Viewing")[-1]["conversation_ids"] == [other]


def test_of_two_frames_whose_calls_end_in_another_order_the_later_frame_counts(team: Team) -> None:
    """A page says what it views when its socket opens, and again when a conversation is opened a moment later."""
    id, began = conversation(team), int(time.time() * 1000)
    noor = sockets.admins(team.noor)
    noor.send_frame({"type": "viewing", "conversation_id": id}, requestTimeEpoch=began + 20)
    noor.send_frame(NO_CONVERSATION, requestTimeEpoch=began)
    assert [each["conversation_ids"] for each in team.told("Viewing")] == [[id]]
    assert {each["name"]: each["viewing"] for each in last_team(noor)["admins"]} == {"Maya": [], "Noor": [id]}
    noor.send_frame(NO_CONVERSATION, requestTimeEpoch=began + 40)
    assert team.told("Viewing")[-1]["conversation_ids"] == []


def test_an_admin_who_left_views_nothing_and_is_not_told_twice(team: Team) -> None:
    noor = opened(team.noor, conversation(team))
    noor.close()
    assert team.states() == [("Noor", "online"), ("Noor", "offline")]
    assert len(team.told("Viewing")) == 1
    assert [each["name"] for each in last_team(reopened(team))["admins"]] == ["Maya"]


def test_a_socket_that_replaces_another_one_changes_nothing(team: Team) -> None:
    id = conversation(team)
    old = opened(team.noor, id)
    before = len(team.watching.received)
    opened(team.noor, id)
    old.close()
    assert len(team.watching.received) == before


def test_nobody_of_another_site_and_no_visitor_is_told(team: Team) -> None:
    visitor = team.shop.visitor()
    visitor.send()
    listening = [sockets.visitors(visitor.api), opened(Shop().admin())]
    before = [len(socket.received) for socket in listening]
    noor = opened(team.noor, visitor.conversation_id)
    noor.send_frame(AWAY)
    noor.close()
    assert [len(socket.received) for socket in listening] == before


def test_a_visitor_does_not_learn_who_views(team: Team) -> None:
    visitor = team.shop.visitor()
    visitor.send()
    socket = sockets.visitors(visitor.api)
    socket.send_frame({"type": "viewing", "conversation_id": visitor.conversation_id})
    assert [frame["error"]["code"] for frame in socket.received] == ["frame_unknown"]


@pytest.mark.parametrize("fields", [{}, {"conversation_id": 5}, {"conversation_id": "c_1"}, {"conversation_id": ""}])
def test_a_conversation_that_cannot_exist_is_refused(team: Team, fields: dict[str, object]) -> None:
    team.watching.send_frame({"type": "viewing", **fields})
    error = team.watching.received[-1]["error"]
    assert (error["code"], error["field"]) == ("frame_invalid", "conversation_id")


def test_a_failing_push_does_not_disturb_the_frame(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    noor = opened(team.noor)

    def fail(*_: object) -> None:
        raise RuntimeError("no threads")

    monkeypatch.setattr("chalicelib.realtime.fanout.deliver_all", fail)
    with logged() as log:
        noor.send_frame(AWAY)
    assert noor.received[-1] == {"type": "resumed", "behind": {}}
    assert [line["type"] for line in log.events("fan_out_failed")] == ["Presence"]


def conversation(team: Team) -> str:
    seat: Seat = team.shop.visitor()
    seat.send()
    return seat.conversation_id


def test_the_rows_of_a_closed_socket_do_not_come_back_with_its_last_heartbeat(team: Team) -> None:
    noor = opened(team.noor)
    noor.close()
    connections.set_away(noor.id, [events.admins_audience(team.site_id)], True)
    assert list(ConnectionRow.query(connections.pointer(noor.id))) == []
    assert id_of(team.noor) not in team.online()
