"""The headers with which mail programs offer to unsubscribe (RFC 8058), as they are on the wire."""

import re

from chalicelib import mail
from chalicelib.storage import conversations
from tests.api_client import Api
from tests.integration.background import Background
from tests.integration.notify.answered import EMAIL, Answered

HEADER = re.compile(rb"^List-Unsubscribe: <(https://[^>\s]+)>\r\n(?=\S)", re.MULTILINE)


def test_the_address_is_on_one_line_and_not_encoded(work: Background) -> None:
    address = f"https://abc123def4.execute-api.eu-central-1.amazonaws.com/api/chatbot/unsubscribe/c_x/{'k' * 300}"
    headers = {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    raw = mail.message_of(mail.Mail("ana@home.example", "S" * 200, "Hello", headers=headers), EMAIL).as_bytes()
    found = HEADER.search(raw)
    assert found
    assert found[1].decode() == address
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw
    assert max(map(len, raw.splitlines())) < 998  # RFC 5322


def test_the_other_headers_are_folded(work: Background) -> None:
    raw = mail.message_of(mail.Mail("ana@home.example", "a kettle " * 30, "Hello"), EMAIL).as_bytes()
    assert max(map(len, raw.splitlines())) <= 78


def test_a_visitors_mail_program_ends_the_mails_by_the_header_alone(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes, we have three.", after=1)
    (sent,) = scene.minutes(3)
    found = re.fullmatch(r"<https://api\.example/api(/chatbot/unsubscribe/\S+)>", str(sent["List-Unsubscribe"]))
    assert found
    form = "application/x-www-form-urlencoded"
    assert Api(origin=None).post(found[1], b"List-Unsubscribe=One-Click", content_type=form).status == 200
    assert scene.contact()["state"] == "unsubscribed"
    scene.answer("And two red ones.", after=2)
    assert scene.minutes(60) == [sent]
    row = conversations.get(scene.id)
    assert row
    assert row.contact_email == EMAIL
