"""Admin accounts, by e-mail address."""

from pynamodb.exceptions import PutError, UpdateError
from pynamodb.expressions.update import Action

from chalicelib.errors import AccountExists
from chalicelib.model import Admin
from chalicelib.storage.faults import is_condition_failed, passing_as_busy
from chalicelib.storage.tables import AdminRow


@passing_as_busy()
def get(email: str) -> Admin | None:
    try:
        row = AdminRow.get(email, consistent_read=True)
    except AdminRow.DoesNotExist:
        return None
    return Admin(
        id=row.admin_id,
        site_id=row.site_id,
        email=row.email,
        name=row.name,
        role="owner" if row.role == "owner" else "agent",
        password_hash=row.password_hash,
        generation=int(row.generation or 0),
    )


@passing_as_busy()
def add(admin: Admin) -> None:
    row = AdminRow(
        admin.email,
        admin_id=admin.id,
        site_id=admin.site_id,
        name=admin.name,
        role=admin.role,
        password_hash=admin.password_hash,
    )
    try:
        row.save(condition=AdminRow.email.does_not_exist())
    except PutError as error:
        if is_condition_failed(error):
            raise AccountExists() from error
        raise


@passing_as_busy()
def set_password_hash(email: str, password_hash: str) -> bool:
    """Says whether there was such an account. Its sessions are over."""
    actions: list[Action] = [AdminRow.password_hash.set(password_hash), AdminRow.generation.add(1)]
    try:
        AdminRow(email).update(actions=actions, condition=AdminRow.email.exists())
    except UpdateError as error:
        if is_condition_failed(error):
            return False
        raise
    return True
