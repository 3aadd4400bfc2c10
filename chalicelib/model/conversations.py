"""Conversations and their messages."""

from dataclasses import dataclass, replace
from typing import Literal

from chalicelib.model.attachments import Attachment
from chalicelib.model.bot import AskedBot, BotLine, BotState
from chalicelib.model.contexts import VisitorContext

Role = Literal["visitor", "admin"]
SenderType = Literal["visitor", "admin", "bot", "system"]
ConversationStatus = Literal["open", "closed"]
# text: a message. The others are quiet: they alert nobody, and move neither the preview nor the inbox.
EntryKind = Literal["text", "edited", "deleted", "closed", "reopened", "rated"]
ContactState = Literal["", "unsubscribed", "bounced", "complained"]  # why no mail is sent; "": mail is sent

VISITOR_NAME = "Visitor"  # until the site or the visitor gives another one
MESSAGE_CHARACTERS = 4000  # Unicode code points


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a conversation's log. `id` is its number there: 1, 2, 3 ... without holes.

    An edit changes its message's row as well, and a deletion empties it. So the row of a message always has the present
    text, and the entry (`edited`, `deleted`) tells pages that have read the message before. Only the last edit of a
    message has its text: `target` and `body` of the earlier ones are emptied.
    """

    conversation_id: str
    id: int
    client_id: str
    sender_type: SenderType
    sender_id: str
    sender_name: str
    body: str
    sent_at: int
    mail_id: str = ""  # of the mail that it arrived by; "": it was written in a page
    attachments: tuple[Attachment, ...] = ()
    bot: BotLine | None = None  # what it is to the bot; None: nothing
    kind: EntryKind = "text"
    target: int = 0  # the number of the message that an entry of another kind is about; 0: of none
    rating: int = 0  # of an entry of the kind `rated`: 1 to 5
    edited_by: int = 0  # of a message: the number of its last edit
    deleted: bool = False  # of a message: its text and its files are gone
    expires_at: int | None = None  # epoch seconds; None: never

    @property
    def is_message(self) -> bool:
        """Whether it is a message that somebody can read: no quiet entry, and not deleted."""
        return self.kind == "text" and not self.deleted

    @property
    def in_words(self) -> str:
        """The text with the names of the attachments, for previews and mails."""
        return in_words(self.body, self.attachments)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive messages that expire together, at `gone_at`: those after the stretch before, up to `last_id`.

    Later messages may join as long as `gone_at` stays at or before `latest`.
    """

    last_id: int
    gone_at: int
    latest: int


