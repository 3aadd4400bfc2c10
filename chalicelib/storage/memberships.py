"""Which sites' teams an account belongs to. The account's row has the role at each site.

The rows of the account's sessions have a copy, so that every call of an admin learns with its session, which it reads
anyway, whether the admin belongs to the site of the token.
"""

from collections.abc import Sequence

from pynamodb.expressions.condition import Condition, size
from pynamodb.expressions.update import Action

from chalicelib.model import AccountRole
from chalicelib.model.accounts import Admin, AdminSession, Invitation
from chalicelib.storage.admins import check_owner, delete_invitation, role_at, same, same_id, update
from chalicelib.storage.database import Transaction
from chalicelib.storage.faults import retryable_as_busy
from chalicelib.storage.tables import AdminRow, SessionRow

MOST_SESSIONS = 90  # in one transaction, which DynamoDB limits to a hundred writes


@retryable_as_busy()
def add(admin: Admin, site_id: str, role: AccountRole, most: int) -> bool:
    """Adds a site to an account. Returns False if it belongs to it already, has `most` sites, or was deleted."""
    return update(admin.email, joined(site_id, role), may_join(admin, site_id, most))


def accept(admin: Admin, invitation: Invitation, most: int, now: int) -> bool:
    """As `add`, and deletes the invitation: both or neither. `now`: epoch seconds."""
    site_id = invitation.site_id
    with Transaction() as transaction:
        delete_invitation(transaction, invitation, now)
        transaction.update(
            AdminRow(admin.email),
            actions=joined(site_id, invitation.role),
            condition=may_join(admin, site_id, most),
        )
    return transaction.succeeded


def joined(site_id: str, role: AccountRole) -> list[Action]:
    """A link for a new password ends: an owner of another site may have it."""
    return [role_at(site_id).set(role), AdminRow.reset_hash.remove()]


def may_join(admin: Admin, site_id: str, most: int) -> Condition:
    room: Condition = size(AdminRow.sites) < most  # type: ignore[no-untyped-call]
    new: Condition = role_at(site_id).does_not_exist()
    own: Condition = same_id(admin) & new & room
    return own


def remove(admin: Admin, site_id: str, sessions: Sequence[AdminSession], other_owner: Admin | None) -> bool:
    """Removes a site from an account that has others, and from these sessions of it, which go on at the other sites.

    The generation of the account and of the sessions changes together. A session that is not among these has another
    generation than its account from then on, and has ended. Returns False if the account or one of the sessions has
    changed since it was read, or `other_owner` is an owner no more.
    """
    with Transaction() as transaction:
        actions: list[Action] = [role_at(site_id).remove(), AdminRow.generation.add(1)]
        transaction.update(AdminRow(admin.email), actions=actions, condition=same(admin))
        for session in sessions:
            transaction.update(
                SessionRow(session.admin_id, session.id),
                actions=[role_at(site_id).remove(), SessionRow.generation.set(admin.generation + 1)],
                condition=SessionRow.generation == admin.generation,
            )
        check_owner(transaction, site_id, other_owner)
    return transaction.succeeded
