"""The bot answers visitors from the site's FAQ, once for each message, until a person is needed."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.notify import reply_times, waiting
from chalicelib.storage import conversations, messages, sites
from tests.api_client import Api, Seat, Shop, across, new_client_id
from tests.integration import sockets
from tests.integration.engine import Crash, dies_after, dies_before, failing, loses_answer

DELIVERY: dict[str, Any] = {
    "texts": [
        {
            "language": "en",
            "question": "How long does delivery take?",
            "answer": "Two days. **Express** takes one.",
            "keywords": ["delivery", "shipping"],
        },
        {
            "language": "de",
            "question": "Wie lange dauert die Lieferung?",
            "answer": "Zwei Tage.",
            "keywords": ["Lieferung"],
        },
    ]
}
RETURNS: dict[str, Any] = {
    "texts": [
        {
            "language": "en",
            "question": "Can I return a kettle?",
            "answer": "Within 30 days.",
            "keywords": ["return", "refund"],
        }
    ]
}


class Served:
    """A shop whose bot knows two questions."""

    def __init__(self) -> None:
        self.shop = Shop()
        self.owner = self.shop.admin()
        self.ids = [self.add(DELIVERY), self.add(RETURNS)]

    def add(self, entry: dict[str, Any]) -> str:
        answer = self.owner.post("/admin/site/faq/entries", entry)
        assert answer.status == 201, answer
        return str(answer.body["entry"]["id"])

    def seat(self, visitor: Seat) -> Seat:
        return across(self.owner, visitor.conversation_id)


@pytest.fixture
def served() -> Served:
    return Served()


def bot(language: str = "en", **more: Any) -> dict[str, Any]:
    return {"language": language, **more}


def lines(seat: Seat) -> list[tuple[int, str, str]]:
    return [(each["id"], each["sender_type"], each["body"]) for each in seat.drained()]


def row(api: Api) -> dict[str, Any]:
    (conversation,) = api.get("/admin/chatbot").body["conversations"]
    return dict(conversation)


def test_a_chosen_question_is_answered_at_once_in_the_same_answer_of_the_server(served: Served) -> None:
    visitor = served.shop.visitor()
    sent = visitor.send("How long does delivery take?", bot=bot(question=served.ids[0]))
    assert sent.status == 201
    line = sent.body["bots_line"]
    assert (line["id"], line["sender_type"], line["bot"]) == (2, "bot", {"kind": "answer"})
    assert lines(visitor) == [
        (1, "visitor", "How long does delivery take?"),
        (2, "bot", "Two days. **Express** takes one."),
    ]


def test_the_answer_is_in_the_visitors_language_and_else_in_the_sites(served: Served) -> None:
    german, hindi = served.shop.visitor(), served.shop.visitor()
    for visitor, language in ((german, "de-AT"), (hindi, "hi")):
        visitor.send("?", bot=bot(language, question=served.ids[0]))
    assert [lines(each)[1][2] for each in (german, hindi)] == ["Zwei Tage.", "Two days. **Express** takes one."]


def test_a_typed_first_message_with_a_keyword_is_answered(served: Served) -> None:
    visitor = served.shop.visitor()
    visitor.send("what about REFUNDS, please?", bot=bot())
    assert lines(visitor)[1] == (2, "bot", "Within 30 days.")


def test_a_message_that_matches_two_entries_alike_is_offered_both(served: Served) -> None:
    visitor = served.shop.visitor()
    line = visitor.send("delivery and return?", bot=bot()).body["bots_line"]
    assert line["bot"]["kind"] == "offer"
    assert [each["id"] for each in line["bot"]["choices"]] == served.ids
    assert "How long does delivery take?" in line["body"]
    chosen = visitor.send("Can I return a kettle?", after=2, bot=bot(question=served.ids[1]))
    assert chosen.body["bots_line"]["id"] == 4
    assert row(served.owner)["read"]["admin"] == 4


def test_a_first_message_that_matches_nothing_waits_for_the_team_as_without_a_bot(served: Served) -> None:
    visitor = served.shop.visitor()
    sent = visitor.send("Do you repair lamps?", bot=bot())
    assert "bots_line" not in sent.body
    assert "bot" not in sent.body["message"]
    later = visitor.send("And delivery?", after=1, bot=bot())
    assert "bots_line" not in later.body
    assert "bot" not in row(served.owner)


def test_a_message_of_a_page_that_does_not_ask_the_bot_is_left_to_people(served: Served) -> None:
    visitor = served.shop.visitor()
    assert "bots_line" not in visitor.send("delivery?").body


@pytest.mark.parametrize("given", [{}, {"language": 7, "question": [], "person": "yes"}, {"more": 1}])
def test_what_cannot_be_used_is_ignored_and_loses_no_message(served: Served, given: dict[str, Any]) -> None:
    assert served.shop.visitor().send("Hello there", bot=given).status == 201


def test_a_question_that_was_removed_is_looked_for_by_its_text_and_else_left_to_people(served: Served) -> None:
    assert served.owner.call("DELETE", f"/admin/site/faq/entries/{served.ids[1]}").status == 200
    asked, other = served.shop.visitor(), served.shop.visitor()
    assert "bots_line" not in asked.send("Can I return a kettle?", bot=bot(question=served.ids[1])).body
    assert other.send("delivery?", bot=bot(question=served.ids[1])).body["bots_line"]["body"].startswith("Two days")


def test_nobody_waits_while_the_bot_has_answered_and_the_conversation_is_in_the_inbox(served: Served) -> None:
    visitor = served.shop.visitor()
    visitor.send("delivery?", bot=bot())
    found = row(served.owner)
    assert (found["bot"], found["last_sender"], found["read"]["admin"]) == ("on", "bot", 2)
    conversation = conversations.get(visitor.conversation_id)
    assert conversation is not None
    assert waiting.find(conversation) is None


def test_a_visitor_who_asks_for_a_person_waits_for_one(served: Served) -> None:
    visitor = served.shop.visitor()
    visitor.send("delivery?", bot=bot())
    asked = visitor.send("I would like to talk to a person", after=2, bot=bot(person=True))
    assert asked.body["message"]["bot"] == {"kind": "person"}
    assert "bots_line" not in asked.body
    found = row(served.owner)
    assert (found["bot"], found["last_sender"], found["last_id"], found["read"]["admin"]) == ("person", "visitor", 3, 2)
    conversation = conversations.get(visitor.conversation_id)
    assert conversation is not None
    alerted = waiting.find(conversation)
    assert alerted is not None
    assert [each.id for each in alerted.messages] == [3]
    assert "bots_line" not in visitor.send("delivery?", after=3, bot=bot()).body


def test_after_an_answer_a_message_without_a_match_waits_for_a_person(served: Served) -> None:
    visitor = served.shop.visitor()
    visitor.send("delivery?", bot=bot())
    sent = visitor.send("And to the moon?", after=2, bot=bot())
    assert sent.body["message"]["bot"] == {"kind": "person"}
    assert row(served.owner)["bot"] == "person"


def test_the_bot_is_silent_once_an_admin_has_written(served: Served) -> None:
    visitor = served.shop.visitor()
    visitor.send("delivery?", bot=bot())
    served.seat(visitor).send("Hello, I am Maya.", after=2)
    sent = visitor.send("Can I return a kettle?", after=3, bot=bot(question=served.ids[1]))
    assert "bots_line" not in sent.body
    assert "bot" not in sent.body["message"]
    assert "bot" not in row(served.owner)


def test_after_an_erasure_the_bot_may_answer_in_the_new_log(served: Served) -> None:
    visitor = served.shop.visitor()
    visitor.send("Do you repair lamps?", bot=bot())
    served.seat(visitor).send("Yes.", after=1)
    assert served.owner.call("DELETE", f"/admin/chatbot/{visitor.conversation_id}").status == 200
    assert visitor.send("delivery?", after=2, bot=bot()).body["bots_line"]["id"] == 4


def test_a_bot_that_is_switched_off_says_nothing_and_no_page_suggests_its_questions(served: Served) -> None:
    token = {"widget_token": served.shop.site.widget_token}
    assert "faq" in Api().post("/chatbot/session", token).body["extras"]
    assert served.owner.call("PATCH", "/admin/site/faq", {"enabled": False}).status == 200
    assert "faq" not in Api().post("/chatbot/session", token).body.get("extras", {})
    assert "bots_line" not in served.shop.visitor().send("delivery?", bot=bot()).body


def test_a_retry_is_answered_with_the_same_two_messages(served: Served) -> None:
    visitor, id = served.shop.visitor(), new_client_id()
    first = visitor.send("delivery?", client_id=id, bot=bot())
    assert served.owner.call("PATCH", "/admin/site/faq", {"enabled": False}).status == 200
    again = visitor.send("delivery?", client_id=id, bot=bot())
    assert (first.status, again.status) == (201, 200)
    assert first.body == again.body
    assert len(lines(visitor)) == 2


def test_the_same_question_five_times_at_once_is_stored_and_answered_once(served: Served) -> None:
    visitor, id = served.shop.visitor(), new_client_id()
    with ThreadPoolExecutor(5) as threads:
        answers = list(threads.map(lambda _: visitor.send("delivery?", client_id=id, bot=bot()), range(5)))
    assert {answer.raw for answer in answers} == {answers[0].raw}
    assert [each[:2] for each in lines(visitor)] == [(1, "visitor"), (2, "bot")]


def test_two_tabs_that_ask_at_the_same_moment_each_get_their_answer_behind_their_question(served: Served) -> None:
    visitor = served.shop.visitor()
    with ThreadPoolExecutor(2) as threads:
        asked = threads.map(
            lambda id: visitor.send(f"about {id}", bot=bot(question=id)).body["message"]["id"], served.ids
        )
        assert sorted(asked) == [1, 3]
    assert [each[1] for each in lines(visitor)] == ["visitor", "bot", "visitor", "bot"]
    assert [each[0] for each in lines(visitor)] == [1, 2, 3, 4]


@pytest.mark.parametrize(("fault", "stored"), [(dies_before, 0), (dies_after, 2)])
def test_a_crash_leaves_both_or_neither_and_the_retry_leaves_both(served: Served, fault: Any, stored: int) -> None:
    visitor, id = served.shop.visitor(), new_client_id()
    visitor.send("delivery?", client_id=new_client_id(), bot=bot())
    with failing("TransactWriteItems", fault), pytest.raises(Crash):
        visitor.send("Can I return a kettle?", after=2, client_id=id, bot=bot())
    assert len(lines(visitor)) == 2 + stored
    again = visitor.send("Can I return a kettle?", after=2, client_id=id, bot=bot())
    assert [each[1] for each in lines(visitor)] == ["visitor", "bot", "visitor", "bot"]
    assert again.body["bots_line"]["id"] == 4


def test_a_lost_answer_of_the_store_doubles_nothing(served: Served) -> None:
    visitor = served.shop.visitor()
    visitor.send("delivery?", bot=bot())
    with failing("TransactWriteItems", loses_answer):
        sent = visitor.send("refund?", after=2, bot=bot())
    assert (sent.body["message"]["id"], sent.body["bots_line"]["id"]) == (3, 4)
    assert len(lines(visitor)) == 4


def test_both_messages_are_pushed_to_both_sides_in_their_order(served: Served) -> None:
    visitor = served.shop.visitor()
    visitor.send("delivery?", bot=bot())
    open_sockets = [sockets.visitors(visitor.api), sockets.admins(served.owner)]
    visitor.send("refund?", after=2, bot=bot())
    for socket in open_sockets:
        pushed = [event for event in socket.received if event["type"] == "ChatMessageReceived"]
        assert [event["id"] for event in pushed] == [3, 4]
        assert pushed[1]["message"]["bot"] == {"kind": "answer"}
        assert {event["read"]["admin"] for event in pushed} == {4}


def test_the_bots_answer_is_no_reply_time_and_what_it_has_answered_does_not_count_as_waiting(served: Served) -> None:
    visitor = served.shop.visitor()
    visitor.send("delivery?", bot=bot())
    visitor.send("A person, please", after=2, bot=bot(person=True))
    reply = served.seat(visitor).send("Here I am.", after=3).body["message"]
    first = reply_times.first_waiting(messages.before(visitor.conversation_id, reply["id"], 10))
    assert first is not None
    assert first.id == 3
    site = sites.get(served.shop.site.site_id, strong=True)
    assert site is not None
    assert site.reply_times == ()  # no stream runs here: nothing but the admin's reply ever adds one


def test_the_bot_bears_the_name_that_the_owner_gave_and_else_the_teams(served: Served) -> None:
    assert served.shop.visitor().send("delivery?", bot=bot()).body["bots_line"]["sender_name"] == served.shop.site.name
    served.owner.call("PATCH", "/admin/site/faq", {"name": "Kit"})
    assert served.shop.visitor().send("delivery?", bot=bot()).body["bots_line"]["sender_name"] == "Kit"
