import email
from email import policy
from email.message import EmailMessage

import pytest

from chalicelib.notify.incoming import authentication

# As SES writes it: https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-examples.html
OF_SES = (
    "spf=pass (spfCheck: domain of {0} designates 192.0.2.1 as permitted sender) client-ip=192.0.2.1;"
    " envelope-from=anna@{0}; helo=mail-1.{0}; dkim=none; dmarc=none header.from={0};"
)
SPF = "spf=pass (spfCheck: domain of shop.example designates 192.0.2.1 as permitted sender) smtp.mailfrom={};"
DKIM = "dkim=pass header.i=@{};"


def mail(*headers: str, results: str = "") -> EmailMessage:
    own = [f"Authentication-Results: amazonses.com; {results}"] if results else []
    return email.message_from_bytes("\r\n".join([*own, *headers, "", "text"]).encode(), policy=policy.default)


@pytest.mark.parametrize(
    ("results", "trusted"),
    [
        (SPF.format("anna@mail.example"), True),
        (OF_SES.format("mail.example"), True),
        (OF_SES.format("evil.example"), False),
        (OF_SES.format("evil.example") + " envelope-from=anna@mail.example;", False),
        (SPF.format("mail.example"), True),
        (DKIM.format("mail.example"), True),
        ("dkim=pass header.d=mail.example;", True),
        (SPF.format("bounces@lists.example") + " " + DKIM.format("mail.example"), True),
        (SPF.format("anna@evil.example"), False),
        (DKIM.format("evil.example"), False),
        (SPF.format("a@evil.mail.example"), False),  # whoever runs a subdomain does not speak for the domain
        (SPF.format("a@notmail.example"), False),
        (DKIM.format("example"), False),
        ("spf=fail smtp.mailfrom=mail.example; dkim=fail header.i=@mail.example;", False),
        ("spf=softfail smtp.mailfrom=mail.example; dkim=none; dmarc=pass header.from=mail.example;", False),
        ("spf=neutral (spf=pass smtp.mailfrom=mail.example) smtp.mailfrom=mail.example;", False),
        ("x=1 spf=pass smtp.mailfrom=mail.example;", False),
        ("", False),
    ],
)
def test_a_mail_is_from_a_domain_for_which_spf_or_dkim_passed(results: str, trusted: bool) -> None:
    assert authentication.is_from(mail(results=results), "mail.example") is trusted


def test_a_signature_of_the_domain_stands_for_its_subdomains() -> None:
    assert authentication.is_from(mail(results=DKIM.format("mail.example")), "office.mail.example")


def test_results_that_the_sender_wrote_are_ignored() -> None:
    forged = f"Authentication-Results: amazonses.com; {DKIM.format('mail.example')}"
    assert not authentication.is_from(mail(forged, results=DKIM.format("evil.example")), "mail.example")
    other_checker = mail(f"Authentication-Results: mx.evil.example; {DKIM.format('mail.example')}")
    assert not authentication.is_from(other_checker, "mail.example")


def test_the_name_that_a_server_gives_itself_is_no_result() -> None:
    forged = "x;dkim=pass;header.i=@mail.example"
    results = (
        f"spf=pass client-ip=192.0.2.1; envelope-from=a@evil.example; helo={forged}; {DKIM.format('evil.example')}"
    )
    assert not authentication.is_from(mail(results=results), "mail.example")


def test_a_folded_header_is_read_as_a_whole() -> None:
    folded = mail("Authentication-Results: amazonses.com;\r\n spf=none;\r\n dkim=pass header.i=@mail.example;")
    assert authentication.is_from(folded, "mail.example")


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated; owner-email=a@b.example",
        "Precedence: bulk",
        "Precedence: AUTO_REPLY",
        "X-Autoreply: yes",
        "List-Id: <news.example>",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
    ],
)
def test_a_program_wrote_a_mail_with_such_a_header(header: str) -> None:
    assert authentication.is_automatic(mail(header), "anna@mail.example")


def test_a_program_wrote_a_mail_without_a_sender_in_its_envelope() -> None:
    assert authentication.is_automatic(mail(), "<>")
    assert authentication.is_automatic(mail(), "")


def test_a_person_wrote_other_mails() -> None:
    assert not authentication.is_automatic(mail("Auto-Submitted: no", "Precedence: normal"), "anna@mail.example")
