import email
from email import policy
from email.message import EmailMessage

import pytest

from chalicelib.mail_texts import LANGUAGES, texts_of
from chalicelib.model import MESSAGE_CHARACTERS
from chalicelib.notify.incoming import text
from chalicelib.notify.incoming.text import written_text

MARKER = texts_of("en").say("marker")

ADDRESS = "reply-abc@chat.shop.example"


def plain(content: str) -> EmailMessage:
    mail = EmailMessage()
    mail.set_content(content)
    return mail


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Yes, the blue one.\n", "Yes, the blue one."),
        ("Two lines\nand\n\n\n\nanother.\n", "Two lines\nand\n\nanother."),
        ("I need:\n- tea\n- a kettle\nthanks\n", "I need:\n- tea\n- a kettle\nthanks"),
        ("Sure\n\nSent from my iPhone\n\n> On 23 Nov 2026, at 10:00, Fern <x@y.example> wrote:\n> \n> Hello\n", "Sure"),
        ("Yes.\n-- \nAnna Smith\n\nOn Mon, Nov 23, 2026 at 10:00 AM Fern <x@y.example> wrote:\n> Hi\n", "Yes."),
        ("Ja gerne.\n\nAm Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Fern <x@y.example>:\n> Hallo\n", "Ja gerne."),
        (
            "Thanks!\n\nFrom: Fern <x@y.example>\nSent: Monday, November 23, 2026 10:00 AM\nTo: a@b.example\n\nHi",
            "Thanks!",
        ),
        ("On 23 Nov 2026, at 10:00, Fern wrote:\n> Hello\n\nI answer below.", "I answer below."),
        ("> which colour?\nBlue.\n> how many?\nTwo.", "Blue.\nTwo."),
        (f"Kyllä.\n\nma 23.11.2026 klo 10.00 Fern ({ADDRESS}) kirjoitti:\n\n> {MARKER}\n> Hei", "Kyllä."),
        ("Kyllä.\n\nma 23.11.2026 klo 10.00 Fern & Kettle (chat@shop.example) kirjoitti:\n\n> Hei", "Kyllä."),
        ("I wrote to\n\nchat@shop.example before.", "I wrote to\n\nchat@shop.example before."),
        ("Best regards", "Best regards"),
    ],
)
def test_quotes_and_signatures_are_cut(content: str, expected: str) -> None:
    assert written_text(plain(content), ADDRESS, "chat@shop.example") == expected


@pytest.mark.parametrize(
    "content", ["", "  \n\n", f"> {MARKER}\n> Hello", "> Hello\n> again", f"Fern ({ADDRESS}) kirjoitti:\n\n> Hei"]
)
def test_a_mail_without_its_own_text_gives_an_empty_text(content: str) -> None:
    assert written_text(plain(content), ADDRESS) == ""


def test_html_becomes_text_when_there_is_no_plain_text() -> None:
    mail = EmailMessage()
    mail.set_content(
        "<p>Yes, <b>two</b>:</p><ul><li>blue</li><li>red</li></ul><script>alert(1)</script>", subtype="html"
    )
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="order.pdf")
    found = written_text(mail, ADDRESS)
    assert found.startswith("Yes, two:")
    assert "blue" in found
    assert "alert" not in found


def test_plain_text_is_preferred_to_html() -> None:
    mail = plain("plain")
    mail.add_alternative("<p>rich</p>", subtype="html")
    assert written_text(mail, ADDRESS) == "plain"


def test_a_long_mail_is_cut_at_the_length_of_a_message_and_says_so() -> None:
    found = written_text(plain("word " * 5000), ADDRESS)
    assert len(found) <= MESSAGE_CHARACTERS
    assert found.endswith(text.CUT)


def test_control_characters_are_removed() -> None:
    mail = email.message_from_bytes(
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nHe\x00llo\x1b[31m", policy=policy.default
    )
    assert written_text(mail, ADDRESS) == "Hello[31m"


@pytest.mark.parametrize("charset", ["unknown-8bit", "x-made-up", "iso-8859-1"])
def test_an_unknown_character_set_loses_only_what_it_cannot_express(charset: str) -> None:
    raw = f"Content-Type: text/plain; charset={charset}\r\n\r\nTea ".encode() + b"caf\xe9"
    mail = email.message_from_bytes(raw, policy=policy.default)
    assert written_text(mail, ADDRESS).startswith("Tea caf")


@pytest.mark.parametrize("unit", ["\n", "\n \n", "On ", "From: a\n", "> ", "-", "Sent from my "])
def test_a_hostile_mail_is_read_in_bounded_time(unit: str) -> None:
    written_text(plain(unit * (10**6 // len(unit))), ADDRESS)  # without the limits it takes hours


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_what_is_below_the_marker_is_cut_off_in_every_language(language: str) -> None:
    marker = texts_of(language).say("marker")
    assert written_text(plain(f"Kiitos.\n\n> {marker}\n> Hei"), ADDRESS) == "Kiitos."
