"""What each call costs, so that none becomes more expensive unnoticed. `dev.py cost` and docs/ use the same table."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib import events
from chalicelib.chat import remembered
from chalicelib.model import Limits, now_ms
from chalicelib.realtime import fanout
from chalicelib.storage import canned_replies, sessions, sites
from chalicelib.storage.tables import ConversationRow, MessageRow
from deployment.cost.calls import CALLS, STORED_BYTES
from tests.api_client import PASSWORD, Answer, Api, Seat, Shop, across
from tests.desk_client import Desk
from tests.integration import sockets
from tests.integration.api.story import fixture
from tests.integration.background import background
from tests.integration.clock import days_later
from tests.integration.metering import metered, size

TEXT = "Is the blue kettle in stock? I would like to have it before Friday."
LIMITS = Limits(message_every_ms=30_000, conversations_per_address=3, conversations_per_minute=1_000)

Call = Callable[[], Any]
SCENARIOS: dict[str, Callable[[Shop], Call]] = {}


def scenario(name: str) -> Callable[[Callable[[Shop], Call]], Callable[[Shop], Call]]:
    """Registers a function that prepares a scenario and returns the call to meter."""

    def register(prepare: Callable[[Shop], Call]) -> Callable[[Shop], Call]:
        SCENARIOS[name] = prepare
        return prepare

    return register


def conversation(shop: Shop, messages: int = 3) -> Seat:
    visitor = shop.visitor()
    for number in range(messages):
        assert visitor.send(TEXT, after=number).status == 201
    return visitor


def several(shop: Shop) -> Seat:
    """A visitor in the last one of four conversations."""
    visitor = conversation(shop, messages=1)
    for number in range(3):
        visitor = shop.visitor(visitor.api.token, address=f"192.0.2.{number + 2}", conversation_id="new")
        assert visitor.send(TEXT).status == 201
    return visitor


@scenario("visitor session")
def visitor_session(shop: Shop) -> Call:
    return shop.visitor


@scenario("first page of a site with the widget")
def first_page(shop: Shop) -> Call:
    sites.put(dataclasses.replace(shop.site, installed_at=0))
    return lambda: Api().post("/chatbot/installed", {"widget_token": shop.site.widget_token})


@scenario("session of a visitor who comes back")
def visitor_comes_back(shop: Shop) -> Call:
    token = conversation(shop).api.token
    return lambda: shop.visitor(token)


@scenario("session of a visitor with four conversations")
def visitor_with_several(shop: Shop) -> Call:
    token = several(shop).api.token
    return lambda: shop.visitor(token)


@scenario("list of four conversations")
def list_of_several(shop: Shop) -> Call:
    visitor = several(shop)
    return lambda: visitor.api.get("/chatbot/conversations")


def with_canned_replies(shop: Shop) -> tuple[Api, str]:
    """Also returns the version of the replies."""
    admin = shop.admin()
    for number in range(10):
        fields = {"name": f"reply-{number}", "title": "Returns", "text": "x" * 2000}
        assert admin.post("/admin/canned-replies/entries", fields).status == 201
    return admin, canned_replies.stored(shop.site.site_id)[0]


@scenario("canned replies that have not changed")
def canned_unchanged(shop: Shop) -> Call:
    admin, version = with_canned_replies(shop)
    return lambda: admin.post("/admin/canned-replies", {"version": version})


@scenario("canned replies, for a process that has them")
def canned_known(shop: Shop) -> Call:
    admin, _ = with_canned_replies(shop)
    assert admin.post("/admin/canned-replies", {}).status == 200
    return lambda: admin.post("/admin/canned-replies", {})


@scenario("canned replies, ten of two kilobytes")
def canned_read(shop: Shop) -> Call:
    admin, _ = with_canned_replies(shop)
    return lambda: admin.post("/admin/canned-replies", {})


@scenario("other conversations of a visitor who has none")
def others_of_one(shop: Shop) -> Call:
    admin, id = shop.admin(), conversation(shop).conversation_id
    return lambda: admin.get(f"/admin/chatbot/{id}/others")


@scenario("first message")
def first_message(shop: Shop) -> Call:
    visitor = shop.visitor()
    return lambda: visitor.send(TEXT)


@scenario("first message, with what the page says about the visit")
def first_message_with_context(shop: Shop) -> Call:
    visitor = Shop(limits=LIMITS, visitor_context=True).visitor()
    context = fixture("calls", "visitor_message_context")["request"]["body"]["context"]
    return lambda: visitor.send(TEXT, context=context)


@scenario("later message")
def later_message(shop: Shop) -> Call:
    visitor = conversation(shop)
    remembered.memory.rows.clear()
    return lambda: visitor.send(TEXT, after=3)


@scenario("later message, in the process that stored the one before")
def later_message_remembered(shop: Shop) -> Call:
    visitor = conversation(shop)
    return lambda: visitor.send(TEXT, after=3)


@scenario("later message, in a process whose memory is out of date")
def later_message_remembered_wrongly(shop: Shop) -> Call:
    visitor = conversation(shop)
    before = remembered.memory.rows.get(visitor.conversation_id)
    assert before
    Desk(shop.admin(), visitor.conversation_id).note(TEXT)
    remembered.memory.keep(before)
    return lambda: visitor.send(TEXT, after=3)


@scenario("later message, where they are kept for 30 days")
def later_message_kept(shop: Shop) -> Call:
    keeping = Shop(retention_days=30)
    visitor = keeping.visitor()
    for number in range(12):  # a stretch each
        with days_later(3.5 * number - 42):
            visitor.send(TEXT, after=number)
    remembered.memory.rows.clear()
    return lambda: visitor.send(TEXT, after=12)


@scenario("later message, seven others to look through")
def later_message_behind(shop: Shop) -> Call:
    visitor = conversation(shop, messages=8)
    return lambda: visitor.send(TEXT, after=1)


@scenario("retry of a stored message")
def retry(shop: Shop) -> Call:
    visitor = conversation(shop)
    visitor.send(TEXT, after=3, client_id="stored-before")
    return lambda: visitor.send(TEXT, after=3, client_id="stored-before")


@scenario("message that comes too fast")
def hasty_message(shop: Shop) -> Call:
    visitor = conversation(shop, messages=LIMITS.messages_at_once)
    return lambda: visitor.send(TEXT, after=LIMITS.messages_at_once)


@scenario("first message of too many")
def one_conversation_too_many(shop: Shop) -> Call:
    for _ in range(LIMITS.conversations_per_address):
        conversation(shop, messages=1)
    visitor = shop.visitor()
    return lambda: visitor.send(TEXT)


@scenario("edit of a message")
def edit(shop: Shop) -> Call:
    visitor = conversation(shop)
    return lambda: visitor.edit(3, TEXT, after=3)


@scenario("second edit of a message")
def second_edit(shop: Shop) -> Call:
    visitor = conversation(shop)
    visitor.edit(3, TEXT, after=3)
    return lambda: visitor.edit(3, TEXT, after=4)


@scenario("deletion of a message")
def deletion(shop: Shop) -> Call:
    visitor = conversation(shop)
    return lambda: visitor.delete(3, after=3)


@scenario("message of 4,000 emoji")
def long_message(shop: Shop) -> Call:
    visitor = conversation(shop)
    remembered.memory.rows.clear()
    return lambda: visitor.send("\N{TEAPOT}" * 4000, after=3)


@scenario("poll that finds nothing")
def empty_poll(shop: Shop) -> Call:
    visitor = conversation(shop)
    return lambda: visitor.messages(3)


@scenario("poll that finds nothing, in a process that has not read the site")
def empty_poll_of_a_fresh_process(shop: Shop) -> Call:
    visitor = conversation(shop)
    sites.known.forget(shop.site.site_id)
    return lambda: visitor.messages(3)


@scenario("poll of a site with a block, in a process that has not read it")
def poll_with_a_block(shop: Shop) -> Call:
    visitor, other = conversation(shop), conversation(shop)
    shop.admin().post("/admin/blocks", {"conversation_id": other.conversation_id, "kind": "visitor"})
    sites.known.forget(shop.site.site_id)
    return lambda: visitor.messages(3)


@scenario("poll that finds three messages")
def poll_with_messages(shop: Shop) -> Call:
    visitor = conversation(shop)
    return lambda: visitor.messages(0)


@scenario("sign-in")
def sign_in(shop: Shop) -> Call:
    email = shop.account()
    return lambda: Api().post("/admin/session", {"email": email, "password": PASSWORD})


@scenario("sign-out")
def sign_out(shop: Shop) -> Call:
    admin = shop.admin()
    return lambda: admin.call("DELETE", "/admin/session")


@scenario("session refresh")
def refresh(shop: Shop) -> Call:
    entry = Api().post("/admin/session", {"email": shop.account(), "password": PASSWORD})
    return lambda: Api().post("/admin/session/refresh", {"refresh_token": entry.body["refresh_token"]})


@scenario("inbox poll that finds nothing, in a process that has not read the session")
def idle_inbox_poll_of_a_fresh_process(shop: Shop) -> Call:
    admin = shop.admin()
    cursor = admin.get("/admin/chatbot").body["cursor"]
    sessions.known.clear()
    return lambda: admin.get(f"/admin/chatbot?since={cursor}")


@scenario("inbox, first page of three")
def inbox(shop: Shop) -> Call:
    admin = with_three_conversations(shop)
    return lambda: admin.get("/admin/chatbot")


@scenario("inbox, first page of fifty")
def inbox_of_fifty(shop: Shop) -> Call:
    for number in range(50):
        assert shop.visitor(address=f"192.0.2.{number}").send(TEXT).status == 201
    admin = shop.admin()
    return lambda: admin.get("/admin/chatbot?limit=50")


@scenario("inbox poll that finds nothing")
def idle_inbox_poll(shop: Shop) -> Call:
    admin = shop.admin()
    cursor = admin.get("/admin/chatbot").body["cursor"]
    return lambda: admin.get(f"/admin/chatbot?since={cursor}")


@scenario("inbox poll that finds three changed")
def inbox_poll(shop: Shop) -> Call:
    admin = with_three_conversations(shop)
    cursor = admin.get("/admin/chatbot").body["cursor"]
    return lambda: admin.get(f"/admin/chatbot?since={cursor}")


@scenario("mark-read")
def mark_read(shop: Shop) -> Call:
    seat = across(shop.admin(), conversation(shop).conversation_id)
    return lambda: seat.mark_read(3)


@scenario("mark-read of a visitor")
def visitor_marks_read(shop: Shop) -> Call:
    visitor = conversation(shop)
    across(shop.admin(), visitor.conversation_id).send(TEXT, after=3)
    return lambda: visitor.mark_read(4)


@scenario("mark-read that moves nothing")
def mark_read_again(shop: Shop) -> Call:
    visitor = conversation(shop)
    return lambda: visitor.mark_read(3)


def at_the_desk(shop: Shop) -> Desk:
    """With two notes."""
    desk = Desk(shop.admin(), conversation(shop).conversation_id)
    for number in range(2):
        assert desk.note(TEXT, after=number).status == 201
    return desk


@scenario("note")
def note(shop: Shop) -> Call:
    desk = at_the_desk(shop)
    return lambda: desk.note(TEXT, after=2)


@scenario("edit of a note")
def edit_of_note(shop: Shop) -> Call:
    desk = at_the_desk(shop)
    return lambda: desk.edit(2, TEXT, after=2)


@scenario("assignment")
def assignment(shop: Shop) -> Call:
    desk = at_the_desk(shop)
    return lambda: desk.assign(desk.admin_id, after=2)


@scenario("tag")
def tag(shop: Shop) -> Call:
    desk = at_the_desk(shop)
    return lambda: desk.tag(["billing"], after=2)


@scenario("snooze")
def snooze(shop: Shop) -> Call:
    desk = at_the_desk(shop)
    until = now_ms() + 3600_000
    return lambda: desk.snooze(until, after=2)


@scenario("link of two conversations")
def link(shop: Shop) -> Call:
    desk, other = at_the_desk(shop), at_the_desk(shop)
    return lambda: desk.link(other.conversation_id, after=2)


@scenario("desk log of two notes")
def desk_log(shop: Shop) -> Call:
    desk = at_the_desk(shop)
    return lambda: desk.page(0)


@scenario("desk log that has nothing new")
def idle_desk_log(shop: Shop) -> Call:
    desk = at_the_desk(shop)
    return lambda: desk.page(2)


@scenario("counts of the inbox")
def counts(shop: Shop) -> Call:
    admin = with_three_conversations(shop)
    return lambda: admin.get("/admin/counts")


@scenario("inbox, one's own three")
def own_inbox(shop: Shop) -> Call:
    admin = shop.admin()
    for _ in range(3):
        desk = Desk(admin, conversation(shop, messages=1).conversation_id)
        assert desk.assign(desk.admin_id).status == 200
    return lambda: admin.get("/admin/chatbot?view=mine")


@scenario("inbox, those with a tag among fifty")
def tagged_inbox(shop: Shop) -> Call:
    for number in range(50):
        assert shop.visitor(address=f"192.0.2.{number}").send(TEXT).status == 201
    admin = shop.admin()
    return lambda: admin.get("/admin/chatbot?tag=billing")


@scenario("list of blocks")
def list_of_blocks(shop: Shop) -> Call:
    admin = shop.admin()
    admin.get("/admin/blocks")
    return lambda: admin.get("/admin/blocks")


@scenario("visitor's ticket")
def visitors_ticket(shop: Shop) -> Call:
    visitor = conversation(shop)
    return lambda: visitor.api.post("/chatbot/ticket")


@scenario("admin's ticket")
def admins_ticket(shop: Shop) -> Call:
    admin = shop.admin()
    return lambda: admin.post("/admin/ticket")


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


@scenario("choice to be away")
def chosen_away(shop: Shop) -> Call:
    admin = shop.admin()
    return lambda: admin.post("/admin/presence", {"away": True})


@scenario("heartbeat of a page with twenty conversations open")
def resume_of_twenty(shop: Shop) -> Call:
    seats = [shop.visitor(address=f"192.0.2.{number}") for number in range(20)]
    assert {seat.send(TEXT).status for seat in seats} == {201}
    cursors = {seat.conversation_id: 1 for seat in seats}
    socket = sockets.admins(shop.admin())
    return lambda: socket.send_frame({"type": "resume", "cursors": cursors})


@scenario("search that finds three messages")
def search_of_messages(shop: Shop) -> Call:
    return searching(shop, "blue kettle")


@scenario("search that finds nothing")
def search_of_nothing(shop: Shop) -> Call:
    return searching(shop, "teapot")


def searching(shop: Shop, text: str) -> Call:
    visitor, admin = conversation(shop), shop.admin()
    with background() as work:
        work.deliver(visitor.conversation_id)
    return lambda: admin.post("/admin/search", {"q": text})


@scenario("team of three")
def team_of_three(shop: Shop) -> Call:
    admin = shop.admin()
    for name in ("Noor", "Olu"):
        shop.account(name, role="agent")
    return lambda: admin.get("/admin/team")


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


def with_three_conversations(shop: Shop) -> Api:
    for _ in range(3):
        conversation(shop, messages=1)
    return shop.admin()


def test_every_cost_has_a_scenario() -> None:
    assert SCENARIOS.keys() == CALLS.keys()


@pytest.mark.parametrize("name", CALLS)
def test_a_call_costs_what_the_table_says(name: str) -> None:
    call = SCENARIOS[name](Shop(limits=LIMITS))
    with metered() as bill:
        answer = call()
    if isinstance(answer, Answer):
        assert answer.status in (200, 201, 429)
    assert bill.units == CALLS[name], bill


def test_a_row_takes_the_bytes_that_the_calculator_stores() -> None:
    visitor = conversation(Shop(), messages=12)
    rows = {
        "message": MessageRow.get(visitor.conversation_id, 12),
        "conversation": ConversationRow.get(visitor.conversation_id),
    }
    assert {kind: size(row.serialize()) for kind, row in rows.items()} == pytest.approx(STORED_BYTES, rel=0.05)
