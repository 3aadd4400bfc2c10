"""Who types reaches exactly the sockets that may know, is never stored, and is limited."""

from typing import Any
from unittest.mock import patch

import pytest

from chalicelib.chat import presence
from chalicelib.realtime import gateway
from chalicelib.storage import connections, sites
from tests.api_client import Seat, Shop
from tests.integration import sockets
from tests.integration.metering import metered
from tests.integration.sockets import Socket


class Scene:
    """Two visitors and four admins of a site, and an admin of another site, each with a socket.

    Maya and Noor have the first conversation open, Olu the second, and Ines none.
    """

    def __init__(self) -> None:
        self.shop = Shop()
        self.one, self.two = writing(self.shop), writing(self.shop)
        self.sockets = {
            "one": sockets.visitors(self.one.api),
            "one's other tab": sockets.visitors(self.one.api),
            "two": sockets.visitors(self.two.api),
            "maya": sockets.admins(self.shop.admin("Maya")),
            "noor": sockets.admins(self.shop.admin("Noor", role="agent")),
            "olu": sockets.admins(self.shop.admin("Olu", role="agent")),
            "ines": sockets.admins(self.shop.admin("Ines", role="agent")),
            "elsewhere": sockets.admins(Shop().admin()),
        }
        for who, seat in (("maya", self.one), ("noor", self.one), ("olu", self.two), ("elsewhere", self.one)):
            self.view(who, seat)

    def view(self, who: str, seat: Seat | None) -> None:
        id = seat.conversation_id if seat else None
        self.sockets[who].send_frame({"type": "viewing", "conversation_id": id})

    def type(self, who: str, seat: Seat) -> None:
        self.sockets[who].send_frame(typing(seat.conversation_id))

    def stop(self, who: str, seat: Seat) -> None:
        self.sockets[who].send_frame({**typing(seat.conversation_id), "stopped": True})

    def heard(self) -> dict[str, list[dict[str, Any]]]:
        """What each socket received about typing, without those that received nothing."""
        found = {name: self.heard_by(name) for name in self.sockets}
        return {name: frames for name, frames in found.items() if frames}

    def heard_by(self, who: str) -> list[dict[str, Any]]:
        return [frame for frame in self.sockets[who].received if frame["type"] in ("Typing", "error")]


@pytest.fixture
def scene() -> Scene:
    presence.typed.clear()
    return Scene()


def writing(shop: Shop) -> Seat:
    seat = shop.visitor()
    seat.send()
    return seat


def typing(conversation_id: Any) -> dict[str, Any]:
    return {"type": "typing", "conversation_id": conversation_id}


def test_a_visitors_typing_reaches_the_admins_who_have_the_conversation_open_and_nobody_else(scene: Scene) -> None:
    scene.type("one", scene.one)
    event = {"type": "Typing", "conversation_id": scene.one.conversation_id, "id": 1, "side": "visitor"}
    assert scene.heard() == {name: [{**event, "name": "Visitor"}] for name in ("maya", "noor")}


def test_an_admins_typing_reaches_the_conversations_visitor_and_the_other_admins_who_have_it_open(scene: Scene) -> None:
    scene.type("maya", scene.one)
    heard = scene.heard()
    assert heard.keys() == {"one", "one's other tab", "noor"}
    assert {event["name"] for (event,) in heard.values()} == {"Maya"}
    assert "admin_id" in heard["noor"][0]


@pytest.mark.parametrize(("who", "hear"), [("one", {"maya", "noor"}), ("maya", {"one", "one's other tab", "noor"})])
def test_who_stopped_reaches_the_same_sockets_as_who_types(scene: Scene, who: str, hear: set[str]) -> None:
    scene.type(who, scene.one)
    scene.stop(who, scene.one)
    heard = scene.heard()
    assert heard.keys() == hear
    assert {tuple("stopped" in event for event in events) for events in heard.values()} == {(False, True)}


@pytest.mark.parametrize("who", ["one", "elsewhere"])
def test_who_stopped_in_a_conversation_of_somebody_else_reaches_nobody(scene: Scene, who: str) -> None:
    scene.stop(who, scene.two)
    assert scene.heard() == {}


def test_an_admin_who_opens_the_conversation_hears_the_next_one_and_who_leaves_it_does_not(scene: Scene) -> None:
    scene.view("ines", scene.one)
    scene.view("noor", None)
    scene.type("one", scene.one)
    assert scene.heard().keys() == {"maya", "ines"}


def test_what_an_admin_views_never_reaches_a_visitor(scene: Scene) -> None:
    scene.view("ines", scene.one)
    assert [scene.sockets[name].received for name in ("one", "one's other tab", "two")] == [[], [], []]


