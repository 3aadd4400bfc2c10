"""Admin accounts, by e-mail address."""

from collections.abc import Iterable, Mapping

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from chalicelib.errors import AccountExists
from chalicelib.model import AccountRole
from chalicelib.model.accounts import Admin, AdminSession, AlertChanges, Invitation, MailRefusalCode
from chalicelib.storage import mapping
from chalicelib.storage.database import Transaction, read_batch
from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.tables import AdminRow, InvitationRow, SessionRow


@retryable_as_busy()
def get(email: str) -> Admin | None:
    try:
        return mapping.value_of(Admin, AdminRow.get(email, consistent_read=True))
    except AdminRow.DoesNotExist:
        return None


@retryable_as_busy()
def many(emails: Iterable[str]) -> list[Admin]:
    """Reads accounts strongly, a hundred in one request, in any order. Those that do not exist are omitted."""
    return [mapping.value_of(Admin, row) for row in read_batch(AdminRow, emails)]


def of_team(site_id: str, emails: Mapping[str, str]) -> list[Admin]:
    """The accounts of a site's team. `emails`: by admin id, as `team.emails` returns them.

    An account may be deleted or not created yet, its address may have another account since, and it may not belong to
    the site any longer, or not yet.
    """
    found = {admin.email: admin for admin in many(emails.values())}
    return [
        admin
        for admin_id, email in emails.items()
        if (admin := found.get(email)) and admin.id == admin_id and site_id in admin.sites
    ]


@retryable_as_busy()
def add(admin: Admin) -> None:
    """Raises `AccountExists`."""
    if not try_write(mapping.row_of(AdminRow, admin).save, condition=AdminRow.email.does_not_exist()):
        raise AccountExists()


def accept(admin: Admin, invitation: Invitation, now: int) -> bool:
    """Creates an invited account and deletes the invitation: both or neither.

    Returns whether the invitation existed. Raises `AccountExists`.
    """
    with Transaction() as transaction:
        delete_invitation(transaction, invitation, now)
        transaction.save(mapping.row_of(AdminRow, admin), condition=AdminRow.email.does_not_exist())
    if transaction.failed == [False, True]:
        raise AccountExists()
    return transaction.succeeded


def delete_invitation(transaction: Transaction, invitation: Invitation, now: int) -> None:
    """`now`: epoch seconds. The transaction fails unless the invitation is still valid."""
    valid = (InvitationRow.secret_hash == invitation.secret_hash) & (InvitationRow.expires_at > now)
    transaction.delete(InvitationRow(invitation.site_id, invitation.id), condition=valid)


def change_role(admin: Admin, site_id: str, role: AccountRole, other_owner: Admin | None) -> bool:
    """Changes an account's role at a site and ends its sessions.

    Returns False if the account has changed since `admin` was read, or `other_owner` is an owner no more: of two owners
    who demote each other at the same time one fails.
    """
    with Transaction() as transaction:
        actions: list[Action] = [role_at(site_id).set(role), AdminRow.generation.add(1)]
        transaction.update(AdminRow(admin.email), actions=actions, condition=same(admin))
        check_owner(transaction, site_id, other_owner)
    return transaction.succeeded


def remove(admin: Admin, site_id: str, other_owner: Admin | None) -> bool:
    """Deletes an account whose only site this is, under the same conditions as `change_role`."""
    with Transaction() as transaction:
        transaction.delete(AdminRow(admin.email), condition=same(admin))
        check_owner(transaction, site_id, other_owner)
    return transaction.succeeded


def change_password(admin: Admin, password_hash: str, session: AdminSession) -> bool:
    """Sets a password and ends all sessions but one. Returns False if the account or that session has changed."""
    with Transaction() as transaction:
        actions: list[Action] = [AdminRow.password_hash.set(password_hash), AdminRow.generation.add(1)]
        transaction.update(AdminRow(admin.email), actions=actions, condition=same(admin))
        transaction.update(
            SessionRow(session.admin_id, session.id),
            actions=[SessionRow.generation.set(admin.generation + 1)],
            condition=SessionRow.generation == admin.generation,
        )
    return transaction.succeeded


