"""The bot: it answers visitors' questions from the site's FAQ, at once, until a person is needed.

Its line is stored in the transaction of the message that it answers, under the next number: the log has both or
neither, and a retry of the message finds both. What it has answered does not wait for the team: the team's read mark
moves with it, so that the conversation is not unread, and nobody is alerted.

It takes part from the first message on. It leaves when the visitor asks for a person, when it has no answer, or when an
admin writes, and does not come back to that log.
"""

import dataclasses
import hashlib

from chalicelib.chat import retention
from chalicelib.chat.entries import preview_of
from chalicelib.model import BotLine, Conversation, Draft, Message, Site
from chalicelib.model.faq import Faq
from chalicelib.storage import faqs, messages, sites

SENDER_ID = "bot"


def joined(
    before: Conversation, draft: Draft, message: Message, grown: Conversation, days: int
) -> tuple[Message, Conversation, tuple[Message, ...]]:
    """Returns the message, the conversation as it will be, and the bot's line after the message, if it has one."""
    if message.sender_type == "admin":
        return message, dataclasses.replace(grown, bot="off" if before.bot else ""), ()
    empty = before.first_id(message.sent_at) > before.last_id
    if before.bot == "off" and not empty:
        return message, grown, ()
    asked_for_person = draft.bot is not None and draft.bot.person
    line = None
    if not asked_for_person and (empty or before.bot == "on"):
        line = reply(before.site_id, draft, message)
    if line is None:
        waits = asked_for_person or (before.bot == "on" and not empty)
        if not waits:
            return message, dataclasses.replace(grown, bot="" if empty else before.bot), ()
        return dataclasses.replace(message, bot=BotLine("person")), dataclasses.replace(grown, bot="person"), ()
    return message, with_line(before, grown, line, days), (line,)


def reply(site_id: str, draft: Draft, message: Message) -> Message | None:
    """The bot's line about a message. None: it has no answer."""
    site = sites.recent(site_id) if draft.bot and not message.attachments else None
    faq = faqs.in_use(site) if site else None
    if site is None or faq is None or draft.bot is None:
        return None
    from chalicelib.chat import faq_matching  # most sites have no FAQ

    languages = faq.languages(draft.bot.language, site.language)
    chosen = next((entry for entry in faq.entries if entry.id == draft.bot.question), None)
    text = chosen.text_in(languages) if chosen else None
    if text:
        return line_after(message, site, faq, text.answer, BotLine("answer"))
    found = faq_matching.matching(faq, message.body, languages)
    if len(found) == 1:
        return line_after(message, site, faq, found[0][1].answer, BotLine("answer"))
    if found:
        choices = faq_matching.choices(found)
        offered = "\n".join(f"- {choice.question}" for choice in choices)
        return line_after(message, site, faq, offered, BotLine("offer", choices))
    return None


def line_after(message: Message, site: Site, faq: Faq, body: str, what: BotLine) -> Message:
    team = (site.look.team_name if site.look else "") or site.name
    return dataclasses.replace(
        message,
        id=message.id + 1,
        client_id=client_id(message),
        sender_type="bot",
        sender_id=SENDER_ID,
        sender_name=faq.name or team,
        body=body,
        mail_id="",
        bot=what,
    )


def with_line(before: Conversation, grown: Conversation, line: Message, days: int) -> Conversation:
    """The inbox shows an answer as the last message; while the bot only asks, the visitor's."""
    grown = dataclasses.replace(grown, last_id=line.id, bot="on")
    if line.bot and line.bot.kind == "answer":
        preview = preview_of(line.body)
        grown = dataclasses.replace(grown, last_sender="bot", preview=preview, admin_read=line.id, waiting_since=0)
    return retention.with_message(grown, before, line, days)


def stored_line(message: Message, conversation: Conversation) -> Message | None:
    """The line that was stored with a message: the same for every retry."""
    if message.sender_type != "visitor" or not conversation.bot or message.id >= conversation.last_id:
        return None
    following = messages.after(conversation.id, message.id, 1)
    return following[0] if following and following[0].client_id == client_id(message) else None


def client_id(message: Message) -> str:
    """Differs from every client id of a page, and is the same for every attempt."""
    return f"bot-{hashlib.sha256(message.client_id.encode()).hexdigest()[:24]}"
