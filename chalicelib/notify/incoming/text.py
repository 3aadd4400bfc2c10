"""The text that a visitor wrote in a mail: without HTML, without what it quotes, without the signature."""

import re
from collections.abc import Iterable
from email.message import EmailMessage, MIMEPart
from itertools import takewhile

import html2text
from mailparser_reply import EmailMessage as Replies
from mailparser_reply.constants import MAIL_LANGUAGES

from chalicelib import mail_texts
from chalicelib.model import MESSAGE_CHARACTERS

SEARCHED_CHARACTERS = 8_000  # the parser's time grows with the square
HTML_CHARACTERS = 200_000
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
CUT = "\n\n[The mail is longer. Its original has the rest.]"


def written_text(mail: EmailMessage, *own_addresses: str) -> str:
    """Returns "" if the mail has no text of its own. The result is a valid message of at most 4,000 characters.

    `own_addresses`: from which the visitor got the mail, and to which this one was sent.
    """
    whole = squeezed(UNPRINTABLE.sub("", body_of(mail)))
    # The first line of every mail to which a visitor may answer: mail programs quote it, whatever their language.
    markers = mail_texts.in_every_language("marker")
    above = "\n".join(takewhile(lambda line: not any(each in line for each in markers), whole.split("\n")))
    own = without_header(latest(above[:SEARCHED_CHARACTERS]), own_addresses)
    return own if len(own) <= MESSAGE_CHARACTERS else own[: MESSAGE_CHARACTERS - len(CUT)].rstrip() + CUT


def body_of(mail: EmailMessage) -> str:
    """The plain text, or the HTML as text. Attachments are not read."""
    plain, rich = mail.get_body(("plain",)), mail.get_body(("html",))
    if plain is not None and (text := content_of(plain)).strip():
        return text
    return text_of_html(content_of(rich)) if rich is not None else ""


def content_of(part: MIMEPart) -> str:
    """Decodes a part. An unknown or wrong character set loses no more than the characters it cannot express."""
    raw = part.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else b""
    try:
        return content.decode(part.get_content_charset("utf-8"), errors="replace")
    except LookupError:
        return content.decode("utf-8", errors="replace")


def text_of_html(content: str) -> str:
    converter = html2text.HTML2Text(bodywidth=0)
    converter.ignore_images = True
    converter.ignore_emphasis = True
    converter.ignore_tables = True
    converter.unicode_snob = True
    converter.use_automatic_links = True
    return converter.handle(content[:HTML_CHARACTERS])


def latest(text: str) -> str:
    """The newest reply of a thread without signature and quoted lines, also one that is written below the quotes."""
    replies = Replies(text=text, languages=[*MAIL_LANGUAGES], keep_hyphen_lists=True).read().replies
    if not replies:
        return ""
    newest = replies[0].body or replies[0].content
    return "\n".join(line for line in newest.split("\n") if not line.startswith(">")).strip()


def without_header(text: str, own_addresses: Iterable[str]) -> str:
    """Removes a last paragraph that names our address and ends with a colon: the line above a quote, in a language that
    the parser does not know."""
    head, _, last = text.rpartition("\n\n")
    names_us = any(address.lower() in last.lower() for address in own_addresses if address)
    return head.strip() if names_us and last.endswith(":") else text


def squeezed(text: str) -> str:
    """At most one blank line at a time, and no spaces at the ends of lines."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    kept = [line for line, before in zip(lines, ["", *lines[:-1]], strict=True) if line or before]
    return "\n".join(kept).strip()
