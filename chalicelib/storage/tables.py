"""The rows. `deployment/templates/tables.yaml` defines the same keys for deployment; a test compares the two."""

from botocore.session import Session
from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.connection import Connection, TableConnection
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from chalicelib import aws
from chalicelib.config import NO_PREFIX, config
from chalicelib.once import once


class NotConfigured(Exception):
    """The environment does not name the tables. An importable app is all there is."""


class Database(Connection):
    @property
    def session(self) -> Session:
        return aws.session()  # PynamoDB would make one for each thread


@once
def database() -> Database:
    """The one client that all tables and transactions share. Time-outs in seconds, well inside API Gateway's 29:
    PynamoDB's own defaults outlast it. Raises `NotConfigured`."""
    if config().table_prefix == NO_PREFIX:
        raise NotConfigured("PORCHLIGHT_TABLE_PREFIX is not set: this was not deployed by dev.py (docs/deploy.md).")
    return Database(
        region=config().region,
        host=config().dynamodb_endpoint,
        connect_timeout_seconds=1,
        read_timeout_seconds=2,
        max_retry_attempts=1,
        max_pool_connections=32,
    )


class Row(Model):
    @classmethod
    def _get_connection(cls) -> TableConnection:
        table = super()._get_connection()
        if table.connection is not database():
            database().add_meta_table(table.get_meta_table())
            table.connection = database()
        return table


def table(noun: str) -> str:
    return config().table_prefix + noun


class InboxIndex(GlobalSecondaryIndex["ConversationRow"]):  # type: ignore[no-untyped-call]
    """What changed since."""

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


class ConversationRow(Row):
    class Meta:
        table_name = table("conversations")

    conversation_id = UnicodeAttribute(hash_key=True)
    site_id = UnicodeAttribute()
    visitor_id = UnicodeAttribute()
    visitor_name = UnicodeAttribute()
    verified_id = UnicodeAttribute(null=True)
    visitor_email = UnicodeAttribute(null=True)
    address_range = UnicodeAttribute(null=True)
    status = UnicodeAttribute()
    created_at = NumberAttribute()
    last_id = NumberAttribute()
    last_at = NumberAttribute()
    last_sender = UnicodeAttribute()
    preview = UnicodeAttribute()
    visitor_read = NumberAttribute()
    admin_read = NumberAttribute()
    refilled_at = NumberAttribute(default=0)
    changed = UnicodeAttribute()
    latest_in = UnicodeAttribute(null=True)  # rows of before lack these two until a migration has filled them
    latest_at = UnicodeAttribute(null=True)
    kept_from = NumberAttribute(null=True)
    stretches = ListAttribute(of=NumberAttribute, null=True)  # three numbers each
    expires_at = NumberAttribute(null=True)  # epoch seconds; the table's TTL
    inbox = InboxIndex()
    latest = LatestIndex()


class MessageRow(Row):
    class Meta:
        table_name = table("messages")

    conversation_id = UnicodeAttribute(hash_key=True)
    id = NumberAttribute(range_key=True)
    client_id = UnicodeAttribute()
    sender_type = UnicodeAttribute()
    sender_id = UnicodeAttribute()
    sender_name = UnicodeAttribute()
    body = UnicodeAttribute()
    sent_at = NumberAttribute()
    expires_at = NumberAttribute(null=True)  # epoch seconds; the table's TTL, which deletes late and in any order


class ConnectionRow(Row):
    """Three kinds of row, told apart by the audience: an open socket in its audience, a pointer from a socket to
    its audience (`connection#...`), and a socket ticket (`ticket#...`)."""

    class Meta:
        table_name = table("connections")

    audience = UnicodeAttribute(hash_key=True)
    connection_id = UnicodeAttribute(range_key=True)
    expires_at = NumberAttribute()  # epoch seconds; the table's TTL, which deletes late
    endpoint = UnicodeAttribute(null=True)
    target = UnicodeAttribute(null=True)
    origin = UnicodeAttribute(null=True)
    session = UnicodeAttribute(null=True)
    checked_at = NumberAttribute(null=True)


