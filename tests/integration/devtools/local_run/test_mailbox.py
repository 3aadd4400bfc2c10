"""The mailbox's pages, and what its forms do."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from devtools.local_run.environment import MAIL_BUCKET, MAIL_DOMAIN
from devtools.local_run.mailbox.mails import Mails
from devtools.local_run.mailbox.suppression import SuppressionList
from tests.integration.devtools.local_run.served import Answer, Served, served
from tests.integration.devtools.local_run.small_app import SmallApp

REPLY_TO = f"reply-1@{MAIL_DOMAIN}"


@dataclass(frozen=True)
class Mailbox:
    gateway: Served
    folder: Path

    @property
    def mails(self) -> Mails:
        return Mails(self.folder / "mail")

    @property
    def suppressed(self) -> SuppressionList:
        return SuppressionList(self.folder / "mail")

    def add(self, id: str = "m1", to: str = "anna@mail.example", html: str = "", **headers: str) -> None:
        message = EmailMessage(policy=SMTP)
        given = {"From": "Fern <chat@shop.example>", "To": to, "Subject": "Hello", "Date": "Mon, 01 Mar 2027 10:00:00"}
        for name, value in {**given, "Message-ID": f"<{id}@email.amazonses.com>", **headers}.items():
            message[name] = value
        message.set_content("Yes, it is back.\nhttps://shop.example/#open=1.\n")
        if html:
            message.add_alternative(html, subtype="html")
        self.mails.add(id, "chat@shop.example", [to], message.as_bytes(), "delivered")

    def get(self, path: str) -> Answer:
        return self.gateway.ask(self.gateway.origins.services_port, "GET", path)

    def text(self, path: str) -> str:
        answer = self.get(path)
        assert answer.status == 200
        return answer.body.decode()

    def post(self, path: str, origin: str | None = None, **fields: str) -> Answer:
        headers = {
            "Content_Type": "application/x-www-form-urlencoded",
            "Origin": origin or self.gateway.origins.services,
        }
        port = self.gateway.origins.services_port
        return self.gateway.ask(port, "POST", path, urlencode(fields).encode(), **headers)

    def received(self) -> list[dict[str, Any]]:
        """The invocations that wait, as the worker finds them."""
        return [json.loads(path.read_text()) for path in self.folder.glob("background/invocations/*.json")]

    def objects(self) -> list[bytes]:
        return [path.read_bytes() for path in (self.folder / "s3" / MAIL_BUCKET).glob("incoming*")]


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    with served(SmallApp("mailbox"), tmp_path) as gateway:
        yield Mailbox(gateway, tmp_path)


def directives(answer: Answer) -> dict[str, str]:
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return {name: value for name, _, value in (part.partition(" ") for part in parts)}


def test_an_empty_mailbox_says_where_mails_would_appear(mailbox: Mailbox) -> None:
    assert "No mail yet." in mailbox.text("/mail/")
    assert [mailbox.get(path).headers["Location"] for path in ("/", "/mail")] == ["/mail/", "/mail/"]


def test_the_list_has_recipients_subjects_and_the_beginning_of_the_text(mailbox: Mailbox) -> None:
    mailbox.add("m1")
    mailbox.add("m2", to="maya@shop.example", Subject="Anna Müller is waiting")
    shown = mailbox.text("/mail/")
    assert all(text in shown for text in ("anna@mail.example", "Anna Müller is waiting", "Yes, it is back."))
    assert "m2" not in mailbox.text("/mail/?q=anna+back+hello")
    assert "No mail has all of these words: nothing" in mailbox.text("/mail/?q=nothing")


def test_a_mail_is_shown_as_html_text_headers_and_raw(mailbox: Mailbox) -> None:
    mailbox.add(html="<p>Yes, it is <b>back</b>.</p>", **{"List-Unsubscribe": "<https://api.example/u>"})
    assert '<iframe src="/mail/m1/html"' in mailbox.text("/mail/m1")
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in mailbox.text("/mail/m1")
    assert '<a href="https://shop.example/#open=1"' in mailbox.text("/mail/m1?view=text")
    assert "&lt;https://api.example/u&gt;" in mailbox.text("/mail/m1?view=headers")
    assert "multipart/alternative" in mailbox.text("/mail/m1?view=raw")
    assert mailbox.get("/mail/m1/raw").headers["Content-Disposition"] == 'attachment; filename="m1.eml"'


def test_a_mail_without_html_is_shown_as_text(mailbox: Mailbox) -> None:
    mailbox.add()
    assert "<iframe" not in mailbox.text("/mail/m1")
    assert "<iframe" not in mailbox.text("/mail/m1?view=html")


def test_the_html_of_a_mail_runs_no_script_and_requests_nothing(mailbox: Mailbox) -> None:
    mailbox.add(html="<script>alert(1)</script>")
    policy = directives(mailbox.get("/mail/m1/html"))
    assert policy["default-src"] == "'none'"
    assert policy["sandbox"] == "allow-popups allow-popups-to-escape-sandbox"
    assert policy["form-action"] == "'none'"
    assert (policy["img-src"], policy["style-src"]) == ("data:", "'unsafe-inline'")
    assert "script-src" not in policy
    assert mailbox.get("/mail/m1/html").headers["Referrer-Policy"] == "no-referrer"


def test_the_pages_around_it_are_strict_too(mailbox: Mailbox) -> None:
    policy = directives(mailbox.get("/mail/"))
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert (policy["require-trusted-types-for"], policy["frame-ancestors"]) == ("'script'", "'none'")


def test_nothing_of_a_mail_becomes_html_of_the_page(mailbox: Mailbox) -> None:
    attack = '"><img src=x onerror=alert(1)>'
    mailbox.add(Subject=attack, **{"Reply-To": f'"{attack[2:]}" <{REPLY_TO}>', "X-Attack": attack})
    for path in ("/mail/", "/mail/m1", "/mail/m1?view=headers", "/mail/m1?view=raw", "/mail/?q=%22%3E%3Cimg+src"):
        assert "<img" not in mailbox.text(path)


def test_a_bounce_and_a_complaint_suppress_the_recipient(mailbox: Mailbox) -> None:
    mailbox.add("m1")
    mailbox.add("m2", to="bea@mail.example")
    assert mailbox.post("/mail/m1/bounce").status == 303
    assert mailbox.post("/mail/m2/complain").status == 303
    assert {each.address: each.reason for each in mailbox.suppressed.all()} == {
        "anna@mail.example": "BOUNCE",
        "bea@mail.example": "COMPLAINT",
    }
    assert "Bounced" in mailbox.text("/mail/m1")
    assert "bea@mail.example" in mailbox.text("/mail/suppressed")
    mailbox.post("/mail/suppressed/remove", address="bea@mail.example")
    assert [each.address for each in mailbox.suppressed.all()] == ["anna@mail.example"]


def test_mails_are_deleted_one_by_one_or_all(mailbox: Mailbox) -> None:
    for id in ("m1", "m2", "m3"):
        mailbox.add(id)
    mailbox.post("/mail/m1/delete")
    assert mailbox.get("/mail/m1").status == 404
    assert len(mailbox.mails.all()) == 2
    mailbox.post("/mail/delete-all")
    assert list(mailbox.folder.glob("mail/*")) == []


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
@pytest.mark.parametrize("path", ["/mail/m1/bounce", "/mail/m1/delete", "/mail/m1/answer", "/mail/delete-all"])
def test_other_pages_cannot_send_forms(mailbox: Mailbox, path: str, origin: str) -> None:
    mailbox.add(**{"Reply-To": REPLY_TO})
    assert mailbox.post(path, origin, sender="a@b.example", text="x").status == 403
    assert len(mailbox.mails.all()) == 1
    assert (mailbox.suppressed.all(), mailbox.received()) == ([], [])


def test_a_reply_is_received_as_ses_receives_it(mailbox: Mailbox) -> None:
    mailbox.add(**{"Reply-To": REPLY_TO})
    answer = mailbox.post("/mail/m1/answer", sender="anna@mail.example", subject="Re: Hello", text="At four, then.")
    assert (answer.status, answer.headers["Location"]) == (303, "/mail/m1?answered")
    [invocation], [raw] = mailbox.received(), mailbox.objects()
    assert invocation["function"] == "mail_received"
    [record] = invocation["event"]["Records"]
    assert record["eventSource"] == "aws:ses"
    assert record["ses"]["mail"]["source"] == "anna@mail.example"
    assert record["ses"]["receipt"]["recipients"] == [REPLY_TO]
    assert record["ses"]["receipt"]["spfVerdict"] == {"status": "PASS"}
    message = message_from_bytes(raw, policy=default)
    assert message["In-Reply-To"] == "<m1@email.amazonses.com>"
    assert str(message["Authentication-Results"]).startswith("amazonses.com; spf=pass")
    assert "dkim=pass header.i=@mail.example" in message["Authentication-Results"]
    text = message.get_body(("plain",)).get_content()  # type: ignore[attr-defined]
    assert text.startswith("At four, then.\r\n")
    assert "> Yes, it is back." in text


def test_a_forged_reply_fails_spf_and_dkim(mailbox: Mailbox) -> None:
    mailbox.add(**{"Reply-To": REPLY_TO})
    mailbox.post("/mail/m1/answer", sender="anna@mail.example", subject="Re: Hello", text="x", forged="on")
    [raw], [invocation] = mailbox.objects(), mailbox.received()
    assert b"pass" not in raw.partition(b"\r\n\r\n")[0]
    assert invocation["event"]["Records"][0]["ses"]["receipt"]["dkimVerdict"] == {"status": "FAIL"}


@pytest.mark.parametrize("headers", [{}, {"Reply-To": "owner@shop.example"}])
def test_a_mail_whose_answers_go_elsewhere_cannot_be_answered(mailbox: Mailbox, headers: dict[str, str]) -> None:
    mailbox.add(**headers)
    assert "<h2>Reply</h2>" not in mailbox.text("/mail/m1")
    assert mailbox.post("/mail/m1/answer", sender="anna@mail.example", text="x").status == 400
    assert mailbox.received() == []


def test_a_reply_with_a_line_break_in_a_header_is_refused(mailbox: Mailbox) -> None:
    mailbox.add(**{"Reply-To": REPLY_TO})
    answer = mailbox.post("/mail/m1/answer", sender="anna@mail.example", subject="a\nBcc: b@c.example", text="x")
    assert (answer.status, mailbox.objects()) == (400, [])
