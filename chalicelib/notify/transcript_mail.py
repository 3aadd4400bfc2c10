"""The mail with the copy of a conversation: a short letter, and the conversation as a text file."""

from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from chalicelib.letter import Letter, Link
from chalicelib.mail import Mail, TextFile
from chalicelib.model import Conversation, Message, Site
from chalicelib.notify.answer_mail import HEADERS, unsubscribe_headers, unsubscribe_link

FILE = "conversation.txt"


def compose(site: Site, conversation: Conversation, log: list[Message], zone: str) -> Mail:
    letter = letter_of(site, conversation)
    return Mail(
        to=conversation.contact_email or "",
        subject=f"Your conversation with {site.name}",
        text=letter.as_text(),
        html=letter.as_html(),
        from_name=site.name,
        headers={**HEADERS, **unsubscribe_headers(conversation)},
        files=(TextFile(FILE, text_of(site, log, zone)),),
    )


def letter_of(site: Site, conversation: Conversation) -> Letter:
    stop = unsubscribe_link(conversation)
    return Letter(
        title=f"Your conversation with {site.name}",
        text="The attached file has everything that was written.",
        small=(
            f"You get this because somebody asked for it in the chat of {site.name} and entered this address. "
            "If it was not you, you need not do anything.",
            *([Link("Stop these e-mails", stop)] if stop else []),
        ),
    )


def is_shown(message: Message) -> bool:
    return message.is_message and bool(message.body or message.attachments)


def text_of(site: Site, log: list[Message], zone: str) -> str:
    """The same form as that of the file which the page makes (client/transcript/transcript.js)."""
    where = ZoneInfo(zone)

    def day_of(message: Message) -> date:
        return datetime.fromtimestamp(message.sent_at / 1000, where).date()

    parts = [f"{site.name}\nTimes are those of {zone}."]
    for day, messages in groupby(log, day_of):
        parts.append(f"{day:%A}, {day.day} {day:%B %Y}")
        parts += [entry(message, where) for message in messages]
    return "\n\n".join(parts) + "\n"


def entry(message: Message, where: ZoneInfo) -> str:
    at = datetime.fromtimestamp(message.sent_at / 1000, where)
    return f"{at:%H:%M} {message.sender_name}\n{message.in_words}"
