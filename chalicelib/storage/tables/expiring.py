"""Open sockets, limits and jobs: rows that live for minutes or days, and that TTL deletes."""

from pynamodb.attributes import BooleanAttribute, ListAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute

from chalicelib.storage.database import Row


class ConnectionRow(Row):
    """Four kinds of row, distinguished by the keys: an open socket in each of its audiences, an admin of the audience
    who chose to be away (`away#...`), a pointer from a socket to its audiences (`connection#...`), and a socket ticket
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
    viewing_at = NumberAttribute(null=True)  # when the page said so; epoch milliseconds
    only = UnicodeAttribute(null=True)
    also = ListAttribute(of=UnicodeAttribute, null=True)
    elsewhere = BooleanAttribute(null=True)


class LimitRow(Row):
    """How often something happened in a period; the key names both."""

    noun = "limits"

    key = UnicodeAttribute(hash_key=True)
    counted = NumberAttribute()
    until = NumberAttribute(null=True)
    expires_at = NumberAttribute()  # epoch seconds; the table's TTL, which deletes late


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
