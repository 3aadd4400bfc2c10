"""A visitor answers by mail."""

import dataclasses
from email.message import EmailMessage
from typing import Any

import pytest

from chalicelib import mail
from chalicelib.errors import Busy
from chalicelib.mail import Mail
from chalicelib.model import Conversation
from chalicelib.notify.incoming import addresses, received
from chalicelib.storage import conversations, mails
from chalicelib.storage.mails import Original
from tests.api_client import Seat, Shop
from tests.integration import sockets

ANNA = "anna@mail.example"
PASSED = "amazonses.com; spf=pass smtp.mailfrom=mail.example; dkim=pass header.i=@mail.example;"


class Mailbox:
    """SES and S3: the mails that arrive, and those that are sent."""

    def __init__(self) -> None:
        self.stored: dict[str, bytes] = {}
        self.sent: list[Mail] = []

    def read(self, mail_id: str) -> Original:
        if mail_id not in self.stored:
            raise Busy()
        content = self.stored[mail_id]
        cut = len(content) > mails.MOST_BYTES
        return Original(content[: mails.HEAD_BYTES] if cut else content, cut)

    def receive(self, written: EmailMessage, *recipients: str, source: str = ANNA, **verdicts: str) -> None:
        id = f"ses-{len(self.stored)}"
        self.stored[id] = written.as_bytes()
        received.handle(event(id, recipients, source, verdicts))


def event(id: str, recipients: tuple[str, ...], source: str, verdicts: dict[str, str]) -> dict[str, Any]:
    status = {"spamVerdict": "PASS", "virusVerdict": "PASS", **verdicts}
    receipt = {"recipients": [*recipients], **{name: {"status": value} for name, value in status.items()}}
    return {
        "Records": [
            {"eventSource": "aws:ses", "ses": {"mail": {"messageId": id, "source": source}, "receipt": receipt}}
        ]
    }


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    box = Mailbox()
    monkeypatch.setattr(mails, "read", box.read)
    monkeypatch.setattr(mail, "send", box.sent.append)
    return box


def reachable(visitor: Seat, email: str = ANNA) -> str:
    """The visitor has left an address, and got a mail. Returns the address to answer to."""
    row = conversations.get(visitor.conversation_id)
    assert row
    wanted = dataclasses.replace(row, contact_email=email, reply_secret=addresses.new_secret())
    assert conversations.replace(row, wanted)
    return address_of(wanted)


def address_of(conversation: Conversation) -> str:
    return addresses.address_of(conversation, "chat.shop.example")


def written(
    text: str = "Yes, the blue one.", id: str = "<1@mail.example>", sender: str = ANNA, **headers: str
) -> EmailMessage:
    message = EmailMessage()
    message["Authentication-Results"] = headers.pop("results", PASSED)
    message["From"] = f"Anna <{sender}>"
    message["Message-ID"] = id
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def bodies(visitor: Seat) -> list[str]:
    return [message["body"] for message in visitor.drained()]


def test_an_answer_becomes_a_message_of_the_visitor(visitor: Seat, mailbox: Mailbox) -> None:
    mailbox.receive(written(), reachable(visitor))
    first, second = visitor.drained()
    assert second["body"] == "Yes, the blue one."
    assert (second["sender_type"], second["sender_name"]) == (first["sender_type"], first["sender_name"])


def test_the_same_mail_twice_is_one_message(visitor: Seat, mailbox: Mailbox) -> None:
    address = reachable(visitor)
    mailbox.receive(written(), address)
    visitor.send("and a teapot", after=2)
    mailbox.receive(written(), address)
    assert bodies(visitor) == ["hello", "Yes, the blue one.", "and a teapot"]


def test_one_mail_to_two_conversations_becomes_a_message_in_each(shop: Shop, mailbox: Mailbox) -> None:
    one, other = shop.visitor(), shop.visitor()
    one.send()
    other.send()
    mailbox.receive(written(), reachable(one), reachable(other))
    assert bodies(one) == bodies(other) == ["hello", "Yes, the blue one."]


def test_one_mail_to_two_conversations_reaches_only_the_senders_own(shop: Shop, mailbox: Mailbox) -> None:
    anna, ben = shop.visitor(), shop.visitor()
    anna.send()
    ben.send()
    mailbox.receive(written(), reachable(ben, "ben@mail.example"), reachable(anna))
    assert bodies(ben) == ["hello"]
    assert bodies(anna) == ["hello", "Yes, the blue one."]


