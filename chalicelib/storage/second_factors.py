"""Second factors, in the rows of their accounts. Every change is conditional, so that a code is accepted once."""

from pynamodb.expressions.update import Action

from chalicelib.model.accounts import Admin
from chalicelib.storage.admins import update
from chalicelib.storage.faults import retryable_as_busy
from chalicelib.storage.tables import AdminRow


@retryable_as_busy()
def offer(admin: Admin, secret: str) -> bool:
    """Stores a secret that is not active yet. Returns False if the account has an active one."""
    free = (AdminRow.id == admin.id) & AdminRow.totp_secret.does_not_exist()
    return update(admin.email, [AdminRow.totp_pending.set(secret)], free)


@retryable_as_busy()
def switch_on(admin: Admin, step: int, recovery: set[str]) -> bool:
    actions: list[Action] = [
        AdminRow.totp_secret.set(admin.totp_pending),
        AdminRow.totp_step.set(step),
        AdminRow.totp_since.set(step),
        AdminRow.recovery.set(recovery),
        AdminRow.totp_pending.remove(),
    ]
    return update(admin.email, actions, AdminRow.totp_pending == admin.totp_pending)


@retryable_as_busy()
def is_unused(admin: Admin, step: int, steps: int, recovery: set[str]) -> bool:
    """Returns whether the second factor was switched on at most `steps` before `step`, and no code was used since."""
    row = AdminRow.get(admin.email, consistent_read=True)
    unused = row.totp_step == row.totp_since and row.recovery == recovery
    return row.totp_secret == admin.totp_secret and unused and 0 <= step - (row.totp_since or 0) <= steps


@retryable_as_busy()
def use_step(admin: Admin, step: int) -> bool:
    """Returns False if this code, or a later one, was used before."""
    later = (AdminRow.totp_secret == admin.totp_secret) & (AdminRow.totp_step < step)
    return update(admin.email, [AdminRow.totp_step.set(step)], later)


@retryable_as_busy()
def use_recovery_code(admin: Admin, code_hash: str) -> bool:
    unused = (AdminRow.totp_secret == admin.totp_secret) & AdminRow.recovery.contains(code_hash)
    return update(admin.email, [AdminRow.recovery.delete({code_hash})], unused)


@retryable_as_busy()
def give_back_step(admin: Admin, step: int) -> None:
    """Makes a code valid again, unless a later one was used meanwhile."""
    used_last = (AdminRow.totp_secret == admin.totp_secret) & (AdminRow.totp_step == step)
    update(admin.email, [AdminRow.totp_step.set(step - 1)], used_last)


@retryable_as_busy()
def give_back_recovery_code(admin: Admin, code_hash: str) -> None:
    update(admin.email, [AdminRow.recovery.add({code_hash})], AdminRow.totp_secret == admin.totp_secret)


@retryable_as_busy()
def switch_off(admin: Admin) -> None:
    actions: list[Action] = [
        AdminRow.totp_secret.remove(),
        AdminRow.totp_step.remove(),
        AdminRow.totp_since.remove(),
        AdminRow.recovery.remove(),
        AdminRow.totp_pending.remove(),
    ]
    update(admin.email, actions, AdminRow.id == admin.id)