class AdminRow(Row):
    class Meta:
        table_name = table("admins")

    email = UnicodeAttribute(hash_key=True)
    admin_id = UnicodeAttribute()
    site_id = UnicodeAttribute()
    name = UnicodeAttribute()
    role = UnicodeAttribute()
    password_hash = UnicodeAttribute()
    generation = NumberAttribute(null=True)
    reset_hash = UnicodeAttribute(null=True)
    reset_until = NumberAttribute(null=True)  # epoch seconds
    reset_used = UnicodeAttribute(null=True)  # the hash of the link that has set the password, until `reset_until`
    totp_secret = UnicodeAttribute(null=True)
    totp_pending = UnicodeAttribute(null=True)
    totp_step = NumberAttribute(null=True)  # the last one whose code was used
    recovery: UnicodeSetAttribute = UnicodeSetAttribute(null=True)  # hashes of the codes that are left


class TeamRow(Row):
    class Meta:
        table_name = table("team")

    site_id = UnicodeAttribute(hash_key=True)
    admin_id = UnicodeAttribute(range_key=True)
    email = UnicodeAttribute()


class InvitationRow(Row):
    class Meta:
        table_name = table("invitations")

    site_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, attr_name="invitation_id")
    email = UnicodeAttribute()
    role = UnicodeAttribute()
    secret_hash = UnicodeAttribute()
    invited_by = UnicodeAttribute()
    created_at = NumberAttribute()
    expires_at = NumberAttribute()  # epoch seconds; the table's TTL, which deletes late


class SessionRow(Row):
    class Meta:
        table_name = table("sessions")

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
    arrived = BooleanAttribute(null=True)


class SiteRow(Row):
    class Meta:
        table_name = table("sites")

    site_id = UnicodeAttribute(hash_key=True)
    name = UnicodeAttribute()
    widget_token = UnicodeAttribute()
    origins = ListAttribute(of=UnicodeAttribute)
    greeting = UnicodeAttribute()
    enabled = BooleanAttribute()
    poll_ms = NumberAttribute()
    check_ms = NumberAttribute()
    # Sites that were stored before these were settings lack them.
    messages_at_once = NumberAttribute(null=True)
    message_every_ms = NumberAttribute(null=True)
    conversations_per_minute = NumberAttribute(null=True)
    conversations_per_address = NumberAttribute(null=True)
    previous_widget_token = UnicodeAttribute(null=True)
    previous_until = NumberAttribute(null=True)
    earlier_widget_tokens = ListAttribute(of=UnicodeAttribute, null=True)
    identity_secret = UnicodeAttribute(null=True)
    previous_identity_secret = UnicodeAttribute(null=True)
    previous_identity_until = NumberAttribute(null=True)
    earlier_identity_secrets = ListAttribute(of=UnicodeAttribute, null=True)
    require_identity = BooleanAttribute(null=True)
    blocks_version = UnicodeAttribute(null=True)
    retention_days = NumberAttribute(null=True)


class AuditRow(Row):
    class Meta:
        table_name = table("audit")

    site_id = UnicodeAttribute(hash_key=True)
    entry_id = UnicodeAttribute(range_key=True)  # the time, then something random
    at = NumberAttribute()
    actor = UnicodeAttribute()
    action = UnicodeAttribute()
    target = UnicodeAttribute()
    address = UnicodeAttribute()
    details = JSONAttribute()
    expires_at = NumberAttribute()  # epoch seconds; the table's TTL


class LimitRow(Row):
    """How often something has happened in a span of time; the key names both."""

    class Meta:
        table_name = table("limits")

    key = UnicodeAttribute(hash_key=True)
    counted = NumberAttribute(null=True)
    until = NumberAttribute(null=True)
    expires_at = NumberAttribute()  # epoch seconds; the table's TTL, which deletes late


class BlockRow(Row):
    class Meta:
        table_name = table("blocks")

    site_id = UnicodeAttribute(hash_key=True)
    block_id = UnicodeAttribute(range_key=True)
    kind = UnicodeAttribute()
    value = UnicodeAttribute()
    conversation_id = UnicodeAttribute()
    reason = UnicodeAttribute()
    blocked_by = UnicodeAttribute()
    created_at = NumberAttribute()
