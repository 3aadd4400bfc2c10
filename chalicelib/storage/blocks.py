"""Blocked visitors of a site. A process reads them again only when the site's row names another version of the list."""

from collections.abc import Callable

from chalicelib.model import Block, Site
from chalicelib.storage import mapping, sites
from chalicelib.storage.database import Transaction
from chalicelib.storage.faults import retryable_as_busy
from chalicelib.storage.tables import BlockRow

known: dict[str, tuple[str, frozenset[tuple[str, str]]]] = {}  # by site id: the version, and kinds with values


def values(site: Site) -> frozenset[tuple[str, str]]:
    """Returns what is blocked, kind and value, in the version of the list that `site` names."""
    if site.blocks_version is None:
        return frozenset()
    version, found = known.get(site.site_id, ("", frozenset()))
    if version != site.blocks_version:
        found = frozenset((block.kind, block.value) for block in of(site.site_id))
        known[site.site_id] = (site.blocks_version, found)
    return found


@retryable_as_busy()
def of(site_id: str) -> list[Block]:
    return [mapping.value_of(Block, row) for row in BlockRow.query(site_id, consistent_read=True)]


def put(site_id: str, block: Block, also: Callable[[Transaction], None]) -> bool:
    """Stores a block together with the site's new version of the list: no block exists without being enforced.

    `also` adds further writes to the transaction. Returns False, and stores nothing, if there is such a block already.
    """
    row = mapping.row_of(BlockRow, block)
    row.site_id = site_id
    with Transaction() as transaction:
        transaction.save(row, condition=BlockRow.id.does_not_exist())
        sites.blocks_changed(transaction, site_id)
        also(transaction)
    return transaction.succeeded


def delete(site_id: str, block_id: str, also: Callable[[Transaction], None]) -> bool:
    """Deletes a block together with the site's new version of the list. Returns whether there was one."""
    with Transaction() as transaction:
        transaction.delete(BlockRow(site_id, block_id), condition=BlockRow.id.exists())
        sites.blocks_changed(transaction, site_id)
        also(transaction)
    return transaction.succeeded