@retryable_as_busy()
def set_password_hash(email: str, password_hash: str) -> bool:
    """Sets a password and ends all sessions. Returns whether the account exists."""
    actions: list[Action] = [AdminRow.password_hash.set(password_hash), AdminRow.generation.add(1)]
    return update(email, actions, AdminRow.email.exists())


@retryable_as_busy()
def allow_reset(admin: Admin, secret_hash: str, until: int, signs_out: bool) -> bool:
    """Lets whoever has the secret set a password once, until `until` (epoch seconds).

    `signs_out`: ends all sessions now. They end in any case when the password is set.
    """
    actions: list[Action] = [
        AdminRow.reset_hash.set(secret_hash),
        AdminRow.reset_until.set(until),
        AdminRow.reset_used.remove(),
        *([AdminRow.generation.add(1)] if signs_out else []),
    ]
    return update(admin.email, actions, same(admin))


@retryable_as_busy()
def reset_password(admin: Admin, secret_hash: str, password_hash: str, now: int) -> bool:
    """Sets a password and invalidates the secret. Returns whether the secret was valid."""
    allowed = same(admin) & (AdminRow.reset_hash == secret_hash) & (AdminRow.reset_until > now)
    actions: list[Action] = [
        AdminRow.password_hash.set(password_hash),
        AdminRow.reset_hash.remove(),
        AdminRow.reset_used.set(secret_hash),
        AdminRow.generation.add(1),
    ]
    return update(admin.email, actions, allowed)


@retryable_as_busy()
def used_reset(admin: Admin, secret_hash: str, now: int) -> bool:
    """Returns whether this secret was the last one to set the password, and has not expired."""
    row = AdminRow.get(admin.email, consistent_read=True)
    return row.reset_used == secret_hash and (row.reset_until or 0) > now


@retryable_as_busy()
def change_alerts(admin: Admin, changes: AlertChanges) -> Admin | None:
    """Sets preferences and leaves the others alone. Returns the changed account; None: it does not exist any more."""
    row = AdminRow(admin.email)
    actions = [mapping.set_to(AdminRow, name, value) for name, value in changes.items()]
    return mapping.value_of(Admin, row) if try_write(row.update, actions=actions, condition=same_id(admin)) else None


@retryable_as_busy()
def set_language(admin: Admin, language: str) -> bool:
    """Returns whether the account still exists."""
    return update(admin.email, [mapping.set_to(AdminRow, "language", language or None)], same_id(admin))


@retryable_as_busy()
def note_browser_language(admin: Admin, language: str) -> None:
    update(admin.email, [mapping.set_to(AdminRow, "browser_language", language or None)], same_id(admin))


@retryable_as_busy()
def note_mail_refused(admin: Admin, code: MailRefusalCode, reason: str, now: int) -> None:
    """Stores why a mail to the admin was not sent."""
    actions: list[Action] = [
        AdminRow.mail_refused.set(reason),
        AdminRow.mail_refused_code.set(code),
        AdminRow.mail_refused_at.set(now),
    ]
    update(admin.email, actions, same_id(admin))


@retryable_as_busy()
def note_mail_sent(admin: Admin) -> None:
    noted = (AdminRow.mail_refused, AdminRow.mail_refused_code, AdminRow.mail_refused_at)
    update(admin.email, [attribute.remove() for attribute in noted], same_id(admin))


def update(email: str, actions: list[Action], condition: Condition) -> bool:
    return try_write(AdminRow(email).update, actions=actions, condition=condition)


def same_id(admin: Admin) -> Condition:
    """The address still has this account, and not another one or none."""
    condition: Condition = AdminRow.id == admin.id
    return condition


def same(admin: Admin) -> Condition:
    """The account's id, sites, roles and generation are still those of `admin`."""
    condition: Condition = (
        (AdminRow.id == admin.id) & (AdminRow.sites == admin.sites) & (AdminRow.generation == admin.generation)
    )
    return condition


def role_at(site_id: str) -> Path:
    """The place of the role at a site."""
    return Path(["sites", site_id])


def check_owner(transaction: Transaction, site_id: str, other_owner: Admin | None) -> None:
    if other_owner:
        is_owner = (AdminRow.id == other_owner.id) & (role_at(site_id) == "owner")
        transaction.condition_check(AdminRow, other_owner.email, condition=is_owner)
