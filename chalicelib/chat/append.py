"""Append: exactly once, without holes, in commit order.

A writer places `client_id` at position p only after it has read every committed position in (after, p) without
finding it, and position p is won by one writer. So of two attempts with one `client_id` only one can win, whatever
the interleaving; and n+1 is tried only after n is known to be committed, so no hole is ever permanent. Positions that
retention or erasure has deleted cannot be read, so a writer whose cursor lies before them is refused.
"""

import dataclasses
import random
import secrets
import time
from collections.abc import Iterator

from chalicelib import metrics
from chalicelib.chat import conversations, limits, retention
from chalicelib.errors import Busy, CursorAhead, CursorBehind
from chalicelib.identity.addresses import range_of
from chalicelib.metrics import Metric
from chalicelib.model import Caller, Contact, Conversation, Draft, Message, Role, VisitorCaller, now_ms
from chalicelib.storage import messages, sites
from chalicelib.storage.messages import Changed, LostRace

ATTEMPTS = 8
PAUSE_SECONDS = 0.02  # before the second attempt at most; doubled for each further one, with full jitter
PATIENCE_SECONDS = 5  # no attempt starts later: eight attempts on a slow store would exceed API Gateway's 29 seconds
PREVIEW_CHARACTERS = 120
SIDES: tuple[Role, Role] = ("visitor", "admin")
LOOK_BACK = 1000  # most numbers that are read to find a retry, which limits the cost of a send


def append(caller: Caller, conversation_id: str, draft: Draft) -> tuple[Message, Conversation, bool]:
    """Returns the stored message, its conversation, and whether this call stored it (a retry finds it stored).

    A stored message is found before limits are checked, so that it is acknowledged however many were sent since.

    Raises `ConversationNotFound`, `CursorAhead`, `CursorBehind`, `TooManyMessages`, `TooManyConversations`, what
    `uploads.checked` and `changes.of_target` raise, or `Busy` under contention or if the store was busy: retrying is
    safe.
    """
    searched_up_to = draft.after
    counted = False
    in_doubt = False
    for attempt in attempts():
        if attempt:
            metrics.count(Metric.APPEND_RETRIES)
        try:
            conversation = conversations.load(caller, conversation_id)
            if draft.after > conversation.last_id:
                raise CursorAhead("after")
            deleted = conversation.first_id(now_ms()) - 1
            above = max(searched_up_to, deleted)
            if conversation.last_id - above > LOOK_BACK:
                raise CursorBehind("after")
            stored = messages.find(conversation.id, draft, above, conversation.last_id)
            if stored:
                return stored, conversation, False
            if searched_up_to < deleted:
                # The message may have been stored among the deleted numbers, even by an earlier attempt of this call.
                raise Busy() if in_doubt else CursorBehind("after")
            searched_up_to = conversation.last_id
            if draft.upload_ids and not draft.attachments:
                draft = with_attachments(draft, conversation)
            days = retention_days(conversation.site_id)
            message, grown = next_of(conversation, draft, days)
            lines: tuple[Message, ...] = ()
            if draft.kind == "text" and (draft.bot or conversation.bot):
                message, grown, lines = with_bot(conversation, draft, message, grown, days)
            grown = limits.take_message(caller, with_visitor(caller, grown, draft.contact), message.sent_at)
            changed: tuple[Changed, ...] = ()
            if draft.kind in ("edited", "deleted"):
                from chalicelib.chat import changes  # few entries change a message

                message, grown, changed = changes.of_target(caller, conversation, message, grown)
            elif draft.kind != "text":
                from chalicelib.chat import closing

                message, grown, changed = closing.of_entry(conversation, draft, message, grown)
            if not conversation.stored and not counted:
                limits.count_conversation(caller)
                counted = True
            in_doubt = True
            messages.place(message, grown, previous=conversation, changed=changed, also=lines, context=draft.context)
            return message, grown, True
        except (LostRace, Busy):
            continue
    raise Busy()


def with_attachments(draft: Draft, conversation: Conversation) -> Draft:
    from chalicelib.chat import uploads  # few messages have attachments

    return dataclasses.replace(draft, attachments=uploads.checked(conversation, draft.upload_ids))


def with_bot(
    conversation: Conversation, draft: Draft, message: Message, grown: Conversation, days: int
) -> tuple[Message, Conversation, tuple[Message, ...]]:
    from chalicelib.chat import bot  # few conversations have one

    return bot.joined(conversation, draft, message, grown, days)


