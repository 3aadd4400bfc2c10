"""From an answer by mail to the visitor's reply by mail, all on the stand-ins for SES, S3 and Scheduler."""

from email.message import EmailMessage

import pytest

from chalicelib.errors import Busy
from chalicelib.mail_texts import texts_for
from chalicelib.notify.incoming import addresses
from chalicelib.storage import conversations, mails
from tests.integration import sockets
from tests.integration.background import Background
from tests.integration.notify.answered import Answered, html, plain, reply_to


def answered(work: Background) -> tuple[Answered, EmailMessage]:
    scene = Answered(work)
    scene.answer("Yes, we have three.", after=1)
    (mail,) = scene.minutes(3)
    return scene, mail


def test_an_answer_mail_can_be_answered_at_the_address_of_its_conversation(work: Background) -> None:
    scene, mail = answered(work)
    conversation = conversations.get(scene.id)
    assert conversation
    assert conversation.reply_secret
    assert mail["Reply-To"] == addresses.address_of(conversation, "reply.shop.example")
    assert plain(mail).splitlines()[0] == texts_for("en").say("marker")
    assert texts_for("en").say("marker") in html(mail)


def test_the_reply_to_an_answer_mail_becomes_the_visitors_message_once(work: Background) -> None:
    scene, mail = answered(work)
    dashboard = sockets.admins(scene.admin)
    reply, recipient = reply_to(mail, "Then I take all three.")
    work.receive(reply, recipient)
    work.receive_again()
    last = scene.visitor.drained()[-1]
    assert (last["id"], last["sender_type"], last["body"]) == (3, "visitor", "Then I take all three.")
    assert [event["message"]["body"] for event in dashboard.received if event["type"] == "ChatMessageReceived"] == [
        "Then I take all three."
    ]


def test_a_reply_of_somebody_else_or_without_authentication_becomes_no_message(work: Background) -> None:
    scene, mail = answered(work)
    reply, recipient = reply_to(mail, "Send them to my address.", sender="eve@evil.example")
    work.receive(reply, recipient)
    forged, _ = reply_to(mail, "Send them to my address.")
    work.receive(forged, recipient, authenticated=False)
    assert [message["id"] for message in scene.visitor.drained()] == [1, 2]


def test_an_erasure_deletes_the_mails_too(work: Background) -> None:
    scene, mail = answered(work)
    reply, recipient = reply_to(mail, "Then I take all three.")
    id = work.receive(reply, recipient)
    assert mails.read(id).content
    assert scene.admin.call("DELETE", f"/admin/chatbot/{scene.id}").status == 200
    with pytest.raises(Busy):
        mails.read(id)


def test_after_an_erasure_a_reply_becomes_no_message(work: Background) -> None:
    scene, mail = answered(work)
    assert scene.admin.call("DELETE", f"/admin/chatbot/{scene.id}").status == 200
    reply, recipient = reply_to(mail, "Then I take all three.")
    work.receive(reply, recipient)
    assert scene.visitor.drained() == []
