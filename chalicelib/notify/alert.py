"""What an alert says, the same by every channel, in the language of whoever reads it."""

from dataclasses import dataclass

from chalicelib.config import config
from chalicelib.identity.text import cut, single_line
from chalicelib.mail_texts import Texts
from chalicelib.model import VISITOR_NAME, Conversation, Site
from chalicelib.model.desk import DeskEntry
from chalicelib.notify.waiting import Waiting

PREVIEW_CHARACTERS = 500
NAME_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Alert:
    """A visitor, or several of them, whose messages no admin has read; or a note that mentions the admin.

    A mention has no text of the note: it goes through other people's servers, and is shown on locked screens.

    A digest has no single conversation: `conversation_id`, `visitor_name` and `preview` are "". `conversations` says
    how many wait, and `parts` has an alert for each.
    """

    id: str  # the same for every channel and every attempt: what a channel's claims begin with
    site: Site
    conversation_id: str
    visitor_name: str
    preview: str  # the beginning of what the visitor wrote, up to 500 characters, lines separated by "\n"
    waiting_since: int  # when the first unread message was sent
    messages: int  # unread ones of visitors
    conversations: int = 1
    parts: tuple["Alert", ...] = ()
    more: bool = False  # even more conversations are waiting
    mentioned_by: str = ""  # a colleague, in a note about the conversation; "": a visitor waits

    @property
    def is_digest(self) -> bool:
        return self.conversations > 1

    def title(self, texts: Texts) -> str:
        if self.mentioned_by and self.is_nameless:
            return texts.say("mentioned_about_visitor", name=self.mentioned_by)
        if self.mentioned_by:
            return texts.say("mentioned", name=self.mentioned_by, visitor=self.visitor_name)
        if self.is_digest:
            shown = f"{self.conversations}+" if self.more else ""
            return texts.count("waiting_many", self.conversations, shown)
        return texts.say("waiting", name=self.visitor(texts))

    def visitor(self, texts: Texts) -> str:
        return texts.say("visitor") if self.is_nameless else self.visitor_name

    @property
    def is_nameless(self) -> bool:
        return self.visitor_name == VISITOR_NAME

    @property
    def link(self) -> str | None:
        """To the conversation in the dashboard, or to the inbox. None where the dashboard's address is not known."""
        return config().dashboard_link(f"c/{self.conversation_id}" if self.conversation_id else "")


def of(site: Site, waiting: Waiting) -> Alert:
    conversation = waiting.conversation
    return Alert(
        id=f"alert/{conversation.id}/{conversation.read_by_admins}",
        site=site,
        conversation_id=conversation.id,
        visitor_name=single_line(conversation.shown_name, NAME_CHARACTERS),
        preview=preview(waiting),
        waiting_since=waiting.since,
        messages=len(waiting.messages),
    )


def digest(id: str, alerts: list[Alert], more: bool = False) -> Alert:
    """One alert for several conversations. For a single one it is that conversation's own alert."""
    if len(alerts) == 1:
        return alerts[0]
    return Alert(
        id=id,
        site=alerts[0].site,
        conversation_id="",
        visitor_name="",
        preview="",
        waiting_since=min(each.waiting_since for each in alerts),
        messages=sum(each.messages for each in alerts),
        conversations=len(alerts),
        parts=tuple(alerts),
        more=more,
    )


def mention(site: Site, conversation: Conversation, note: DeskEntry) -> Alert:
    return Alert(
        id=f"mention/{conversation.id}/{note.id}",
        site=site,
        conversation_id=conversation.id,
        visitor_name=single_line(conversation.shown_name, NAME_CHARACTERS),
        preview="",
        waiting_since=note.sent_at,
        messages=0,
        mentioned_by=single_line(note.author_name, NAME_CHARACTERS),
    )


def preview(waiting: Waiting) -> str:
    text = "\n".join(message.in_words.strip() for message in waiting.messages)
    return text if len(text) <= PREVIEW_CHARACTERS else f"{cut(text, PREVIEW_CHARACTERS - 1).rstrip()}…"
