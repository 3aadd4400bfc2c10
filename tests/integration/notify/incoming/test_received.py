"""A visitor answers by mail."""

import dataclasses
from email.message import EmailMessage

import pytest

from chalicelib.errors import Busy
from chalicelib.model import Conversation
from chalicelib.notify.incoming import addresses, received
from chalicelib.storage import conversations, mails
from devtools.local_run.mailbox.incoming import event
from tests.api_client import Seat, Shop
from tests.integration import sockets
from tests.integration.background import Background
from tests.integration.notify.answered import plain

ANNA = "anna@mail.example"
EVE = "eve@evil.example"


def reachable(visitor: Seat, email: str = ANNA, language: str = "") -> str:
    """The visitor has left an address, and got a mail. Returns the address to answer to."""
    row = conversations.get(visitor.conversation_id)
    assert row
    wanted = dataclasses.replace(
        row, contact_email=email, contact_language=language, reply_secret=addresses.new_secret()
    )
    assert conversations.replace(row, wanted)
    return address_of(wanted)


def address_of(conversation: Conversation) -> str:
    return addresses.address_of(conversation, "reply.shop.example")


def written(
    text: str = "Yes, the blue one.", id: str = "<1@mail.example>", sender: str = ANNA, **headers: str
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"Anna <{sender}>"
    message["Message-ID"] = id
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def bodies(visitor: Seat) -> list[str]:
    return [message["body"] for message in visitor.drained()]


def test_an_answer_becomes_a_message_of_the_visitor(visitor: Seat, work: Background) -> None:
    work.receive(written(), reachable(visitor))
    first, second = visitor.drained()
    assert second["body"] == "Yes, the blue one."
    assert (second["sender_type"], second["sender_name"]) == (first["sender_type"], first["sender_name"])


def test_the_same_mail_twice_is_one_message(visitor: Seat, work: Background) -> None:
    address = reachable(visitor)
    work.receive(written(), address)
    visitor.send("and a teapot", after=2)
    work.receive(written(), address)
    assert bodies(visitor) == ["hello", "Yes, the blue one.", "and a teapot"]


def test_one_mail_to_two_conversations_becomes_a_message_in_each(shop: Shop, work: Background) -> None:
    one, other = shop.visitor(), shop.visitor()
    one.send()
    other.send()
    work.receive(written(), reachable(one), reachable(other))
    assert bodies(one) == bodies(other) == ["hello", "Yes, the blue one."]


def test_one_mail_to_two_conversations_reaches_only_the_senders_own(shop: Shop, work: Background) -> None:
    anna, ben = shop.visitor(), shop.visitor()
    anna.send()
    ben.send()
    work.receive(written(), reachable(ben, "ben@mail.example"), reachable(anna))
    assert bodies(ben) == ["hello"]
    assert bodies(anna) == ["hello", "Yes, the blue one."]


def test_a_forged_mail_is_dropped_without_an_answer(visitor: Seat, work: Background) -> None:
    address = reachable(visitor)
    work.receive(written(sender="someone@mail.example"), address)
    work.receive(written(sender="anna@mail.example.evil.example"), address)
    work.receive(written(), address, source=EVE)  # SPF and DKIM pass for another domain
    work.receive(written(), address, authenticated=False)
    assert bodies(visitor) == ["hello"]
    assert work.mails == []


def test_only_the_results_that_ses_itself_reports_count(visitor: Seat, work: Background) -> None:
    forged = written()
    forged["Authentication-Results"] = "amazonses.com; spf=pass smtp.mailfrom=mail.example; dkim=pass"
    work.receive(forged, reachable(visitor), source=EVE, authenticated=False)
    assert bodies(visitor) == ["hello"]


def test_two_senders_in_one_header_are_no_sender(visitor: Seat, work: Background) -> None:
    two = written()
    two.replace_header("From", f"{ANNA}, evil@evil.example")
    work.receive(two, reachable(visitor))
    assert bodies(visitor) == ["hello"]


@pytest.mark.parametrize("header", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}])
def test_an_out_of_office_note_is_dropped(visitor: Seat, work: Background, header: dict[str, str]) -> None:
    work.receive(written(**header), reachable(visitor))
    assert bodies(visitor) == ["hello"]
    assert work.mails == []