@pytest.mark.parametrize(
    "forged",
    [
        written(sender="someone@mail.example"),
        written(sender="anna@mail.example.evil.example"),
        written(results="amazonses.com; spf=pass smtp.mailfrom=evil.example; dkim=pass header.i=@evil.example;"),
        written(results="amazonses.com; spf=fail smtp.mailfrom=mail.example; dkim=none;"),
    ],
    ids=["another sender", "a longer domain", "authenticated for another domain", "not authenticated"],
)
def test_a_forged_mail_is_dropped_without_an_answer(visitor: Seat, mailbox: Mailbox, forged: EmailMessage) -> None:
    mailbox.receive(forged, reachable(visitor))
    assert bodies(visitor) == ["hello"]
    assert mailbox.sent == []


def test_two_senders_in_one_header_are_no_sender(visitor: Seat, mailbox: Mailbox) -> None:
    two = written()
    two.replace_header("From", f"{ANNA}, evil@evil.example")
    mailbox.receive(two, reachable(visitor))
    assert bodies(visitor) == ["hello"]


@pytest.mark.parametrize("header", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}])
def test_an_out_of_office_note_is_dropped(visitor: Seat, mailbox: Mailbox, header: dict[str, str]) -> None:
    mailbox.receive(written(**header), reachable(visitor))
    assert bodies(visitor) == ["hello"]
    assert mailbox.sent == []


def test_spam_and_viruses_are_dropped(visitor: Seat, mailbox: Mailbox) -> None:
    address = reachable(visitor)
    mailbox.receive(written(), address, spamVerdict="FAIL")
    mailbox.receive(written(), address, virusVerdict="FAIL")
    assert bodies(visitor) == ["hello"]


def test_a_loop_ends_after_twenty_mails_an_hour(visitor: Seat, mailbox: Mailbox) -> None:
    address = reachable(visitor)
    for number in range(received.MOST_AN_HOUR + 5):
        mailbox.receive(written(f"number {number}", id=f"<{number}@mail.example>"), address)
    assert len(bodies(visitor)) == 1 + received.MOST_AN_HOUR


def test_a_mail_of_ten_megabytes_is_not_stored_and_the_visitor_is_told_why(visitor: Seat, mailbox: Mailbox) -> None:
    large = written()
    large.add_attachment(b"x" * mails.MOST_BYTES, maintype="image", subtype="png", filename="kettle.png")
    address = reachable(visitor)
    mailbox.receive(large, address)
    mailbox.receive(large, address)
    assert bodies(visitor) == ["hello"]
    (answer,) = mailbox.sent
    assert answer.to == ANNA
    assert "10 MB" in answer.text


def test_a_mail_without_text_is_answered(visitor: Seat, mailbox: Mailbox) -> None:
    mailbox.receive(written("> Hello\n"), reachable(visitor))
    assert [answer.headers["Auto-Submitted"] for answer in mailbox.sent] == ["auto-replied"]


def test_a_mail_after_erasure_is_dropped(shop: Shop, visitor: Seat, mailbox: Mailbox) -> None:
    address = reachable(visitor)
    assert shop.admin().call("DELETE", f"/admin/chatbot/{visitor.conversation_id}").status == 200
    mailbox.receive(written(), address)
    assert visitor.drained() == []
    assert mailbox.sent == []


def test_a_mail_of_a_blocked_visitor_is_dropped(shop: Shop, visitor: Seat, mailbox: Mailbox) -> None:
    address = reachable(visitor)
    blocked = {"conversation_id": visitor.conversation_id, "kind": "visitor", "reason": ""}
    assert shop.admin().post("/admin/blocks", blocked).status == 201
    mailbox.receive(written(), address)
    row = conversations.get(visitor.conversation_id)
    assert row
    assert row.last_id == 1


def test_a_mail_that_cannot_be_read_for_now_is_tried_again(visitor: Seat, mailbox: Mailbox) -> None:
    with pytest.raises(Busy):
        received.handle(event("missing", (reachable(visitor),), ANNA, {}))


def test_an_open_dashboard_receives_the_message_by_push(shop: Shop, visitor: Seat, mailbox: Mailbox) -> None:
    admins = sockets.admins(shop.admin())
    mailbox.receive(written(), reachable(visitor))
    events = [event for event in admins.received if event["type"] == "ChatMessageReceived"]
    assert [event["message"]["body"] for event in events] == ["Yes, the blue one."]
