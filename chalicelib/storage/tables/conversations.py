"""Conversations with their indexes, messages, and blocks."""

from pynamodb.attributes import BooleanAttribute, ListAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.storage.attributes import AttachmentsAttribute, BotLineAttribute, StretchesAttribute
from chalicelib.storage.database import Row


class InboxIndex(GlobalSecondaryIndex["ConversationRow"]):  # type: ignore[no-untyped-call]
    """A site's conversations by their last change."""

    class Meta:
        index_name = "inbox"
        projection = AllProjection()

    site_id = UnicodeAttribute(hash_key=True)
    changed = UnicodeAttribute(range_key=True)


class LatestIndex(GlobalSecondaryIndex["ConversationRow"]):  # type: ignore[no-untyped-call]
    """The inbox's order, unread conversations apart from the others."""

    class Meta:
        index_name = "latest"
        projection = AllProjection()

    latest_in = UnicodeAttribute(hash_key=True)
    latest_at = UnicodeAttribute(range_key=True)


class VisitorIndex(GlobalSecondaryIndex["ConversationRow"]):  # type: ignore[no-untyped-call]
    """A visitor's conversations, by when they began. It has keys only, and these never change: so storing a message
    does not write to it, and an expired row leaves it by itself."""

    class Meta:
        index_name = "visitor"
        projection = KeysOnlyProjection()

    visitor_id = UnicodeAttribute(hash_key=True)
    created_at = NumberAttribute(range_key=True)


class DeskIndex(GlobalSecondaryIndex["ConversationRow"]):  # type: ignore[no-untyped-call]
    """The open conversations of a site by their assignee, and the snoozed ones by the end of the snooze. It has keys
    only, which a later message does not change: so these can be counted, and storing a message does not write to it."""

    class Meta:
        index_name = "desk"
        projection = KeysOnlyProjection()

    desk_in = UnicodeAttribute(hash_key=True)
    desk_at = UnicodeAttribute(range_key=True)


class ConversationRow(Row):
    """Two kinds of row: a conversation, and what its visitor's page said about the visit (`contexts.py`), which has the
    columns `content`, `message_id` and `received_at` besides the key and the expiry, and is in no index."""

    noun = "conversations"

    id = UnicodeAttribute(hash_key=True, attr_name="conversation_id")
    site_id = UnicodeAttribute()
    visitor_id = UnicodeAttribute()
    visitor_name = UnicodeAttribute()
    verified_id = UnicodeAttribute(null=True)
    visitor_email = UnicodeAttribute(null=True)
    contact_email = UnicodeAttribute(null=True)
    reply_secret = UnicodeAttribute(null=True)
    contact_name = UnicodeAttribute(null=True)
    contact_state = UnicodeAttribute(null=True)
    contact_language = UnicodeAttribute(null=True)
    contact_secret = UnicodeAttribute(null=True)
    mailed_id = NumberAttribute(null=True)
    mailed_at = NumberAttribute(null=True)
    address_range = UnicodeAttribute(null=True)
    language = UnicodeAttribute(null=True)
    bot = UnicodeAttribute(null=True)
    status = UnicodeAttribute()
    closed_id = NumberAttribute(null=True)
    closed_at = NumberAttribute(null=True)
    rated_id = NumberAttribute(null=True)
    created_at = NumberAttribute()
    last_id = NumberAttribute()
    last_at = NumberAttribute()
    last_sender = UnicodeAttribute()
    preview = UnicodeAttribute()
    visitor_read = NumberAttribute()
    admin_read = NumberAttribute()
    refilled_at = NumberAttribute()
    changed = UnicodeAttribute()
    version = UnicodeAttribute()
    waiting_since = NumberAttribute(null=True)
    assignee_id = UnicodeAttribute(null=True)
    tags = ListAttribute(of=UnicodeAttribute, null=True)
    snoozed_until = NumberAttribute(null=True)
    links = ListAttribute(of=UnicodeAttribute, null=True)
    desk_id = NumberAttribute(null=True)
    desk_from = NumberAttribute(null=True)
    desk_stretches = StretchesAttribute(null=True)
    latest_in = UnicodeAttribute()  # this and the next three follow from the others: `conversations.index_keys`
    latest_at = UnicodeAttribute()
    desk_in = UnicodeAttribute(null=True)
    desk_at = UnicodeAttribute(null=True)
    kept_from = NumberAttribute()
    stretches = StretchesAttribute(null=True)
    content = UnicodeAttribute(null=True)
    message_id = NumberAttribute(null=True)
    received_at = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)  # epoch seconds; the table's TTL
    inbox = InboxIndex()
    latest = LatestIndex()
    visitor = VisitorIndex()
    desk = DeskIndex()


class MessageRow(Row):
    noun = "messages"

    conversation_id = UnicodeAttribute(hash_key=True)
    id = NumberAttribute(range_key=True)
    client_id = UnicodeAttribute()
    sender_type = UnicodeAttribute()
    sender_id = UnicodeAttribute()
    sender_name = UnicodeAttribute()
    body = UnicodeAttribute()
    sent_at = NumberAttribute()
    mail_id = UnicodeAttribute(null=True)
    attachments = AttachmentsAttribute(null=True)
    bot = BotLineAttribute(null=True)
    kind = UnicodeAttribute(null=True)
    target = NumberAttribute(null=True)
    rating = NumberAttribute(null=True)
    edited_by = NumberAttribute(null=True)
    deleted = BooleanAttribute(null=True)
    expires_at = NumberAttribute(null=True)  # epoch seconds; the table's TTL, which deletes late and in any order


class BlockRow(Row):
    noun = "blocks"

    site_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, attr_name="block_id")
    kind = UnicodeAttribute()
    value = UnicodeAttribute()
    conversation_id = UnicodeAttribute()
    reason = UnicodeAttribute()
    blocked_by = UnicodeAttribute()
    created_at = NumberAttribute()