def test_spam_and_viruses_are_dropped(visitor: Seat, work: Background) -> None:
    address = reachable(visitor)
    work.receive(written(), address, failing=("spamVerdict",))
    work.receive(written(), address, failing=("virusVerdict",))
    assert bodies(visitor) == ["hello"]


def test_a_loop_ends_after_twenty_mails_an_hour(visitor: Seat, work: Background) -> None:
    address = reachable(visitor)
    for number in range(received.MOST_AN_HOUR + 5):
        work.receive(written(f"number {number}", id=f"<{number}@mail.example>"), address)
    assert len(bodies(visitor)) == 1 + received.MOST_AN_HOUR


def test_a_mail_of_ten_megabytes_is_not_stored_and_the_visitor_is_told_why(visitor: Seat, work: Background) -> None:
    large = written()
    large.add_attachment(b"x" * mails.MOST_BYTES, maintype="image", subtype="png", filename="kettle.png")
    address = reachable(visitor)
    work.receive(large, address)
    work.receive(large, address)
    assert bodies(visitor) == ["hello"]
    (answer,) = work.mails
    assert answer["To"] == ANNA
    assert "10 MB" in plain(answer)


def test_a_mail_without_text_is_answered_in_the_visitors_language(visitor: Seat, work: Background) -> None:
    address = reachable(visitor, language="ar")
    work.receive(written("> Hello\n"), address)
    (answer,) = work.mails
    assert (answer["Auto-Submitted"], answer["In-Reply-To"]) == ("auto-replied", "<1@mail.example>")
    assert "لا نص فيها غير ما تقتبسه." in plain(answer)
    html = answer.get_body(("html",))
    assert html is not None
    assert '<html lang="ar" dir="rtl">' in html.get_content()


def test_an_answer_to_the_refusal_is_stored_without_it_whatever_the_mail_program_quotes(
    visitor: Seat, work: Background
) -> None:
    address = reachable(visitor, language="fi")
    work.receive(written("> Hello\n"), address)
    (refusal,) = work.mails
    quoted = f"Lähettäjä: {refusal['From']}\nVastaanottaja: {ANNA}\nAihe: {refusal['Subject']}\n\n{plain(refusal)}"
    work.receive(written(f"Onko se sininen?\n\n{quoted}", id="<2@mail.example>"), address)
    answer = bodies(visitor)[-1]
    assert answer.startswith("Onko se sininen?")
    assert "Sähköpostiasi ei voitu" not in answer


def test_a_mail_after_erasure_is_dropped(shop: Shop, visitor: Seat, work: Background) -> None:
    address = reachable(visitor)
    assert shop.admin().call("DELETE", f"/admin/chatbot/{visitor.conversation_id}").status == 200
    work.receive(written(), address)
    assert visitor.drained() == []
    assert work.mails == []


def test_a_mail_of_a_blocked_visitor_is_dropped(shop: Shop, visitor: Seat, work: Background) -> None:
    address = reachable(visitor)
    blocked = {"conversation_id": visitor.conversation_id, "kind": "visitor", "reason": ""}
    assert shop.admin().post("/admin/blocks", blocked).status == 201
    work.receive(written(), address)
    row = conversations.get(visitor.conversation_id)
    assert row
    assert row.last_id == 1


def test_a_mail_that_cannot_be_read_for_now_is_tried_again(visitor: Seat, work: Background) -> None:
    with pytest.raises(Busy):
        work.call("mail_received", event("missing", ANNA, [reachable(visitor)], b"", True, 0))


def test_an_open_dashboard_receives_the_message_by_push(shop: Shop, visitor: Seat, work: Background) -> None:
    admins = sockets.admins(shop.admin())
    work.receive(written(), reachable(visitor))
    events = [event for event in admins.received if event["type"] == "ChatMessageReceived"]
    assert [event["message"]["body"] for event in events] == ["Yes, the blue one."]
