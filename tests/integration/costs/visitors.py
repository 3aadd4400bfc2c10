"""What the calls of a visitor cost."""

import dataclasses

from chalicelib.chat import remembered
from chalicelib.storage import sites
from tests.api_client import Api, Seat, Shop, across
from tests.desk_client import Desk
from tests.integration.api.story import fixture
from tests.integration.clock import days_later
from tests.integration.costs.scenarios import LIMITS, TEXT, Call, conversation, registry

SCENARIOS, scenario = registry()


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


@scenario("mark-read of a visitor")
def visitor_marks_read(shop: Shop) -> Call:
    visitor = conversation(shop)
    across(shop.admin(), visitor.conversation_id).send(TEXT, after=3)
    return lambda: visitor.mark_read(4)


@scenario("visitor's ticket")
def visitors_ticket(shop: Shop) -> Call:
    visitor = conversation(shop)
    return lambda: visitor.api.post("/chatbot/ticket")
