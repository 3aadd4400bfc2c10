"""The MIME message of a mail, as a mail program reads it."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any
from unittest.mock import patch

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from chalicelib import mail
from chalicelib.config import config, from_environment
from chalicelib.failures import TryLater
from chalicelib.mail import Mail, MailRefused

TO = "anna@mail.example"


@pytest.fixture(autouse=True)
def set_up() -> Iterator[None]:
    changed = from_environment({"PORCHLIGHT_MAIL_FROM": "chat@shop.example"})
    with patch.object(mail, "config", lambda: changed):
        yield


def read(written: Mail) -> EmailMessage:
    message = message_from_bytes(mail.message_of(written, written.to).as_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def a_mail(**fields: Any) -> Mail:
    return Mail(**{"to": TO, "subject": "Hello", "text": "Hi there\n", **fields})


@pytest.mark.parametrize(
    "name",
    [
        "Fern & Kettle",
        "Kettle, Fern and Sons",
        'The "Blue" Kettle',
        "Teehaus Müller, Köln",
        "茶屋",
        "Ann <ann@elsewhere.example>",
        "a@b.example",
        "Back\\slash; semicolon",
    ],
)
def test_a_display_name_arrives_as_it_is_and_the_address_stays_ours(name: str) -> None:
    [address] = read(a_mail(from_name=name))["From"].addresses
    assert (address.display_name, address.addr_spec) == (name, "chat@shop.example")


def test_without_a_name_the_sender_is_the_address_alone() -> None:
    assert read(a_mail())["From"] == "chat@shop.example"


@pytest.mark.parametrize("text", ["Grüße aus Köln", "茶は売り切れですか?", "🫖 " * 40, "one " * 300])
def test_a_subject_in_any_script_and_of_any_length_arrives_as_it_is(text: str) -> None:
    assert read(a_mail(subject=text))["Subject"] == text.strip() or read(a_mail(subject=text))["Subject"] == text


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "field",
    [
        lambda text: {"subject": text},
        lambda text: {"from_name": text},
        lambda text: {"reply_to": text},
        lambda text: {"to": text},
        lambda text: {"headers": {"List-Unsubscribe": text}},
    ],
    ids=["subject", "name", "reply to", "to", "header"],
)
def test_a_line_break_cannot_add_a_header(field: Any, line_break: str) -> None:
    """Raises whatever it is, but never writes the header."""
    written = a_mail(**field(f"a@b.example{line_break}Bcc: everyone@elsewhere.example"))
    with pytest.raises(Exception):  # noqa: B017, PT011
        mail.message_of(written, written.to).as_bytes()


def test_text_and_html_are_alternatives_and_the_text_comes_first() -> None:
    message = read(a_mail(text="Grüße, kettle\n", html="<p>Grüße, <b>kettle</b></p>"))
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert isinstance(plain, EmailMessage)
    assert isinstance(html, EmailMessage)
    assert plain.get_content().splitlines() == ["Grüße, kettle"]
    assert "<b>kettle</b>" in html.get_content()


def test_a_mail_without_html_is_plain_text() -> None:
    assert read(a_mail()).get_content_type() == "text/plain"


def test_no_line_is_longer_than_mail_servers_accept() -> None:
    written = a_mail(text="ü" * 5000 + "x" * 5000, html=f"<p>{'y' * 5000}</p>", subject="z" * 3000)
    lines = mail.message_of(written, TO).as_bytes().splitlines()
    assert max(map(len, lines)) <= 998


def test_headers_and_reply_to_are_set() -> None:
    message = read(a_mail(reply_to="reply-1@reply.shop.example", headers={"List-Unsubscribe": "<https://a.example/u>"}))
    assert message["Reply-To"] == "reply-1@reply.shop.example"
    assert message["List-Unsubscribe"] == "<https://a.example/u>"


def sending(error: Exception) -> None:
    class Client:
        def send_email(self, **parameters: Any) -> None:
            raise error

    with patch.object(mail, "client", Client):
        mail.send(a_mail())


def refused(code: str, status: int) -> ClientError:
    answer = {"Error": {"Code": code, "Message": "as SES says"}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(answer, "SendEmail")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "error",
    [
        refused("TooManyRequestsException", 429),
        refused("LimitExceededException", 400),
        refused("SendingPausedException", 400),
        refused("ThrottlingException", 400),
        refused("InternalServiceErrorException", 500),
        refused("Unknown", 503),
        EndpointConnectionError(endpoint_url="https://email.example"),
    ],
    ids=lambda error: getattr(error, "response", {}).get("Error", {}).get("Code", "out of reach"),
)
def test_what_passes_is_tried_later(error: Exception) -> None:
    with pytest.raises(TryLater):
        sending(error)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("MessageRejected", 400),
        ("MailFromDomainNotVerifiedException", 400),
        ("BadRequestException", 400),
        ("AccountSuspendedException", 400),
        ("AccessDeniedException", 403),
    ],
)
def test_what_does_not_pass_is_refused_with_the_reason(code: str, status: int) -> None:
    with pytest.raises(MailRefused, match="as SES says") as raised:
        sending(refused(code, status))
    assert raised.value.code == code


def test_mail_is_set_up_where_a_sender_is_given() -> None:
    assert mail.is_set_up()
    with patch.object(mail, "config", config):
        assert not mail.is_set_up()
