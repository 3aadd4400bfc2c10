"""The rows. `deployment/templates/tables.yaml` defines the same keys for deployment; a test compares the two.

A column has `null=True` where rows without it exist. `mapping.py` reads and writes them as dataclasses.
"""

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.storage.attributes import (
    AttachmentsAttribute,
    BotLineAttribute,
    FaqAttribute,
    LookAttribute,
    OpeningHoursAttribute,
    StretchesAttribute,
)
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
    contact_secret = UnicodeAttribute(null=True)
    mailed_id = NumberAttribute(null=True)
    mailed_at = NumberAttribute(null=True)
    address_range = UnicodeAttribute(null=True)
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
    latest_in = UnicodeAttribute()  # this and the next follow from the others: `conversations.index_keys`
    latest_at = UnicodeAttribute()
    kept_from = NumberAttribute()
    stretches = StretchesAttribute(null=True)
    content = UnicodeAttribute(null=True)
    message_id = NumberAttribute(null=True)
    received_at = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)  # epoch seconds; the table's TTL
    inbox = InboxIndex()
    latest = LatestIndex()
    visitor = VisitorIndex()


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


class ConnectionRow(Row):
    """Four kinds of row, distinguished by the keys: an open socket in its audience, an admin of the audience who chose
    to be away (`away#...`), a pointer from a socket to its audience (`connection#...`), and a socket ticket
    (`ticket#...`)."""

    noun = "connections"

    audience = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, attr_name="connection_id")
    expires_at = NumberAttribute()  # epoch seconds; the table's TTL, which deletes late
    endpoint = UnicodeAttribute(null=True)
    target = UnicodeAttribute(null=True)
    origin = UnicodeAttribute(null=True)
    session = UnicodeAttribute(null=True)
    checked_at = NumberAttribute(null=True)
    name = UnicodeAttribute(null=True)
    away = BooleanAttribute(null=True)
    viewing = UnicodeAttribute(null=True)
    only = UnicodeAttribute(null=True)


class AdminRow(Row):
    noun = "admins"

    email = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(attr_name="admin_id")
    site_id = UnicodeAttribute()
    name = UnicodeAttribute()
    role = UnicodeAttribute()
    password_hash = UnicodeAttribute()
    generation = NumberAttribute()
    reset_hash = UnicodeAttribute(null=True)
    reset_until = NumberAttribute(null=True)  # epoch seconds
    reset_used = UnicodeAttribute(null=True)  # the hash of the link that set the password, until `reset_until`
    totp_secret = UnicodeAttribute(null=True)
    totp_pending = UnicodeAttribute(null=True)
    totp_step = NumberAttribute(null=True)  # of the last code that was used
    totp_since = NumberAttribute(null=True)  # of the code that switched the second factor on
    recovery: UnicodeSetAttribute = UnicodeSetAttribute(null=True)  # hashes of the codes that are left
    alert_by_push = BooleanAttribute(null=True)
    alert_by_mail = BooleanAttribute(null=True)
    quiet_from = UnicodeAttribute(null=True)
    quiet_until = UnicodeAttribute(null=True)
    quiet_zone = UnicodeAttribute(null=True)
    mail_refused = UnicodeAttribute(null=True)
    mail_refused_code = UnicodeAttribute(null=True)
    mail_refused_at = NumberAttribute(null=True)


class TeamRow(Row):
    noun = "team"

    site_id = UnicodeAttribute(hash_key=True)
    admin_id = UnicodeAttribute(range_key=True)
    email = UnicodeAttribute()


class InvitationRow(Row):
    noun = "invitations"

    site_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, attr_name="invitation_id")
    email = UnicodeAttribute()
    role = UnicodeAttribute()
    secret_hash = UnicodeAttribute()
    invited_by = UnicodeAttribute()
    created_at = NumberAttribute()
    expires_at = NumberAttribute()  # epoch seconds; the table's TTL, which deletes late


