"""A site's FAQ. A process reads it again only when the site's row names another version of it."""

import secrets
from collections.abc import Callable

from pynamodb.expressions.update import Action

from chalicelib.model import Site
from chalicelib.model.faq import Faq
from chalicelib.storage.database import Transaction
from chalicelib.storage.faults import retryable_as_busy
from chalicelib.storage.tables import FaqRow, SiteRow

SUFFIX = "#faq"  # of the row's key; no site's id contains it
MOST_KNOWN = 50  # sites: a large FAQ takes some hundred kilobytes

known: dict[str, tuple[str, Faq]] = {}  # by site id: the version and the FAQ


def in_use(site: Site) -> Faq | None:
    """The FAQ in the version that `site` names. None: no bot answers on this site."""
    if site.faq_version is None:
        return None
    version, faq = known.get(site.site_id, ("", None))
    if faq is None or version != site.faq_version:
        version, faq = stored(site.site_id, strong=True)
        if len(known) >= MOST_KNOWN:
            known.clear()
        # Under the requested version. Otherwise a process with an older copy of the site would read it every time.
        known[site.site_id] = (site.faq_version, faq)
    return faq if faq.enabled else None


@retryable_as_busy()
def stored(site_id: str, strong: bool) -> tuple[str, Faq]:
    """Returns the version and the FAQ: "" and an empty one if there never was any."""
    try:
        row = FaqRow.get(key(site_id), consistent_read=strong)
    except FaqRow.DoesNotExist:
        return "", Faq()
    return row.version, row.faq


def replace(site_id: str, version: str, faq: Faq, also: Callable[[Transaction], None]) -> bool:
    """Stores a FAQ in place of this version of it, and names the new version in the site's row.

    Returns False, and stores nothing, if another call has changed it. `also` adds further writes to the transaction.
    """
    new = secrets.token_hex(4)
    unchanged = FaqRow.version == version if version else FaqRow.version.does_not_exist()
    named: Action = SiteRow.faq_version.set(new) if faq.enabled and faq.entries else SiteRow.faq_version.remove()
    with Transaction() as transaction:
        transaction.update(
            FaqRow(key(site_id)), actions=[FaqRow.version.set(new), FaqRow.faq.set(faq)], condition=unchanged
        )
        transaction.update(SiteRow(site_id), actions=[named], condition=SiteRow.site_id.exists())
        also(transaction)
    return transaction.succeeded


def key(site_id: str) -> str:
    return f"{site_id}{SUFFIX}"
