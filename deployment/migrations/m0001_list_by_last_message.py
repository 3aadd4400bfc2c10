"""Fills the keys of the index `latest`, which lists the inbox by the last message, unread conversations apart.

Code of before writes rows without them, and leaves them as they are when it changes a row. So they are filled before
the code is deployed, for its first inbox, and once more after it (`m0002_list_by_last_message_again`).
"""

from collections.abc import Iterator
from typing import Any

from deployment.migrations.rows import Change, Row, Rows

SINCE = "0.1.0"
WHEN = "before"
SEEN = ["site_id", "last_id", "last_at", "admin_read", "kept_from"]


def work(rows: Rows, bookmark: Any) -> Iterator[Any]:
    yield from rows.each("conversations", bookmark, change, seen=SEEN)


def change(row: Row) -> Change | None:
    wanted = keys(row)
    return None if all(row.get(name) == value for name, value in wanted.items()) else wanted


def keys(row: Row) -> dict[str, str]:
    """As `chalicelib/storage/conversations.py` writes them."""
    unread = row["last_id"] > max(row["admin_read"], row.get("kept_from", 1) - 1)
    return {
        "latest_in": f"{row['site_id']}#{'unread' if unread else 'read'}",
        "latest_at": f"{int(row['last_at']):013d}#{row['conversation_id']}",
    }
