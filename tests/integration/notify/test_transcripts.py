"""The copy of a conversation by mail, which its visitor asks for."""

from email.message import EmailMessage

from chalicelib.chat import transcripts
from chalicelib.model import now_ms
from tests.api_client import Answer, Api, new_client_id
from tests.integration.background import Background
from tests.integration.notify.answered import EMAIL, Answered, html, plain


def asked(scene: Answered, **fields: str) -> Answer:
    return scene.visitor.api.post("/chatbot/transcript", {"client_id": new_client_id(), **fields})


def file_in(mail: EmailMessage) -> str:
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("conversation.txt", "text/plain")
    return str(file.get_content()).replace("\r\n", "\n")


def sent(scene: Answered) -> list[EmailMessage]:
    """Runs the job, and returns the visitor's transcripts."""
    scene.work.due(now_ms() + 10_000)
    return [mail for mail in scene.work.mails if mail["Subject"] == "Your conversation with Fern & Kettle"]


def test_the_visitor_gets_the_whole_conversation_as_a_file(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes, we have three.\nThey are blue.", after=1)
    assert asked(scene, zone="Asia/Tokyo").body == {}
    (mail,) = sent(scene)
    assert mail["To"] == EMAIL
    text = file_in(mail)
    assert "Times are those of Asia/Tokyo." in text
    assert text.index("Is the blue kettle in stock?") < text.index("Maya\nYes, we have three.\nThey are blue.\n")


def test_the_mail_itself_has_nothing_that_somebody_wrote_in_the_chat(work: Background) -> None:
    scene = Answered(work)
    scene.leave(EMAIL, name="Buy pills at https://evil.example")
    scene.answer("Yes, we have three.", after=1)
    asked(scene)
    (mail,) = sent(scene)
    for body in (plain(mail), html(mail), str(mail["Subject"])):
        assert not any(words in body for words in ("kettle in", "three", "pills", "evil"))
        assert "List-Unsubscribe" in mail


def test_nothing_is_sent_before_an_admin_has_written(work: Background) -> None:
    scene = Answered(work)
    assert asked(scene).status == 200
    assert sent(scene) == []


def test_a_retry_and_a_job_that_is_delivered_twice_send_one_mail(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes.", after=1)
    for _ in range(2):
        asked(scene, client_id="transcript-1")
    jobs = [job for job in work.jobs if job["job"] == "transcript_mail"]
    assert len(jobs) == 1
    assert len(sent(scene)) == 1
    work.run(jobs[0])
    assert len(sent(scene)) == 1


def test_it_goes_to_the_address_that_the_conversation_has_then(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes.", after=1)
    asked(scene)
    scene.leave(None)
    assert sent(scene) == []


def test_an_address_that_wants_no_mail_gets_none(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes.", after=1)
    work.suppressed.put(EMAIL, "COMPLAINT")
    asked(scene)
    assert sent(scene) == []
    assert scene.contact()["state"] == "complained"
    assert asked(scene).code == "contact_missing"


def test_a_conversation_is_sent_three_times_a_day(work: Background) -> None:
    scene = Answered(work)
    answers = [asked(scene) for _ in range(4)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert answers[3].code == "too_many_transcripts"
    assert 0 < int(answers[3].headers["retry-after"]) <= 86_400


def test_an_address_gets_five_a_day_from_all_conversations_of_a_site(work: Background) -> None:
    scene = Answered(work)
    assert [asked(scene).status for _ in range(3)] == [200] * 3
    other = scene.shop.visitor()
    other.send()
    other.api.post("/chatbot/contact", {"email": EMAIL.swapcase().lower()})
    ask = {"client_id": new_client_id()}
    assert [other.api.post("/chatbot/transcript", ask).status for _ in range(3)] == [200, 200, 429]


def test_one_place_on_the_internet_gets_ten_a_day(work: Background) -> None:
    scene = Answered(work)
    statuses = []
    for number in range(transcripts.FROM_AN_ADDRESS + 1):
        seat = scene.shop.visitor()
        seat.send()
        caller = Api(seat.api.token, address="203.0.113.77")
        caller.post("/chatbot/contact", {"email": f"ana{number}@home.example"})
        statuses.append(caller.post("/chatbot/transcript", {"client_id": new_client_id()}).status)
    assert statuses == [200] * transcripts.FROM_AN_ADDRESS + [429]


def test_a_blocked_visitor_gets_none(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes.", after=1)
    asked(scene)
    block = {"conversation_id": scene.id, "kind": "visitor"}
    assert scene.admin.post("/admin/blocks", block).status == 201
    assert sent(scene) == []


def test_of_a_long_conversation_the_end_is_sent(work: Background, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from chalicelib.notify import transcripts as job

    monkeypatch.setattr(job, "MOST_BYTES", 30)
    monkeypatch.setattr(job, "PAGE", 2)
    scene = Answered(work)
    for number, text in enumerate(["one one one", "two two two", "three three"], start=1):
        scene.answer(text, after=number)
    asked(scene)
    (mail,) = sent(scene)
    text = file_in(mail)
    assert "one one one" not in text
    assert text.index("two two two") < text.index("three three")