def test_visitors_do_not_learn_the_admins_id(scene: Scene) -> None:
    scene.type("maya", scene.one)
    assert scene.heard()["one"][0].keys() == {"type", "conversation_id", "id", "side", "name"}


def test_the_event_has_the_conversations_last_number(scene: Scene) -> None:
    scene.one.send("more", after=1)
    scene.type("one", scene.one)
    assert [event["id"] for event in scene.heard_by("maya")] == [2]


def test_a_visitor_cannot_type_in_another_visitors_conversation(scene: Scene) -> None:
    scene.type("one", scene.two)
    assert scene.heard() == {}


def test_an_admin_cannot_type_in_a_conversation_of_another_site(scene: Scene) -> None:
    scene.type("elsewhere", scene.one)
    assert scene.heard() == {}


@pytest.mark.parametrize("id", ["c_0000000000000000", "c_1", ""])
def test_typing_where_there_is_no_conversation_is_ignored(scene: Scene, id: str) -> None:
    scene.sockets["maya"].send_frame(typing(id))
    assert scene.heard() == {}


@pytest.mark.parametrize("stopped", [None, 1, "yes"])
def test_whether_somebody_stopped_is_true_or_false(scene: Scene, stopped: Any) -> None:
    scene.sockets["one"].send_frame({**typing(scene.one.conversation_id), "stopped": stopped})
    ((frame,),) = scene.heard().values()
    assert (frame["error"]["code"], frame["error"]["field"]) == ("frame_invalid", "stopped")


@pytest.mark.parametrize("id", [None, 5, "c" * 65, ["c_1"]])
def test_typing_without_a_valid_conversation_is_refused(scene: Scene, id: Any) -> None:
    scene.sockets["one"].send_frame(typing(id))
    ((frame,),) = scene.heard().values()
    assert (frame["error"]["code"], frame["error"]["field"]) == ("frame_invalid", "conversation_id")


def test_the_text_is_no_part_of_the_frame(scene: Scene) -> None:
    scene.sockets["one"].send_frame({**typing(scene.one.conversation_id), "body": "my password is"})
    assert [frame["type"] for frame in scene.sockets["one"].received] == ["error"]
    assert scene.heard().keys() == {"one"}


def test_a_socket_says_it_once_in_two_seconds(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(presence.time, "monotonic", lambda: now)
    for _ in range(5):
        scene.type("one", scene.one)
    scene.type("two", scene.two)
    assert [len(scene.heard_by(name)) for name in ("maya", "olu")] == [1, 1]
    now += 2
    scene.type("one", scene.one)
    assert len(scene.heard_by("maya")) == 2


def test_a_socket_says_that_somebody_stopped_once_in_two_seconds_on_its_own(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(presence.time, "monotonic", lambda: now)
    scene.type("one", scene.one)
    for _ in range(5):
        scene.stop("one", scene.one)
    assert ["stopped" in event for event in scene.heard_by("maya")] == [False, True]
    now += 2
    scene.stop("one", scene.one)
    assert len(scene.heard_by("maya")) == 3


def test_a_visitor_without_a_message_has_no_socket_to_type_on(scene: Scene) -> None:
    assert scene.shop.visitor().api.post("/chatbot/ticket").status == 404


def test_what_is_said_too_often_costs_nothing(scene: Scene) -> None:
    scene.type("one", scene.one)
    with metered() as bill:
        scene.type("one", scene.one)
    assert bill.requests == []


def test_typing_is_stored_nowhere(scene: Scene) -> None:
    with metered() as bill:
        scene.type("one", scene.one)
        scene.type("maya", scene.one)
    assert bill.requests
    assert bill.written == 0


def test_the_memory_of_who_typed_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "MOST_KNOWN", 3)
    presence.typed.clear()
    for number in range(10):
        assert presence.may_type(f"socket-{number}")
    assert len(presence.typed) <= 3


def test_a_blocked_visitors_typing_reaches_nobody(scene: Scene) -> None:
    socket: Socket = scene.sockets["one"]
    owner = scene.shop.admin()
    blocked = {"conversation_id": scene.one.conversation_id, "kind": "visitor"}
    with patch.object(gateway, "close"), patch.object(connections, "forget"):  # the block has missed the socket
        assert owner.post("/admin/blocks", blocked).status == 201
    sites.known.clear()
    scene.type("one", scene.one)
    assert scene.heard_by("maya") == []
    assert [frame["error"]["code"] for frame in socket.received] == ["connection_unknown"]
