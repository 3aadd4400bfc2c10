"""Admin accounts, by e-mail address."""

from collections.abc import Iterable

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.errors import AccountExists, Busy
from chalicelib.model import AccountRole, Admin, AdminSession
from chalicelib.storage import batches
from chalicelib.storage.faults import held, passing_as_busy
from chalicelib.storage.tables import AdminRow, InvitationRow, SessionRow
from chalicelib.storage.transactions import AllOrNothing


@passing_as_busy()
def get(email: str) -> Admin | None:
    try:
        row = AdminRow.get(email, consistent_read=True)
    except AdminRow.DoesNotExist:
        return None
    return from_row(row)


@passing_as_busy()
def many(emails: Iterable[str]) -> list[Admin]:
    """Reads accounts strongly, a hundred in one request. Those that do not exist are left out; the order is any."""
    return [from_row(row) for row in batches.read(AdminRow, emails)]


def from_row(row: AdminRow) -> Admin:
    return Admin(
        id=row.admin_id,
        site_id=row.site_id,
        email=row.email,
        name=row.name,
        role="owner" if row.role == "owner" else "agent",
        password_hash=row.password_hash,
        generation=int(row.generation or 0),
        totp_secret=row.totp_secret or "",
        totp_pending=row.totp_pending or "",
    )


@passing_as_busy()
def add(admin: Admin) -> None:
    """Raises `AccountExists`."""
    if not held(to_row(admin).save, condition=AdminRow.email.does_not_exist()):
        raise AccountExists()


def accept(admin: Admin, invitation_id: str, secret_hash: str, now: int) -> bool:
    """Makes the account that an invitation is for and uses the invitation up: both or neither.

    Says whether the invitation was there. Raises `AccountExists`.
    """
    invitation = InvitationRow(admin.site_id, invitation_id)
    there = (InvitationRow.secret_hash == secret_hash) & (InvitationRow.expires_at > now)
    with AllOrNothing() as transaction:
        transaction.delete(invitation, condition=there)
        transaction.save(to_row(admin), condition=AdminRow.email.does_not_exist())
    if transaction.failed == [False, True]:
        raise AccountExists()
    return not any(transaction.failed)


def change_role(admin: Admin, role: AccountRole, witness: Admin | None) -> bool:
    """Gives an account another role and ends its sessions' generation, if it is as `admin` says, and if `witness`, who
    makes it safe, still is an owner: two owners who demote each other at once cannot both succeed."""
    with AllOrNothing() as transaction:
        actions: list[Action] = [AdminRow.role.set(role), AdminRow.generation.add(1)]
        transaction.update(AdminRow(admin.email), actions=actions, condition=same(admin))
        testify(transaction, witness)
    return not any(transaction.failed)


def remove(admin: Admin, witness: Admin | None) -> bool:
    """Deletes an account, under the same conditions."""
    with AllOrNothing() as transaction:
        transaction.delete(AdminRow(admin.email), condition=same(admin))
        testify(transaction, witness)
    return not any(transaction.failed)


def change_password(admin: Admin, password_hash: str, session: AdminSession) -> bool:
    """Sets a password and takes one session along into the account's next generation. False: one of them changed."""
    with AllOrNothing() as transaction:
        actions: list[Action] = [AdminRow.password_hash.set(password_hash), AdminRow.generation.add(1)]
        transaction.update(AdminRow(admin.email), actions=actions, condition=same(admin))
        transaction.update(
            SessionRow(session.admin_id, session.id),
            actions=[SessionRow.generation.set(admin.generation + 1)],
            condition=SessionRow.generation == admin.generation,
        )
    return not any(transaction.failed)


@passing_as_busy()
def set_password_hash(email: str, password_hash: str) -> bool:
    """Says whether there was such an account. Its sessions are over."""
    actions: list[Action] = [AdminRow.password_hash.set(password_hash), AdminRow.generation.add(1)]
    return update(email, actions, AdminRow.email.exists())


def replace_hash(admin: Admin, password_hash: str) -> bool:
    """Stores another hash of the same password. False if the account has changed meanwhile, or the store is busy."""
    unchanged = same(admin) & (AdminRow.password_hash == admin.password_hash)
    try:
        with passing_as_busy():
            return update(admin.email, [AdminRow.password_hash.set(password_hash)], unchanged)
    except Busy:
        return False


@passing_as_busy()
def allow_reset(admin: Admin, secret_hash: str, until: int) -> bool:
    """Lets whoever has the secret set a password, once, until then (epoch seconds); the account's sessions are over."""
    actions: list[Action] = [
        AdminRow.reset_hash.set(secret_hash),
        AdminRow.reset_until.set(until),
        AdminRow.reset_used.remove(),
        AdminRow.generation.add(1),
    ]
    return update(admin.email, actions, same(admin))


@passing_as_busy()
def reset_password(admin: Admin, secret_hash: str, password_hash: str, now: int) -> bool:
    """Says whether the secret was good, for the last time."""
    allowed = same(admin) & (AdminRow.reset_hash == secret_hash) & (AdminRow.reset_until > now)
    actions: list[Action] = [
        AdminRow.password_hash.set(password_hash),
        AdminRow.reset_hash.remove(),
        AdminRow.reset_used.set(secret_hash),
        AdminRow.generation.add(1),
    ]
    return update(admin.email, actions, allowed)


@passing_as_busy()
def used_reset(admin: Admin, secret_hash: str, now: int) -> bool:
    """Says whether this is the secret that has set the password last, and is still within its time."""
    row = AdminRow.get(admin.email, consistent_read=True)
    return row.reset_used == secret_hash and (row.reset_until or 0) > now


def update(email: str, actions: list[Action], condition: Condition) -> bool:
    return held(AdminRow(email).update, actions=actions, condition=condition)


def same(admin: Admin) -> Condition:
    """The account has not changed in what decides about rights since it was read."""
    generation = AdminRow.generation == admin.generation
    if admin.generation == 0:
        generation = generation | AdminRow.generation.does_not_exist()
    condition: Condition = (AdminRow.admin_id == admin.id) & (AdminRow.role == admin.role) & generation
    return condition


def testify(transaction: AllOrNothing, witness: Admin | None) -> None:
    if witness:
        is_owner = (AdminRow.admin_id == witness.id) & (AdminRow.role == "owner")
        transaction.condition_check(AdminRow, witness.email, condition=is_owner)


def to_row(admin: Admin) -> AdminRow:
    return AdminRow(
        admin.email,
        admin_id=admin.id,
        site_id=admin.site_id,
        name=admin.name,
        role=admin.role,
        password_hash=admin.password_hash,
    )
