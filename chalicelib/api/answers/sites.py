"""A site: its settings, its blocked visitors, and its audit log."""

from typing_extensions import TypedDict

from chalicelib.events import Number, Time
from chalicelib.model import BlockKind


class Settings(TypedDict):
    """The settings of `PATCH /admin/site`, and fields that it does not set."""

    id: str
    name: str
    greeting: str
    enabled: bool
    origins: list[str]
    poll_ms: Number
    check_ms: Number
    require_identity: bool
    retention_days: Number
    alert_after_seconds: Number
    messages_at_once: Number
    message_every_ms: Number
    conversations_per_minute: Number
    conversations_per_address: Number
    widget_token: str
    previous_widget_token_until: Time | None
    has_identity_secret: bool
    previous_identity_secret_until: Time | None


class SiteSettings(TypedDict):
    site: Settings


class NewIdentitySecret(TypedDict):
    identity_secret: str
    site: Settings


class BlockFields(TypedDict):
    """`value`: the visitor's id, the site's own id of a verified visitor, or the range of addresses."""

    id: str
    kind: BlockKind
    value: str
    conversation_id: str
    reason: str
    blocked_by: str
    created_at: Time


class Blocks(TypedDict):
    blocks: list[BlockFields]


class Blocked(TypedDict):
    block: BlockFields


class AuditEntryFields(TypedDict):
    id: str
    at: Time
    actor: str
    action: str
    target: str
    address: str
    details: dict[str, str | int | bool]


class AuditLog(TypedDict):
    entries: list[AuditEntryFields]
    older: str | None
