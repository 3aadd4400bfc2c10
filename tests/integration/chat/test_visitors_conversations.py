"""A visitor with several conversations: opening them, listing them, and keeping them from everybody else."""

import secrets

import pytest

from chalicelib.chat import conversation_links
from chalicelib.chat.visitors_conversations import MOST
from chalicelib.storage import conversations
from chalicelib.storage.tables import ConversationRow
from tests.api_client import Answer, Api, Seat, Shop, across
from tests.integration import sockets
from tests.integration.background import background
from tests.integration.clock import days_later
from tests.integration.identity.test_verified import known, signed, strict
from tests.integration.management_api import management_api
from tests.tokens import claims_of
from tests.tokens import signed as forged


def another(shop: Shop, seat: Seat, text: str = "about the teapot") -> Seat:
    """A further conversation of the same visitor, with a message."""
    new = begun(shop, seat)
    assert new.send(text).status == 201
    return new


def begun(shop: Shop, seat: Seat) -> Seat:
    return shop.visitor(seat.api.token, conversation_id="new")


def session(shop: Shop, token: str | None, **more: object) -> Answer:
    return Api(token).post("/chatbot/session", {"widget_token": shop.site.widget_token, **more})


def listed(seat: Seat) -> list[str]:
    answer = seat.api.get("/chatbot/conversations")
    assert answer.status == 200, answer
    return [each["id"] for each in answer.body["conversations"]]


def bodies(seat: Seat) -> list[str]:
    return [message["body"] for message in seat.drained()]


@pytest.fixture
def first(shop: Shop) -> Seat:
    seat = shop.visitor()
    assert seat.send("about the kettle").status == 201
    return seat


def test_a_new_conversation_is_the_same_visitors_and_has_a_log_of_its_own(shop: Shop, first: Seat) -> None:
    second = another(shop, first)
    assert second.visitor_id == first.visitor_id
    assert second.conversation_id != first.conversation_id
    assert bodies(first) == ["about the kettle"]
    assert bodies(second) == ["about the teapot"]


def test_a_new_conversation_is_only_an_id_until_its_first_message(shop: Shop, first: Seat) -> None:
    new = begun(shop, first)
    assert conversations.get(new.conversation_id) is None
    assert listed(new) == [first.conversation_id]
    assert new.messages().body["messages"] == []
    assert across(shop.admin(), new.conversation_id).messages().status == 404


def test_the_token_of_a_new_conversation_opens_it_again(shop: Shop, first: Seat) -> None:
    new = begun(shop, first)
    assert shop.visitor(new.api.token).conversation_id == new.conversation_id


def test_a_page_without_a_token_begins_as_a_new_visitor_whatever_it_asks_for(shop: Shop, first: Seat) -> None:
    stranger = shop.visitor(None, conversation_id=first.conversation_id)
    assert stranger.visitor_id != first.visitor_id
    assert stranger.messages().body["messages"] == []


def test_the_list_has_the_conversation_with_the_last_message_first(shop: Shop, first: Seat) -> None:
    second = another(shop, first)
    third = another(shop, second)
    first.send("one more thing", after=1)
    assert listed(third) == [first.conversation_id, third.conversation_id, second.conversation_id]


def test_the_list_shows_a_visitor_what_the_log_shows(shop: Shop, first: Seat) -> None:
    across(shop.admin(), first.conversation_id).send("In stock.", after=1)
    (row,) = first.api.get("/chatbot/conversations").body["conversations"]
    assert (row["preview"], row["last_sender"], row["last_id"], row["read"]) == (
        "In stock.",
        "admin",
        2,
        {"visitor": 1, "admin": 2},
    )
    assert "visitor" not in row


def test_a_visitor_opens_an_earlier_conversation_by_its_id(shop: Shop, first: Seat) -> None:
    second = another(shop, first)
    back = shop.visitor(second.api.token, conversation_id=first.conversation_id)
    assert bodies(back) == ["about the kettle"]


