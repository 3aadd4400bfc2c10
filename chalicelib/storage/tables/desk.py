"""The desk log."""

from pynamodb.attributes import BooleanAttribute, ListAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.storage.database import Row


class DeskRow(Row):
    noun = "desk"

    conversation_id = UnicodeAttribute(hash_key=True)
    id = NumberAttribute(range_key=True)
    client_id = UnicodeAttribute()
    kind = UnicodeAttribute()
    author_id = UnicodeAttribute()
    author_name = UnicodeAttribute()
    sent_at = NumberAttribute()
    at_id = NumberAttribute()
    body = UnicodeAttribute(null=True)
    mentions = ListAttribute(of=UnicodeAttribute, null=True)
    target = NumberAttribute(null=True)
    edited_by = NumberAttribute(null=True)
    deleted = BooleanAttribute(null=True)
    assignee_id = UnicodeAttribute(null=True)
    assignee_name = UnicodeAttribute(null=True)
    left_id = UnicodeAttribute(null=True)
    left_name = UnicodeAttribute(null=True)
    added = ListAttribute(of=UnicodeAttribute, null=True)
    removed = ListAttribute(of=UnicodeAttribute, null=True)
    until = NumberAttribute(null=True)
    other_id = UnicodeAttribute(null=True)
    expires_at = NumberAttribute(null=True)  # epoch seconds; the table's TTL, which deletes late and in any order
