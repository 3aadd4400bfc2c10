"""Events on their way to a site's webhooks: the delivery log."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.storage.database import Row


class DeliveryRow(Row):
    """It refers to the log of a conversation and has no text of it."""

    noun = "deliveries"

    webhook_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, attr_name="delivery_id")  # the time of the event, then the event's id
    event_id = UnicodeAttribute()
    type = UnicodeAttribute()
    at = NumberAttribute()
    conversation_id = UnicodeAttribute(null=True)
    entry = NumberAttribute(null=True)
    target = NumberAttribute(null=True)
    attempts = NumberAttribute(null=True)
    tried_at = NumberAttribute(null=True)
    status = NumberAttribute(null=True)
    problem = UnicodeAttribute(null=True)
    ms = NumberAttribute(null=True)
    next_at = NumberAttribute(null=True)
    expires_at = NumberAttribute()  # epoch seconds; the table's TTL