class SessionRow(Row):
    noun = "sessions"

    admin_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, attr_name="session_id")
    site_id = UnicodeAttribute()
    email = UnicodeAttribute()
    generation = NumberAttribute()
    secret_hash = UnicodeAttribute()
    previous_hash = UnicodeAttribute()
    salt = UnicodeAttribute()
    rotated_at = NumberAttribute()
    agent = UnicodeAttribute()
    address = UnicodeAttribute()
    created_at = NumberAttribute()
    used_at = NumberAttribute()
    expires_at = NumberAttribute()  # epoch seconds; the table's TTL, which deletes late
    arrived = BooleanAttribute()
    endpoint = UnicodeAttribute(null=True)  # this and the next three: a push subscription
    p256dh = UnicodeAttribute(null=True)
    auth = UnicodeAttribute(null=True)
    vapid_key = UnicodeAttribute(null=True)


class SiteRow(Row):
    noun = "sites"

    site_id = UnicodeAttribute(hash_key=True)
    name = UnicodeAttribute()
    widget_token = UnicodeAttribute()
    origins = ListAttribute(of=UnicodeAttribute)
    greeting = UnicodeAttribute()
    enabled = BooleanAttribute()
    poll_ms = NumberAttribute()
    check_ms = NumberAttribute()
    messages_at_once = NumberAttribute()
    message_every_ms = NumberAttribute()
    conversations_per_minute = NumberAttribute()
    conversations_per_address = NumberAttribute()
    previous_widget_token = UnicodeAttribute(null=True)
    previous_until = NumberAttribute()
    earlier_widget_tokens = ListAttribute(of=UnicodeAttribute)
    identity_secret = UnicodeAttribute(null=True)
    previous_identity_secret = UnicodeAttribute(null=True)
    previous_identity_until = NumberAttribute()
    earlier_identity_secrets = ListAttribute(of=UnicodeAttribute)
    require_identity = BooleanAttribute()
    blocks_version = UnicodeAttribute(null=True)
    retention_days = NumberAttribute()
    alert_after_seconds = NumberAttribute()
    show_presence = BooleanAttribute()
    ask_rating = BooleanAttribute(null=True)
    reply_times = ListAttribute(of=UnicodeAttribute, null=True)
    webhooks: MapAttribute[str, dict[str, object]] = MapAttribute(null=True)  # type: ignore[no-untyped-call]
    hours = OpeningHoursAttribute(null=True)
    answer_after_seconds = NumberAttribute()
    contact_form = UnicodeAttribute()
    chat_url = UnicodeAttribute()
    attachment_mb = NumberAttribute()
    look = LookAttribute(null=True)
    language = UnicodeAttribute(null=True)
    visitor_context = BooleanAttribute(null=True)
    faq_version = UnicodeAttribute(null=True)


class FaqRow(Row):
    """A site's FAQ, in the table of sites under a key that no site has: `default#faq`. Calls that read the site do not
    read it."""

    noun = "sites"

    key = UnicodeAttribute(hash_key=True, attr_name="site_id")
    version = UnicodeAttribute()
    faq = FaqAttribute()


class AuditRow(Row):
    noun = "audit"

    site_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, attr_name="entry_id")  # the time, then random characters
    at = NumberAttribute()
    actor = UnicodeAttribute()
    action = UnicodeAttribute()
    target = UnicodeAttribute()
    address = UnicodeAttribute()
    details = JSONAttribute()
    expires_at = NumberAttribute()  # epoch seconds; the table's TTL


class LimitRow(Row):
    """How often something happened in a period; the key names both."""

    noun = "limits"

    key = UnicodeAttribute(hash_key=True)
    counted = NumberAttribute()
    until = NumberAttribute(null=True)
    expires_at = NumberAttribute()  # epoch seconds; the table's TTL, which deletes late


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


class JobRow(Row):
    """Two kinds of row: a job of the background work that was claimed or done (`jobs.py`), and the alerts that an admin
    has received in some minutes (`alert_windows.py`)."""

    noun = "jobs"

    id = UnicodeAttribute(hash_key=True, attr_name="job_id")
    done = BooleanAttribute(null=True)
    claimed_until = NumberAttribute(null=True)  # epoch seconds; while it is not done
    ends_at = NumberAttribute(null=True)  # of a window; epoch milliseconds
    alerts: UnicodeSetAttribute = UnicodeSetAttribute(null=True)
    expires_at = NumberAttribute()  # epoch seconds; the table's TTL, which deletes late
