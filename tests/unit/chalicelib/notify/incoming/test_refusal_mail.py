"""What a visitor reads whose answer by mail could not be stored."""

import dataclasses

import pytest

from chalicelib.mail_texts import LANGUAGES
from chalicelib.model import Conversation, Site
from chalicelib.notify.incoming import refusal_mail
from chalicelib.notify.incoming.refusal_mail import Reason

SITE = Site("default", "Fern & Kettle", "pl_default_1", ("https://shop.example",), "Hello!")
ASKED = Conversation("c_1", "default", "v_1", "Anna", contact_email="anna@mail.example")
ADDRESS = "c_1@reply.shop.example"


@pytest.mark.parametrize("language", sorted(LANGUAGES - {"en"}))
def test_it_has_no_english_line_in_another_language(language: str) -> None:
    lines: set[str] = set()
    reasons: tuple[Reason, ...] = ("too_large", "no_text")
    for reason in reasons:
        own = dataclasses.replace(ASKED, contact_language="pt-PT" if language == "pt" else language)
        mail = refusal_mail.compose(SITE, own, reason, ADDRESS, "")
        english = refusal_mail.compose(SITE, ASKED, reason, ADDRESS, "")
        assert mail.subject != english.subject
        assert set(mail.text.splitlines()) & set(english.text.splitlines()) == {""}
        assert f'<html lang="{language}"' in mail.html
        assert "{" not in mail.text
        lines |= set(mail.text.splitlines())
    assert len(lines) == 7  # the marker, the subject, what happened, two reasons, the request, and an empty line


def test_it_names_the_mail_that_it_answers_and_says_why_line_by_line() -> None:
    mail = refusal_mail.compose(SITE, ASKED, "too_large", ADDRESS, "<1@mail.example>")
    assert (mail.to, mail.reply_to) == ("anna@mail.example", ADDRESS)
    assert mail.headers == {"Auto-Submitted": "auto-replied", "In-Reply-To": "<1@mail.example>"}
    assert "It is larger than 10 MB.<br>Please write again." in mail.html
