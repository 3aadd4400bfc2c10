"""What the mailbox shows of a mail. Every text here comes from outside: `pages.py` escapes all of it."""

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal

from devtools.local_run.mailbox.mails import StoredMail

SNIPPET_CHARACTERS = 140


@dataclass(frozen=True, slots=True)
class Letter:
    mail: StoredMail
    subject: str
    sender: str
    to: str
    reply_to: str
    text: str
    html: str
    headers: list[tuple[str, str]]

    @property
    def snippet(self) -> str:
        return " ".join(self.text.split())[:SNIPPET_CHARACTERS]

    def matches(self, words: str) -> bool:
        """Whether every word is in the subject, an address or the text."""
        searched = f"{self.subject}\n{self.sender}\n{self.to}\n{' '.join(self.mail.recipients)}\n{self.text}".lower()
        return all(word in searched for word in words.lower().split())


def letter(mail: StoredMail) -> Letter:
    message = mail.message()
    return Letter(
        mail=mail,
        subject=header(message, "Subject"),
        sender=header(message, "From"),
        to=header(message, "To") or ", ".join(mail.recipients),
        reply_to=header(message, "Reply-To"),
        text=part(message, "plain"),
        html=part(message, "html"),
        headers=[(name, str(value)) for name, value in message.items()],
    )


def header(message: EmailMessage, name: str) -> str:
    return str(message[name] or "")


def part(message: EmailMessage, kind: Literal["plain", "html"]) -> str:
    """The first part of this kind; "" if there is none, or if its charset is unknown."""
    body = message.get_body((kind,))
    if not isinstance(body, EmailMessage):
        return ""
    try:
        return str(body.get_content())
    except LookupError:
        return ""
