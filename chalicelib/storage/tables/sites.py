"""Sites, their FAQs and their canned replies."""

from pynamodb.attributes import BooleanAttribute, ListAttribute, MapAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.storage.attributes import (
    CannedRepliesAttribute,
    FaqAttribute,
    LookAttribute,
    OpeningHoursAttribute,
    TextsAttribute,
)
from chalicelib.storage.database import Row


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
    api_tokens: MapAttribute[str, dict[str, object]] = MapAttribute(null=True)  # type: ignore[no-untyped-call]
    event_webhooks: MapAttribute[str, dict[str, object]] = MapAttribute(null=True)  # type: ignore[no-untyped-call]
    event_webhooks_version = UnicodeAttribute(null=True)
    hours = OpeningHoursAttribute(null=True)
    answer_after_seconds = NumberAttribute()
    contact_form = UnicodeAttribute()
    chat_url = UnicodeAttribute()
    attachment_mb = NumberAttribute()
    look = LookAttribute(null=True)
    language = UnicodeAttribute(null=True)
    visitor_context = BooleanAttribute(null=True)
    search_messages = BooleanAttribute(null=True)
    search_since = NumberAttribute(null=True)
    installed_at = NumberAttribute(null=True)
    faq_version = UnicodeAttribute(null=True)
    pictures = TextsAttribute(null=True)
    canned_version = UnicodeAttribute(null=True)


class FaqRow(Row):
    """A site's FAQ, in the table of sites under a key that no site has: `default#faq`. Calls that read the site do not
    read it."""

    noun = "sites"

    key = UnicodeAttribute(hash_key=True, attr_name="site_id")
    version = UnicodeAttribute()
    faq = FaqAttribute()


class CannedRepliesRow(Row):
    """A site's canned replies, in the table of sites as its FAQ is: `default#canned`."""

    noun = "sites"

    key = UnicodeAttribute(hash_key=True, attr_name="site_id")
    version = UnicodeAttribute()
    replies = CannedRepliesAttribute()
