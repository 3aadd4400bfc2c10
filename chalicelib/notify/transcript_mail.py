"""The mail with the copy of a conversation: a short letter, and the conversation as a text file."""

from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from chalicelib.letter import Letter, Link
from chalicelib.mail import Mail, TextFile
from chalicelib.mail_texts import Texts
from chalicelib.model import Conversation, Message, Site
from chalicelib.notify.answer_mail import HEADERS, texts_of, unsubscribe_headers, unsubscribe_link

FILE = "conversation.txt"


def compose(site: Site, conversation: Conversation, log: list[Message], zone: str) -> Mail:
    texts = texts_of(site, conversation)
    letter = letter_of(site, conversation, texts)
    return Mail(
        to=conversation.contact_email or "",
        subject=texts.say("transcript", site=site.name),
        text=letter.as_text(),
        html=letter.as_html(),
        from_name=site.name,
        headers={**HEADERS, **unsubscribe_headers(conversation, texts)},
        files=(TextFile(FILE, text_of(site, log, zone, texts)),),
    )


def letter_of(site: Site, conversation: Conversation, texts: Texts) -> Letter:
    stop = unsubscribe_link(conversation, texts)
    return Letter(
        title=texts.say("transcript", site=site.name),
        text=texts.say("file"),
        small=(
            texts.say("asked", site=site.name),
            *([Link(texts.say("stop"), stop)] if stop else []),
        ),
        language=texts.language,
        direction=texts.direction,
    )


def is_shown(message: Message) -> bool:
    return message.is_message and bool(message.body or message.attachments)


def text_of(site: Site, log: list[Message], zone: str, texts: Texts) -> str:
    """The same form as that of the file which the page makes (client/transcript/transcript.js).

    Python has no names of days and months in other languages, so that days are numbers there.
    """
    where = ZoneInfo(zone)

    def day_of(message: Message) -> date:
        return datetime.fromtimestamp(message.sent_at / 1000, where).date()

    parts = [f"{site.name}\n{texts.say('times', zone=zone)}"]
    for day, messages in groupby(log, day_of):
        parts.append(f"{day:%A}, {day.day} {day:%B %Y}" if texts.language == "en" else day.isoformat())
        parts += [entry(message, where) for message in messages]
    return "\n\n".join(parts) + "\n"


def entry(message: Message, where: ZoneInfo) -> str:
    at = datetime.fromtimestamp(message.sent_at / 1000, where)
    return f"{at:%H:%M} {message.sender_name}\n{message.in_words}"
