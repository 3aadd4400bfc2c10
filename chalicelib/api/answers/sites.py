"""A site: its settings, its blocked visitors, and its audit log."""

from typing_extensions import TypedDict

from chalicelib.events.shapes import Number, Time
from chalicelib.model import BlockKind, ContactForm
from chalicelib.model.look import Corners, Icon, Scheme, Side
from chalicelib.model.opening_hours import Outside
from chalicelib.model.webhooks import WebhookKind
from chalicelib.sites.page_fields import PageFile, PageTime, PageWeek


class HolidayFields(TypedDict):
    date: str
    yearly: bool
    name: str
    times: list[PageTime]


class OpeningHoursFields(TypedDict):
    zone: str
    week: PageWeek
    holidays: list[HolidayFields]
    outside: Outside


class WelcomeFields(TypedDict):
    language: str
    title: str
    text: str


class BubbleFields(TypedDict):
    text: str
    language: str
    paths: list[str]
    delay_seconds: Number


class LookFields(TypedDict):
    accent: str
    scheme: Scheme
    side: Side
    offset_x: Number
    offset_y: Number
    corners: Corners
    icon: Icon
    picture: str
    label: str
    team_name: str
    welcome: list[WelcomeFields]
    hidden_paths: list[str]
    bubbles: list[BubbleFields]


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
    answer_after_seconds: Number
    contact_form: ContactForm
    chat_url: str
    attachment_mb: int
    show_presence: bool
    ask_rating: bool
    messages_at_once: Number
    message_every_ms: Number
    conversations_per_minute: Number
    conversations_per_address: Number
    hours: OpeningHoursFields | None
    look: LookFields | None
    language: str
    visitor_context: bool
    search_messages: bool
    widget_token: str
    previous_widget_token_until: Time | None
    has_identity_secret: bool
    previous_identity_secret_until: Time | None


class FaqTextFields(TypedDict):
    language: str
    question: str
    answer: str
    keywords: list[str]


class FaqEntryFields(TypedDict):
    id: str
    texts: list[FaqTextFields]
    suggested: bool


class FaqFields(TypedDict):
    enabled: bool
    name: str
    entries: list[FaqEntryFields]


class SiteFaq(TypedDict):
    faq: FaqFields


class OneFaqEntry(TypedDict):
    entry: FaqEntryFields


class SitePreview(TypedDict):
    file: PageFile


class SiteSettings(TypedDict):
    site: Settings


class NewIdentitySecret(TypedDict):
    identity_secret: str
    site: Settings


class DeliveryFields(TypedDict):
    """`status`: of the answer, 0 if none came. `problem`: null if it was accepted."""

    at: Time
    status: Number
    problem: str | None


class WebhookFields(TypedDict):
    """`address`: without what makes it a secret. `switched_off`: because of its failures, of which `failures` are in a
    row."""

    id: str
    kind: WebhookKind
    name: str
    address: str
    chat_id: str
    enabled: bool
    switched_off: bool
    failures: Number
    last: DeliveryFields | None
    created_at: Time


class Webhooks(TypedDict):
    webhooks: list[WebhookFields]


class OneWebhook(TypedDict):
    webhook: WebhookFields


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
