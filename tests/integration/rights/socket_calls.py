"""What is sent and received on a socket."""

import json
from collections.abc import Callable
from typing import Any

from chalicelib import events
from chalicelib.realtime import fanout
from tests.api_client import Answer, Api
from tests.integration import sockets
from tests.integration.rights.scene import Scene
from tests.integration.sockets import Socket


def resumed(scene: Scene, api: Api) -> Answer:
    """The caller opens a socket, if it may, and sends the cursor of the scene's conversation."""
    return on_a_socket(api, lambda socket: socket.send_frame({"type": "resume", "cursors": {scene.id: 0}}))


def on_a_socket(api: Api, happens: Callable[[Socket], Any]) -> Answer:
    """Returns what the caller's socket receives, or the refusal of its ticket."""
    tickets = [api.post("/chatbot/ticket"), api.post("/admin/ticket")]
    for ticket in tickets:
        if ticket.status == 201:
            socket = Socket(ticket.body["ticket"])
            assert socket.connect()["statusCode"] == 200
            happens(socket)
            return Answer(200, {}, {}, json.dumps(socket.received))
    return tickets[-1]


def typing_heard(scene: Scene, api: Api) -> Answer:
    """Returns what the caller's socket, which says that it views the scene's conversation, hears of typing there."""

    def happens(socket: Socket) -> None:
        socket.send_frame({"type": "viewing", "conversation_id": scene.id})
        others_type(scene)
        socket.send_frame({"type": "viewing", "conversation_id": None})  # the next call may ask for the team

    answer = on_a_socket(api, happens)
    if answer.status != 200:
        return answer
    heard = [frame for frame in json.loads(answer.raw) if frame["type"] == "Typing"]
    return Answer(200, {}, {}, json.dumps(heard))


def others_type(scene: Scene) -> None:
    """Both sides of the scene's conversation type, each on a socket of its own."""
    for socket in (sockets.visitors(scene.visitor.api), sockets.admins(scene.shop.admin("Olu"))):
        socket.send_frame({"type": "typing", "conversation_id": scene.id})


def viewed(scene: Scene, api: Api) -> Answer:
    """A colleague of the scene views its conversation, and the caller asks for the team."""
    sockets.admins(scene.shop.admin("Olu")).send_frame({"type": "viewing", "conversation_id": scene.id})
    return on_a_socket(api, lambda socket: socket.send_frame({"type": "viewing", "conversation_id": None}))


def heard(scene: Scene, api: Api) -> Answer:
    """The caller opens a socket, if it may, and an event of the scene's conversation is pushed."""
    return on_a_socket(api, lambda _: fanout.publish(scene.audiences, events.messages_read(scene.id, "admin", 1)))