@pytest.mark.parametrize("wanted", ["of another visitor", "of another site", "of nobody", "not an id"])
def test_any_other_id_opens_the_conversation_of_the_token(shop: Shop, first: Seat, wanted: str) -> None:
    theirs = {
        "of another visitor": shop.visitor,
        "of another site": Shop().visitor,
        "of nobody": lambda: None,
        "not an id": lambda: None,
    }[wanted]()
    if theirs:
        theirs.send("the blue kettle leaks")
    id = theirs.conversation_id if theirs else {"of nobody": "c_0000000000000000"}.get(wanted, "../../c")
    answer = session(shop, first.api.token, conversation_id=id)
    assert (answer.status, answer.body["conversation_id"]) == (200, first.conversation_id)


def test_the_new_conversation_of_another_page_cannot_be_opened_by_its_id(shop: Shop, first: Seat) -> None:
    new = begun(shop, first)
    stranger = shop.visitor()
    answer = session(shop, stranger.api.token, conversation_id=new.conversation_id)
    assert answer.body["conversation_id"] == stranger.conversation_id


def test_a_token_for_a_conversation_of_another_visitor_opens_nothing(shop: Shop, first: Seat) -> None:
    """As if the server had signed one: the row names its visitor."""
    stranger = shop.visitor()
    token = forged({**claims_of(stranger.api.token), "conv": first.conversation_id})
    for answer in (Api(token).get("/chatbot/messages"), Api(token).post("/chatbot/ticket")):
        assert (answer.status, answer.code) == (404, "conversation_not_found")


def test_a_visitor_with_one_conversation_gets_no_word_of_others(shop: Shop, first: Seat) -> None:
    assert "conversations" not in session(shop, first.api.token).body.get("extras", {})


def test_a_session_counts_the_others_and_their_unread_messages(shop: Shop, first: Seat) -> None:
    second = another(shop, first)
    third = another(shop, second)
    admin = shop.admin()
    across(admin, first.conversation_id).send("In stock.", after=1)
    across(admin, first.conversation_id).send("And cheap.", after=2)
    across(admin, third.conversation_id).send("Which one?", after=1)
    assert session(shop, third.api.token).body["extras"]["conversations"] == {"others": 2, "unread": 2}
    assert session(shop, second.api.token).body["extras"]["conversations"] == {"others": 2, "unread": 3}


def test_the_session_of_a_new_conversation_counts_the_one_that_was_left(shop: Shop, first: Seat) -> None:
    across(shop.admin(), first.conversation_id).send("In stock.", after=1)
    answer = session(shop, first.api.token, conversation_id="new")
    assert answer.body["extras"]["conversations"] == {"others": 1, "unread": 1}


def test_the_list_ends_after_twenty_and_says_so(shop: Shop, first: Seat) -> None:
    for number in range(MOST):
        assert first.api.get("/chatbot/conversations").body["has_more"] is False
        new = begun(shop, first)
        with days_later(0.001 * (number + 1)):
            assert new.send(f"message {number}").status == 201
    answer = first.api.get("/chatbot/conversations").body
    assert (len(answer["conversations"]), answer["has_more"]) == (MOST, True)
    assert first.conversation_id not in [each["id"] for each in answer["conversations"]]
    # It is only not listed.
    assert bodies(shop.visitor(new.api.token, conversation_id=first.conversation_id)) == ["about the kettle"]


def test_new_conversations_count_against_the_limits_of_the_address() -> None:
    from chalicelib.model import Limits

    shop = Shop(limits=Limits(conversations_per_address=2))
    first = shop.visitor()
    first.send()
    another(shop, first)
    refused = begun(shop, first).send()
    assert (refused.status, refused.code) == (429, "too_many_conversations")


