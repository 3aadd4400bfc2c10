"""Who may not write to a site. Read anew only when the site's row names another version of the list."""

from collections.abc import Callable
from typing import cast

from chalicelib.model import Block, BlockKind, Site
from chalicelib.storage import sites
from chalicelib.storage.faults import passing_as_busy
from chalicelib.storage.tables import BlockRow
from chalicelib.storage.transactions import AllOrNothing

known: dict[str, tuple[str, frozenset[tuple[str, str]]]] = {}  # by site id: the version, and kinds with values


def values(site: Site) -> frozenset[tuple[str, str]]:
    """Returns what is blocked, kind and value, as of the version that `site` names. Without one there is nothing."""
    if site.blocks_version is None:
        return frozenset()
    version, found = known.get(site.site_id, ("", frozenset()))
    if version != site.blocks_version:
        found = frozenset((block.kind, block.value) for block in of(site.site_id))
        known[site.site_id] = (site.blocks_version, found)
    return found


@passing_as_busy()
def of(site_id: str) -> list[Block]:
    return [from_row(row) for row in BlockRow.query(site_id, consistent_read=True)]


def put(site_id: str, block: Block, also: Callable[[AllOrNothing], None]) -> bool:
    """Stores a block together with the site's new version of the list: it never exists without being enforced.

    `also` adds what is stored with it. Says whether it was stored: False if there is such a block already.
    """
    row = BlockRow(
        site_id,
        block.id,
        kind=block.kind,
        value=block.value,
        conversation_id=block.conversation_id,
        reason=block.reason,
        blocked_by=block.blocked_by,
        created_at=block.created_at,
    )
    with AllOrNothing() as transaction:
        transaction.save(row, condition=BlockRow.block_id.does_not_exist())
        sites.blocks_changed(transaction, site_id)
        also(transaction)
    return not any(transaction.failed)


def delete(site_id: str, block_id: str, also: Callable[[AllOrNothing], None]) -> bool:
    """Deletes a block together with the site's new version of the list. Says whether there was one."""
    with AllOrNothing() as transaction:
        transaction.delete(BlockRow(site_id, block_id), condition=BlockRow.block_id.exists())
        sites.blocks_changed(transaction, site_id)
        also(transaction)
    return not any(transaction.failed)


def from_row(row: BlockRow) -> Block:
    return Block(
        id=row.block_id,
        kind=cast(BlockKind, row.kind),
        value=row.value,
        conversation_id=row.conversation_id,
        reason=row.reason,
        blocked_by=row.blocked_by,
        created_at=int(row.created_at),
    )
