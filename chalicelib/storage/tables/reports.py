"""Reports: counters of a site's days, and up to where each conversation is counted."""

from pynamodb.attributes import BooleanAttribute, ListAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.storage.database import Row


class CountsRow(Row):
    """What is counted for a subject on a UTC day. Its other columns are the counters, such as `09v`: what `v` counts
    from 9:00 to 10:00."""

    noun = "reports"

    owner = UnicodeAttribute(hash_key=True)  # the site's id
    part = UnicodeAttribute(range_key=True)  # the day and the subject: 20261127#p#a_4Lw8sNq1
    expires_at = NumberAttribute(null=True)  # epoch seconds; the table's TTL


class CaseRow(Row):
    """Up to where a conversation is counted, in the same table, under a key that no site has: `c#` and the id."""

    noun = "reports"

    owner = UnicodeAttribute(hash_key=True)
    part = UnicodeAttribute(range_key=True)  # always `case`
    conversation_id = UnicodeAttribute()
    site_id = UnicodeAttribute()
    counted_id = NumberAttribute()
    began_at = NumberAttribute(null=True)
    waits_since = NumberAttribute(null=True)
    answered = BooleanAttribute(null=True)
    first_response = NumberAttribute(null=True)
    closed = BooleanAttribute(null=True)
    closed_by = UnicodeAttribute(null=True)
    tags = ListAttribute(of=UnicodeAttribute, null=True)
    rating = NumberAttribute(null=True)
    rated_at = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)  # epoch seconds; the table's TTL
