"""What the events of a socket cost, and the fan-out."""

from chalicelib import events
from chalicelib.realtime import fanout
from tests.api_client import Shop
from tests.integration import sockets
from tests.integration.costs.scenarios import TEXT, Call, conversation, registry

SCENARIOS, scenario = registry()


@scenario("connect")
def connect(shop: Shop) -> Call:
    socket = sockets.Socket(shop.admin().post("/admin/ticket").body["ticket"])
    return socket.connect


@scenario("disconnect")
def disconnect(shop: Shop) -> Call:
    return sockets.admins(shop.admin()).close


@scenario("ping")
def ping(shop: Shop) -> Call:
    socket = sockets.admins(shop.admin())
    return lambda: socket.send_frame({"type": "ping"})


@scenario("heartbeat of a page with one conversation open")
def resume(shop: Shop) -> Call:
    visitor = conversation(shop)
    socket = sockets.visitors(visitor.api)
    return lambda: socket.send_frame({"type": "resume", "cursors": {visitor.conversation_id: 3}})


@scenario("heartbeat of a page that is not used any more")
def unused(shop: Shop) -> Call:
    socket = sockets.admins(shop.admin())
    return lambda: socket.send_frame({"type": "resume", "cursors": {}, "away": True})


@scenario("frame of a page that views another conversation")
def viewing(shop: Shop) -> Call:
    id = conversation(shop).conversation_id
    socket = sockets.admins(shop.admin())
    return lambda: socket.send_frame({"type": "viewing", "conversation_id": id})


@scenario("typing of a visitor")
def visitor_types(shop: Shop) -> Call:
    visitor = conversation(shop)
    socket = sockets.visitors(visitor.api)
    return lambda: socket.send_frame({"type": "typing", "conversation_id": visitor.conversation_id})


@scenario("typing of an admin")
def admin_types(shop: Shop) -> Call:
    id = conversation(shop).conversation_id
    socket = sockets.admins(shop.admin())
    return lambda: socket.send_frame({"type": "typing", "conversation_id": id})


@scenario("typing over the limit")
def types_too_often(shop: Shop) -> Call:
    visitor = conversation(shop)
    socket = sockets.visitors(visitor.api)
    socket.send_frame({"type": "typing", "conversation_id": visitor.conversation_id})
    return lambda: socket.send_frame({"type": "typing", "conversation_id": visitor.conversation_id})


@scenario("heartbeat of a page with twenty conversations open")
def resume_of_twenty(shop: Shop) -> Call:
    seats = [shop.visitor(address=f"192.0.2.{number}") for number in range(20)]
    assert {seat.send(TEXT).status for seat in seats} == {201}
    cursors = {seat.conversation_id: 1 for seat in seats}
    socket = sockets.admins(shop.admin())
    return lambda: socket.send_frame({"type": "resume", "cursors": cursors})


@scenario("fan-out to three connections")
def fan_out(shop: Shop) -> Call:
    visitor, admin = conversation(shop), shop.admin()
    listening = [sockets.visitors(visitor.api), sockets.visitors(visitor.api), sockets.admins(admin)]
    audiences = (
        events.visitor_audience(visitor.visitor_id),
        events.admins_audience(shop.site.site_id),
    )

    def publish() -> None:
        fanout.publish(audiences, events.messages_read(visitor.conversation_id, "visitor", 3))
        assert [len(socket.received) for socket in listening] == [1, 1, 1]

    return publish