def test_an_erased_conversation_leaves_the_list(shop: Shop, first: Seat) -> None:
    second = another(shop, first)
    shop.admin().call("DELETE", f"/admin/chatbot/{first.conversation_id}")
    assert listed(second) == [second.conversation_id]
    assert "conversations" not in session(shop, second.api.token).body.get("extras", {})


def test_a_conversation_whose_messages_expired_leaves_the_list() -> None:
    shop = Shop(retention_days=10)
    first = shop.visitor()
    first.send()
    second = begun(shop, first)
    with days_later(8):
        second.send()
        assert listed(second) == [second.conversation_id, first.conversation_id]
    with days_later(12):
        assert listed(second) == [second.conversation_id]


def test_a_conversation_whose_row_expired_leaves_the_list(shop: Shop, first: Seat) -> None:
    second = another(shop, first)
    ConversationRow(first.conversation_id).delete()  # as TTL does
    assert listed(second) == [second.conversation_id]


def test_a_blocked_visitor_can_use_none_of_them_and_begin_none(shop: Shop, first: Seat) -> None:
    second = another(shop, first)
    socket = sockets.visitors(first.api)
    fields = {"conversation_id": second.conversation_id, "kind": "visitor"}
    assert shop.admin().post("/admin/blocks", fields).status == 201
    refused = [
        session(shop, first.api.token, conversation_id="new"),
        first.api.get("/chatbot/conversations"),
        first.send("still here", after=1),
    ]
    assert {(each.status, each.code) for each in refused} == {(403, "visitor_blocked")}
    assert socket.id in management_api().closed


def test_an_answer_reaches_the_visitors_page_whichever_conversation_it_shows(shop: Shop, first: Seat) -> None:
    second = another(shop, first)
    socket = sockets.visitors(second.api)
    across(shop.admin(), first.conversation_id).send("In stock.", after=1)
    (event,) = socket.received
    assert (event["type"], event["conversation_id"], event["id"]) == (
        "ChatMessageReceived",
        first.conversation_id,
        2,
    )


def test_a_heartbeat_asks_for_any_of_them_and_for_nobody_elses(shop: Shop, first: Seat) -> None:
    second, other = another(shop, first), shop.visitor()
    other.send()
    socket = sockets.visitors(second.api)
    cursors = {seat.conversation_id: 0 for seat in (first, second, other)}
    socket.send_frame({"type": "resume", "cursors": cursors})
    assert socket.received == [{"type": "resumed", "behind": {first.conversation_id: 1, second.conversation_id: 1}}]


# Links in mails


def by_link(shop: Shop, seat: Seat, token: str | None = None) -> Seat:
    assert seat.api.post("/chatbot/contact", {"email": "ana@home.example"}).status == 200
    conversation = conversations.get(seat.conversation_id)
    assert conversation is not None
    fields = {"widget_token": shop.site.widget_token, "secret": conversation_links.create(conversation)}
    answer = Api(token).post("/chatbot/link", fields)
    assert answer.status == 201, answer
    return Seat(Api(answer.body["token"]), answer.body["conversation_id"], "/message", "/chatbot")


def test_a_link_opens_none_of_the_visitors_other_conversations(shop: Shop, first: Seat) -> None:
    second = another(shop, first)
    reader = by_link(shop, first)
    assert bodies(reader) == ["about the kettle"]
    assert listed(reader) == [first.conversation_id]
    answer = session(shop, reader.api.token, conversation_id=second.conversation_id)
    assert answer.body["conversation_id"] == first.conversation_id
    assert "conversations" not in answer.body.get("extras", {})
    again = Seat(Api(answer.body["token"]), first.conversation_id, "/message", "/chatbot")
    assert listed(again) == [first.conversation_id]


def test_a_new_conversation_from_a_link_is_another_visitors(shop: Shop, first: Seat) -> None:
    reader = by_link(shop, first)
    new = another(shop, reader)
    assert new.visitor_id != first.visitor_id
    assert listed(first) == [first.conversation_id]
    assert listed(new) == [new.conversation_id]


