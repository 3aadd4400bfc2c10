"""Answers by email: to visitors who have left, once, with everything that they have not read."""

from unittest.mock import patch

import pytest

from chalicelib.chat import entries
from chalicelib.model import Connection, Draft, SenderType, now_ms
from chalicelib.notify import answers
from chalicelib.storage import conversations, messages
from tests.api_client import Seat
from tests.integration.background import Background, background
from tests.integration.clock import stopped_at
from tests.integration.notify.answered import EMAIL, Answered, html, plain
from tests.integration.sockets import Socket

OPEN = Connection("socket-1", "visitor#v_1", "https://socket.example", 0)


def stored_as(seat: Seat, sender: SenderType, body: str) -> None:
    """Stores a line of a bot or of the system, which no call does yet."""
    conversation = conversations.get(seat.conversation_id)
    assert conversation is not None
    draft = Draft(f"{sender}-line", body, conversation.last_id, sender, "x", sender)
    message, grown = entries.next_of(conversation, draft, 0, now_ms())
    messages.place(message, grown, previous=conversation)


def test_an_unread_answer_is_mailed_after_three_minutes(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes, we have three.", after=1)
    assert scene.minutes(2.5) == []
    (mail,) = scene.minutes(3)
    assert mail["To"] == EMAIL
    assert mail["From"].addresses[0].display_name == "Fern & Kettle"
    for text in (plain(mail), html(mail)):
        assert "Yes, we have three." in text
        assert "Is the blue kettle in stock?" in text
        assert "https://shop.example/#porchlight=" in text
    assert scene.minutes(60) == [mail]


def test_one_mail_has_all_unread_answers(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes.", after=1)
    scene.answer("We have three.", after=2)
    (mail,) = scene.minutes(3)
    assert plain(mail).index("Yes.") < plain(mail).index("We have three.")


def test_a_later_answer_waits_five_minutes_and_is_not_left_out(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes.", after=1)
    assert len(scene.minutes(3)) == 1
    scene.answer("We have three.", after=2)
    assert len(scene.minutes(7.5)) == 1
    mails = scene.minutes(8.5)
    assert len(mails) == 2
    assert "We have three." in plain(mails[1])
    assert "Yes." not in plain(mails[1])


def test_an_answer_that_comes_while_the_mail_is_sent_is_in_the_next_one(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes.", after=1)
    send = answers.mail.send

    def meanwhile(mail: answers.mail.Mail) -> None:  # type: ignore[name-defined]
        send(mail)
        scene.answer("We have three.", after=2)  # its job equals the one that runs, so it is not scheduled

    with patch.object(answers.mail, "send", meanwhile):
        assert len(scene.minutes(3)) == 1
    mails = scene.minutes(9)
    assert [("Yes." in plain(mail), "We have three." in plain(mail)) for mail in mails] == [
        (True, False),
        (False, True),
    ]


def test_read_before_it_is_due_means_no_mail(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes.", after=1)
    scene.visitor.mark_read(2)
    assert scene.minutes(30) == []


def test_while_the_visitor_has_the_page_open_there_is_no_mail_and_when_it_is_closed_there_is(work: Background) -> None:
    scene = Answered(work)
    socket = Socket(scene.visitor.api.post("/chatbot/ticket").body["ticket"])
    assert socket.connect()["statusCode"] == 200
    scene.answer("Yes.", after=1)
    assert scene.minutes(4) == []
    socket.close()
    assert len(scene.minutes(10)) == 1


def test_a_page_that_stays_open_is_looked_at_some_times_and_then_no_more(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes.", after=1)
    with patch.object(answers.connections, "in_audience", lambda _: [OPEN]):
        for hours in range(1, 80):
            assert scene.minutes(hours * 60) == []
    assert work.jobs == []


def test_the_same_records_and_jobs_twice_send_one_mail(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes.", after=1)
    work.deliver(scene.id)
    job = work.jobs[-1]
    assert len(scene.minutes(3)) == 1
    with stopped_at(scene.began + 4 * 60_000):
        work.run(job)
        work.deliver(scene.id)
    assert len(scene.minutes(60)) == 1


def test_a_function_that_dies_between_send_and_mark_sends_again_rather_than_never(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes.", after=1)
    job = next(job for job in work.jobs if job["job"] == "answer_check")
    dies = patch.object(answers, "note_sent", side_effect=KeyboardInterrupt)
    with dies, patch.object(answers.claims, "CLAIM_SECONDS", 0), pytest.raises(KeyboardInterrupt):
        scene.minutes(3)
    assert len(scene.minutes(0)) == 1
    with stopped_at(scene.began + 5 * 60_000):
        work.run(job)
    assert len(scene.minutes(0)) == 2
    with stopped_at(scene.began + 20 * 60_000):
        work.run(job)
    assert len(scene.minutes(60)) == 2


def test_a_throttled_mail_is_sent_later(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes.", after=1)
    work.refusals = [(429, "TooManyRequestsException")] * 2
    assert scene.minutes(3) == []
    assert len(scene.minutes(6)) == 1


def test_in_the_sandbox_a_mail_is_refused_and_a_later_answer_brings_everything() -> None:
    with background(sandbox=True) as work:
        scene = Answered(work)
        scene.answer("Yes.", after=1)
        assert scene.minutes(3) == []
        assert work.jobs == []
    with background() as work:
        scene.work = work
        scene.answer("We have three.", after=2)
        (mail,) = scene.minutes(10)
        assert "Yes." in plain(mail)
        assert "We have three." in plain(mail)


@pytest.mark.parametrize(("reason", "state"), [("BOUNCE", "bounced"), ("COMPLAINT", "complained")])
def test_a_suppressed_address_gets_no_mail_and_admins_see_why(work: Background, reason: str, state: str) -> None:
    scene = Answered(work)
    work.suppressed.put(EMAIL, reason)
    scene.answer("Yes.", after=1)
    assert scene.minutes(60) == []
    assert scene.contact()["state"] == state


def test_the_dashboard_hears_at_once_that_an_address_bounced(work: Background) -> None:
    scene = Answered(work)
    socket = Socket(scene.admin.post("/admin/ticket").body["ticket"])
    socket.connect()
    work.suppressed.put(EMAIL, "BOUNCE")
    scene.answer("Yes.", after=1)
    scene.minutes(4)
    changed = [event for event in socket.received if event["type"] == "ContactChanged"]
    assert [event["contact"]["state"] for event in changed] == ["bounced"]


def test_after_an_erasure_there_is_no_mail(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes.", after=1)
    assert scene.admin.call("DELETE", f"/admin/chatbot/{scene.id}").status == 200
    assert scene.contact() == {}
    scene.answer("Hello again", after=2)
    assert scene.minutes(60) == []


def test_a_blocked_visitor_gets_no_mail(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes.", after=1)
    scene.admin.post("/admin/blocks", {"conversation_id": scene.id, "kind": "visitor"})
    assert scene.minutes(60) == []


@pytest.mark.parametrize("settings", [{"contact_form": "off"}, {"enabled": False}])
def test_a_site_that_does_not_ask_for_addresses_sends_no_mail(work: Background, settings: dict[str, object]) -> None:
    scene = Answered(work)
    scene.answer("Yes.", after=1)
    with patch.object(answers.sites, "recent", lambda _: scene.shop.site.__class__(**changed(scene, settings))):
        assert scene.minutes(60) == []


def changed(scene: Answered, settings: dict[str, object]) -> dict[str, object]:
    site = scene.shop.site
    return {name: getattr(site, name) for name in site.__slots__} | settings


def test_without_an_address_there_is_no_mail_and_with_one_given_in_time_there_is(work: Background) -> None:
    scene = Answered(work, email=None)
    scene.answer("Yes.", after=1)
    scene.leave(EMAIL)
    assert len(scene.minutes(3)) == 1
    other = Answered(work, email=None)
    other.answer("Yes.", after=1)
    assert len(other.minutes(60)) == 1


def test_where_mail_is_not_set_up_nothing_is_scheduled() -> None:
    with background(mail_from=None) as work:
        Answered(work).answer("Yes.", after=1)
        assert [job for job in work.jobs if job["job"] == "answer_check"] == []


def test_notes_drafts_bot_lines_and_system_lines_are_never_in_a_mail(work: Background) -> None:
    scene = Answered(work)
    stored_as(scene.visitor, "bot", "canary of a bot")
    stored_as(scene.visitor, "system", "canary of the system")
    scene.answer("Yes.", after=3)
    (mail,) = scene.minutes(3)
    assert "Yes." in plain(mail)
    assert "canary" not in mail.as_string() + plain(mail) + html(mail)


def test_lines_of_bots_and_of_the_system_alone_cause_no_mail(work: Background) -> None:
    scene = Answered(work)
    stored_as(scene.visitor, "bot", "We answer soon.")
    stored_as(scene.visitor, "system", "Closed.")
    work.deliver(scene.id)
    assert scene.minutes(60) == []


def test_what_people_wrote_is_escaped_in_the_html(work: Background) -> None:
    scene = Answered(work)
    scene.answer("<img src=x onerror=alert(1)>", after=1)
    (mail,) = scene.minutes(3)
    assert "<img" not in html(mail)
    assert "&lt;img" in html(mail)


def test_the_audience_of_a_socket_is_the_visitors(work: Background) -> None:
    """A socket of another visitor does not hold a mail back."""
    scene = Answered(work)
    other = scene.shop.visitor()
    other.send()
    Socket(other.api.post("/chatbot/ticket").body["ticket"]).connect()
    scene.answer("Yes.", after=1)
    assert len(scene.minutes(3)) == 1
    assert now_ms() >= scene.began
