"""A site's canned replies, in one row. A process reads it again only when the site's row names another version."""

import secrets
from collections.abc import Callable

from chalicelib.model import Site
from chalicelib.model.canned_replies import CannedReply
from chalicelib.storage.database import Transaction
from chalicelib.storage.faults import retryable_as_busy
from chalicelib.storage.tables import CannedRepliesRow, SiteRow

SUFFIX = "#canned"  # of the row's key; no site's id contains it
MOST_KNOWN = 20  # sites: the replies of one take up to 300 kilobytes

Replies = tuple[CannedReply, ...]
known: dict[str, tuple[str, Replies]] = {}  # by site id: the version and the replies


def of_site(site: Site) -> tuple[str, Replies]:
    """Returns the version and the replies. `site` has been read strongly."""
    if site.canned_version is None:
        return "", ()
    found = known.get(site.site_id)
    if found is None or found[0] != site.canned_version:
        found = stored(site.site_id)
        if len(known) >= MOST_KNOWN:
            known.clear()
        known[site.site_id] = found
    return found


@retryable_as_busy()
def stored(site_id: str) -> tuple[str, Replies]:
    """Returns the version and the replies: "" and none if there never were any."""
    try:
        row = CannedRepliesRow.get(key(site_id), consistent_read=True)
    except CannedRepliesRow.DoesNotExist:
        return "", ()
    return row.version, row.replies


def replace(site_id: str, version: str, replies: Replies, also: Callable[[Transaction], None]) -> bool:
    """Stores replies in place of this version of them, and names the new version in the site's row.

    Returns False, and stores nothing, if another call has changed them. `also` adds further writes to the transaction.
    """
    new = secrets.token_hex(4)
    column = CannedRepliesRow.version
    unchanged = column == version if version else column.does_not_exist()
    with Transaction() as transaction:
        transaction.update(
            CannedRepliesRow(key(site_id)),
            actions=[column.set(new), CannedRepliesRow.replies.set(replies)],
            condition=unchanged,
        )
        transaction.update(
            SiteRow(site_id), actions=[SiteRow.canned_version.set(new)], condition=SiteRow.site_id.exists()
        )
        also(transaction)
    return transaction.succeeded


def key(site_id: str) -> str:
    return f"{site_id}{SUFFIX}"