def test_a_link_opens_the_list_where_the_page_is_the_visitors_own(shop: Shop, first: Seat) -> None:
    second = another(shop, first)
    assert set(listed(by_link(shop, first, second.api.token))) == {first.conversation_id, second.conversation_id}


@pytest.mark.parametrize("token", ["", "not a token", "of another visitor"])
def test_a_link_works_with_any_other_token_as_without_one(shop: Shop, first: Seat, token: str) -> None:
    another(shop, first)
    given = shop.visitor().api.token if token == "of another visitor" else token
    assert listed(by_link(shop, first, given)) == [first.conversation_id]


def test_the_socket_of_a_link_hears_its_own_conversation_only(shop: Shop, first: Seat) -> None:
    second = another(shop, first)
    socket = sockets.visitors(by_link(shop, first).api)
    admin = shop.admin()
    across(admin, second.conversation_id).send("The teapot is sold.", after=1)
    assert socket.received == []
    socket.send_frame({"type": "resume", "cursors": {second.conversation_id: 0}})
    assert socket.received == [{"type": "resumed", "behind": {}}]
    across(admin, first.conversation_id).send("In stock.", after=1)
    assert [each["conversation_id"] for each in socket.received[1:]] == [first.conversation_id]


# Verified visitors


def test_a_verified_visitor_has_the_list_on_every_device_and_opens_the_latest() -> None:
    shop = strict()
    phone = known(shop)
    phone.send("about the kettle")
    answer = session(shop, phone.api.token, identity=signed("customer-4711"), conversation_id="new")
    new = Seat(Api(answer.body["token"]), answer.body["conversation_id"], "/message", "/chatbot")
    new.send("about the teapot")
    desk = known(shop)
    assert desk.conversation_id == new.conversation_id
    assert listed(desk) == [new.conversation_id, phone.conversation_id]


def test_a_verified_visitors_token_says_which_conversation_even_once_it_expired() -> None:
    """A message may wait in a page for days before it is the first one of its conversation."""
    shop = strict()
    phone = known(shop)
    phone.send()
    answer = session(shop, phone.api.token, identity=signed("customer-4711"), conversation_id="new")
    old = forged({**claims_of(answer.body["token"]), "exp": 1_700_000_000})
    again = session(shop, old, identity=signed("customer-4711"))
    assert again.body["conversation_id"] == answer.body["conversation_id"]


def test_a_token_of_another_visitor_does_not_choose_a_verified_visitors_conversation() -> None:
    shop = strict()
    mine, theirs = known(shop, "ada"), known(shop, "bob")
    mine.send()
    for token in (theirs.api.token, shop.visitor().api.token, "not a token"):
        answer = session(shop, token, identity=signed("ada"))
        assert (answer.status, answer.body["conversation_id"]) == (200, mine.conversation_id)


# For admins


def test_an_admin_sees_the_other_conversations_of_a_visitor(shop: Shop, first: Seat) -> None:
    second, stranger = another(shop, first), shop.visitor()
    stranger.send()
    answer = shop.admin().get(f"/admin/chatbot/{second.conversation_id}/others")
    assert [each["id"] for each in answer.body["conversations"]] == [first.conversation_id]
    assert answer.body["has_more"] is False


def test_a_new_conversation_begins_with_the_contact_of_the_one_before(shop: Shop, first: Seat) -> None:
    with background():
        assert first.api.post("/chatbot/contact", {"email": "ana@home.example", "name": "Ana"}).status == 200
        asked = session(shop, first.api.token, conversation_id="new").body["extras"]["contact"]
    assert (asked["email"], asked["name"]) == ("ana@home.example", "Ana")


def test_the_id_of_a_conversation_is_never_the_pages_choice(shop: Shop, first: Seat) -> None:
    wanted = f"c_{secrets.token_urlsafe(12)}"
    assert shop.visitor(first.api.token, conversation_id=wanted).conversation_id == first.conversation_id
