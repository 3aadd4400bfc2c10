"""Admin accounts: one for each e-mail address, for one site or several."""

import secrets

from chalicelib.accounts.passwords import hash_password
from chalicelib.errors import AccountExists, InvalidField
from chalicelib.identity import emails
from chalicelib.model import AccountRole
from chalicelib.model.accounts import Admin
from chalicelib.storage import admins as admin_rows
from chalicelib.storage import team as team_rows


def create(site_id: str, email: str, name: str, password: str, role: AccountRole = "owner") -> Admin:
    """Raises `AccountExists`, or `InvalidField` for an invalid address."""
    admin = new(site_id, email, name, password, role)
    team_rows.add(site_id, admin.id, admin.email)  # first, so that owners see every account that can sign in
    try:
        admin_rows.add(admin)
    except AccountExists:
        team_rows.remove(site_id, admin.id)
        raise
    return admin


def new(site_id: str, email: str, name: str, password: str, role: AccountRole, id: str | None = None) -> Admin:
    """Returns an account that is not stored yet. Raises `InvalidField` for an invalid address."""
    return Admin(
        id=id or f"a_{secrets.token_urlsafe(9)}",
        email=emails.canonical(email),
        name=name,
        sites={site_id: role},
        password_hash=hash_password(password),
    )


def find(email: str) -> Admin | None:
    """Finds an account by its e-mail address, however the address is typed."""
    try:
        return admin_rows.get(emails.canonical(email))
    except InvalidField:
        return None


def set_password(email: str, password: str) -> bool:
    """Sets a password and ends the account's sessions. Returns whether there is such an account."""
    admin = find(email)
    return admin is not None and admin_rows.set_password_hash(admin.email, hash_password(password))
