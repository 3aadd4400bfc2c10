"""Mail through SES, by its real client."""

import pytest

from chalicelib import mail
from chalicelib.failures import TryLater
from chalicelib.mail import Mail, MailRefused
from tests import iam
from tests.integration.background import Background, background

LETTER = Mail(to="anna@mail.example", subject="Grüße", text="Hi\n", from_name="Kettle, Müller & Söhne")


def test_a_mail_arrives(work: Background) -> None:
    mail.send(LETTER)
    [arrived] = work.mails
    [sender] = arrived["From"].addresses
    assert (arrived["To"], arrived["Subject"]) == ("anna@mail.example", "Grüße")
    assert (sender.display_name, sender.addr_spec) == ("Kettle, Müller & Söhne", iam.MAIL_FROM)


def test_one_request_is_made_for_a_mail(work: Background) -> None:
    mail.send(LETTER)
    assert work.requests == [("POST", "/v2/email/outbound-emails")]


def test_a_throttled_mail_is_tried_later(work: Background) -> None:
    work.refusals = [(429, "TooManyRequestsException")] * 2
    with pytest.raises(TryLater):
        mail.send(LETTER)
    assert work.mails == []


def test_a_mail_that_is_throttled_once_arrives(work: Background) -> None:
    work.refusals = [(429, "TooManyRequestsException")]
    mail.send(LETTER)
    assert len(work.mails) == 1


def test_in_the_sandbox_a_mail_to_an_address_that_is_not_verified_is_refused() -> None:
    with background(sandbox=True) as work:
        with pytest.raises(MailRefused, match=r"not verified.*anna@mail\.example") as raised:
            mail.send(LETTER)
        assert (raised.value.code, work.mails) == ("MessageRejected", [])
        mail.send(Mail(to=f"maya@{iam.MAIL_FROM.partition('@')[2]}", subject="Hi", text="Hi"))
        assert len(work.mails) == 1


def test_a_sender_that_is_not_verified_is_refused() -> None:
    with background(mail_from="chat@elsewhere.example"), pytest.raises(MailRefused, match="not verified"):
        mail.send(LETTER)


@pytest.mark.parametrize("address", ["anna", "anna@", "anna@b", "anna b@mail.example", "@mail.example", ""])
def test_a_wrong_address_is_never_sent(work: Background, address: str) -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011 - refused by Python or by SES
        mail.send(Mail(to=address, subject="Hi", text="Hi"))
    assert work.mails == []


def test_an_address_with_an_international_domain_is_sent_to_in_its_ascii_form(work: Background) -> None:
    mail.send(Mail(to="anna@münchen.example", subject="Hi", text="Hi"))
    assert work.mails[0]["To"] == "anna@xn--mnchen-3ya.example"
