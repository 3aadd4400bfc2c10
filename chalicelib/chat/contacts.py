"""How a visitor can be reached: a name and an e-mail address, as the visitor gave them or an admin corrected them.

Nobody has verified them.

The address gets answers that the visitor has not read. It is stored with the conversation, and erased with it.
"""

import dataclasses

from chalicelib import audit, events
from chalicelib.chat import conversations
from chalicelib.chat.append import attempts
from chalicelib.chat.entries import next_change, of_contact
from chalicelib.errors import Busy, ContactTooEarly, TooManyContactChanges
from chalicelib.identity.text import same_secret
from chalicelib.model import AdminCaller, Contact, ContactState, Conversation, VisitorCaller, now_ms
from chalicelib.realtime import fanout
from chalicelib.storage import conversations as rows
from chalicelib.storage import counters

CHANGES_AN_HOUR = 20
HOUR = 3600
LASTING: set[ContactState] = {"unsubscribed", "complained"}  # the visitor's wish; a bounce is only the address's


def change(caller: VisitorCaller, contact: Contact) -> Conversation:
    """Stores the contact of the caller's conversation in place of the earlier one, and shows it to the admins.

    An address that is given again gets mail again. Raises `ContactTooEarly` before the first message,
    `TooManyContactChanges`, or `Busy`.
    """
    from chalicelib.search import people  # few calls need it

    counted = False
    for _ in attempts():
        conversation = conversations.load(caller, caller.conversation_id)
        if not conversation.stored:
            raise ContactTooEarly()
        changed = dataclasses.replace(conversation, **of_contact(conversation, contact))
        if changed == conversation:
            people.index(conversation)  # an earlier call may have stored the contact, and no more
            return conversation
        if not counted:
            count_change(conversation)
            counted = True
        if stored := store(conversation, changed):
            push(stored)
            people.index(stored)
            return stored
    raise Busy()


def correct(caller: AdminCaller, conversation_id: str, contact: Contact, address: str) -> Conversation:
    """Stores what an admin knows of the visitor, in place of the earlier contact, and shows it to the other admins.

    A visitor who wanted no more mail gets none at another address either: only the visitor can have it sent again.
    Raises `ConversationNotFound` or `Busy`.
    """
    from chalicelib.search import people  # few calls need it

    for _ in attempts():
        before = conversations.load(caller, conversation_id)
        keeps = before.contact_state in LASTING or before.contact_email == contact.email
        given = dataclasses.replace(contact, state=before.contact_state if keeps else "")
        changed = dataclasses.replace(before, **of_contact(before, given))
        if changed == before:
            people.index(before)  # an earlier call may have stored the contact, and no more
            return before
        if stored := store(before, changed):
            audit.record(
                caller.site_id,
                caller.id,
                "contact.corrected",
                conversation_id,
                address,
                name=stored.contact_name != before.contact_name,
                email=stored.contact_email != before.contact_email,
            )
            push(stored)
            people.index(stored)
            return stored
    raise Busy()


def stop(conversation_id: str, state: ContactState, secret: str | None = None) -> bool:
    """Stores why a conversation's address gets no more mail. With a secret, only if it is that of the address.

    Returns whether the address gets none now. Raises `Busy`.
    """
    for _ in attempts():
        conversation = rows.get(conversation_id)
        if conversation is None or not conversation.contact_email:
            return False
        if secret is not None and not same_secret(conversation.contact_secret, secret):
            return False
        if conversation.contact_state:
            return True
        if stored := store(conversation, dataclasses.replace(conversation, contact_state=state)):
            push(stored)
            return True
    raise Busy()


def store(conversation: Conversation, changed: Conversation) -> Conversation | None:
    """None: the conversation has changed meanwhile."""
    return rows.replace(conversation, dataclasses.replace(changed, changed=next_change(conversation, now_ms())))


def push(stored: Conversation) -> None:
    """Sends the event of a changed contact to the admins. Its entry of the audit log is written before."""
    fanout.publish([events.admins_audience(stored.site_id)], events.contact_changed(stored))


def count_change(conversation: Conversation) -> None:
    now = now_ms() // 1000
    if not counters.count(f"contact#{conversation.id}#{now // HOUR}", CHANGES_AN_HOUR, now + HOUR):
        raise TooManyContactChanges(retry_after=HOUR - now % HOUR)