def retention_days(site_id: str) -> int:
    site = sites.recent(site_id)
    return site.retention_days if site else 0


def next_of(conversation: Conversation, draft: Draft, days: int) -> tuple[Message, Conversation]:
    """Returns the entry with the next number, and the conversation as it will be with that entry."""
    now = now_ms()
    message = Message(
        conversation_id=conversation.id,
        id=conversation.last_id + 1,
        client_id=draft.client_id,
        sender_type=draft.sender_type,
        sender_id=draft.sender_id,
        sender_name=draft.sender_name,
        body=draft.body,
        sent_at=now,
        mail_id=draft.mail_id,
        attachments=draft.attachments,
        kind=draft.kind,
        target=draft.target,
        rating=draft.rating,
        expires_at=retention.expires_at(now, days),
    )
    grown = dataclasses.replace(
        conversation,
        stored=True,
        created_at=conversation.created_at or now,
        last_id=message.id,
        changed=next_change(conversation, now),
    )
    if draft.kind == "text":
        grown = dataclasses.replace(
            grown,
            last_at=now,
            last_sender=message.sender_type,
            preview=preview_of(message.in_words),
            status="open" if message.sender_type in SIDES else grown.status,
        )
        grown = answered_or_waiting(grown, message)
    # A sender who had received every message has read them all. Otherwise the mark stays until the page moves it.
    if draft.after == conversation.last_id:
        grown = grown.with_mark("admin" if draft.sender_type == "admin" else "visitor", message.id)
    if draft.kind != "text":
        for side in SIDES:  # nobody has to read a quiet entry
            if conversation.has_read_all(side, now):
                grown = grown.with_mark(side, message.id)
    return message, retention.with_message(grown, conversation, message, days)


def answered_or_waiting(grown: Conversation, message: Message) -> Conversation:
    """A visitor's message ends a snooze, and the visitor waits from the first one on that nobody has answered. Any
    other message answers it. It also clears a snooze that has ended: the message is later in the inbox's order."""
    if message.sender_type == "visitor":
        since = grown.waiting_since or message.sent_at
        return dataclasses.replace(grown, waiting_since=since, snoozed_until=0)
    ended = not grown.is_snoozed(message.sent_at)
    return dataclasses.replace(grown, waiting_since=0, snoozed_until=0 if ended else grown.snoozed_until)


def preview_of(text: str) -> str:
    return " ".join(text.split())[:PREVIEW_CHARACTERS]


def with_visitor(caller: Caller, grown: Conversation, contact: Contact | None) -> Conversation:
    """Stores the visitor's address range, language and contact, and the name, e-mail address and id of a verified
    visitor."""
    if not isinstance(caller, VisitorCaller):
        return grown
    grown = dataclasses.replace(
        grown, address_range=range_of(caller.address) or None, language=grown.language or caller.language
    )
    given = (contact.name, contact.email) if contact else (None, None)
    if contact and given not in ((None, None), (grown.contact_name, grown.contact_email)):
        grown = with_contact(grown, contact)
    if caller.verified_id is None:
        return grown
    return dataclasses.replace(
        grown, visitor_name=caller.name, visitor_email=caller.email, verified_id=caller.verified_id
    )


def with_contact(conversation: Conversation, contact: Contact) -> Conversation:
    """With an address comes a secret, which the links in its mails contain. Another address has another secret, so that
    links in mails to the earlier address end."""
    same = contact.email == conversation.contact_email and conversation.contact_secret
    secret = conversation.contact_secret if same else secrets.token_urlsafe(18)
    return dataclasses.replace(
        conversation,
        contact_name=contact.name,
        contact_email=contact.email,
        contact_state=contact.state,
        contact_language=contact.language or conversation.contact_language,
        contact_secret=secret if contact.email else "",
        reply_secret=conversation.reply_secret if same else "",
    )


def next_change(conversation: Conversation, now: int) -> str:
    """The sort key of a change made now: always above the previous one, even if this machine's clock is behind."""
    previous = int(conversation.changed.partition("#")[0] or 0)
    return f"{max(now, previous + 1):013d}#{conversation.id}"


def attempts() -> Iterator[int]:
    started = time.monotonic()
    for attempt in range(ATTEMPTS):
        if time.monotonic() - started > PATIENCE_SECONDS:
            return
        if attempt:
            time.sleep(random.uniform(0, PAUSE_SECONDS * 2 ** (attempt - 1)))
        yield attempt
