"""A site's settings for its owner. The identity secret is returned once, when it is created."""

from typing_extensions import TypedDict

from chalicelib.events import Number, Time


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