@dataclass(frozen=True, slots=True)
class Contact:
    """How the visitor can be reached, as the visitor gave it. Nobody has verified it."""

    name: str | None = None
    email: str | None = None
    state: ContactState = ""
    language: str = ""  # of the page that it was given on; "": unknown


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation's row. `last_id` is the number of its last message.

    `stored` is false before the first message: a visitor who only opens the widget has no row. Messages below
    `kept_from`, and those of expired stretches, are deleted or about to be.
    """

    id: str
    site_id: str
    visitor_id: str
    visitor_name: str
    verified_id: str | None = None
    visitor_email: str | None = None
    contact_email: str | None = None  # as the visitor gave it, for answers by mail
    reply_secret: str = ""  # of the address for answers by mail; "": none was sent yet
    contact_name: str | None = None  # as the visitor gave it
    contact_state: ContactState = ""
    contact_language: str = ""  # of the mails to it; "": the site's
    contact_secret: str = ""  # with which the mails' link ends them; "": there is no address
    mailed_id: int = 0  # the number up to which answers were sent by mail
    mailed_at: int = 0
    address_range: str | None = None  # from which the visitor wrote last
    language: str = ""  # of the browser that the visitor wrote on first: "de"; "": unknown
    stored: bool = True
    status: ConversationStatus = "open"
    closed_id: int = 0  # the number of the entry that closed it last; 0: it was never closed, or erased since
    closed_at: int = 0
    rated_id: int = 0  # the number of the rating of that closing; 0: there is none
    created_at: int = 0
    last_id: int = 0
    last_at: int = 0
    last_sender: SenderType = "visitor"
    preview: str = ""
    visitor_read: int = 0
    admin_read: int = 0
    bot: BotState = ""  # whether the bot takes part
    refilled_at: int = 0  # when the visitor may send as many messages at once as the site allows; past: now
    changed: str = ""  # sort key of the last change: its time, then the id
    version: str = ""  # random; another one after each write of the row, except of a read mark
    kept_from: int = 1
    stretches: tuple[Stretch, ...] = ()
    waiting_since: int = 0  # when the first message of the visitor came that no admin or bot has answered; 0: none
    assignee_id: str = ""  # of an admin; "": nobody
    tags: tuple[str, ...] = ()  # sorted
    snoozed_until: int = 0  # 0: not snoozed. A time in the past stays until the next message, for the inbox's order.
    links: tuple[str, ...] = ()  # ids of conversations of the same person, as an admin said; each names this one too
    desk_id: int = 0  # the last number of the desk log
    desk_from: int = 1  # as `kept_from` and `stretches`, of the desk log
    desk_stretches: tuple[Stretch, ...] = ()
    expires_at: int | None = None  # epoch seconds; None: never

    def first_id(self, now: int) -> int:
        """The number of the first message that can be read: `last_id + 1` if none can. It only grows."""
        return first_kept(self.kept_from, self.stretches, now)

    def first_desk_id(self, now: int) -> int:
        """As `first_id`, of the desk log."""
        return first_kept(self.desk_from, self.desk_stretches, now)

    def with_mark(self, role: Role, id: int) -> "Conversation":
        """The conversation after this side has read up to `id`."""
        return replace(self, admin_read=id) if role == "admin" else replace(self, visitor_read=id)

    def has_read_all(self, role: Role, now: int) -> bool:
        """Whether this side's mark is at the end. Deleted messages count as read."""
        mark = self.admin_read if role == "admin" else self.visitor_read
        return max(mark, self.first_id(now) - 1) >= self.last_id

    @property
    def shown_name(self) -> str:
        """The name that the site gave, or else the one that the visitor gave."""
        return (self.visitor_name == VISITOR_NAME and self.contact_name) or self.visitor_name

    @property
    def contact(self) -> "Contact":
        return Contact(self.contact_name, self.contact_email, self.contact_state)

    @property
    def read_by_admins(self) -> int:
        """The number up to which admins have read. Erased messages count as read."""
        return max(self.admin_read, self.kept_from - 1)

    @property
    def unread(self) -> bool:
        """Whether there is a message that no admin has read."""
        return self.last_id > self.read_by_admins

    @property
    def has_messages(self) -> bool:
        """Whether some were not erased. They may have expired."""
        return self.last_id >= self.kept_from

    def is_snoozed(self, now: int) -> bool:
        return self.snoozed_until > now

    @property
    def latest_at(self) -> str:
        """Sort key of the inbox: the time of the last message or, if that is later, of the end of the snooze; then the
        id. Reading does not change it. A snoozed conversation sorts into the future, and comes back by time alone."""
        return f"{max(self.last_at, self.snoozed_until):013d}#{self.id}"


def first_kept(kept_from: int, stretches: tuple[Stretch, ...], now: int) -> int:
    return max([kept_from, *(each.last_id + 1 for each in stretches if each.gone_at <= now)])


@dataclass(frozen=True, slots=True)
class Draft:
    """A message, or an entry of another kind, before it has a number."""

    client_id: str
    body: str
    after: int  # the sender's cursor when the message was written
    sender_type: SenderType
    sender_id: str
    sender_name: str
    mail_id: str = ""
    contact: Contact | None = None  # that a visitor gave with it
    context: VisitorContext | None = None  # that a visitor's page sent with it
    upload_ids: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()  # the uploads, once they are checked
    bot: AskedBot | None = None  # None: the bot does not answer it
    kind: EntryKind = "text"
    target: int = 0
    rating: int = 0


def in_words(body: str, attachments: tuple[Attachment, ...]) -> str:
    return "\n".join([*([body] if body else []), *(f"[{each.name}]" for each in attachments)])
