"""Admin accounts: made by the set-up, signed in by e-mail address and password."""

import secrets

from chalicelib import audit
from chalicelib.errors import AccountExists, CredentialsWrong
from chalicelib.identity import attempts, second_factor
from chalicelib.identity.passwords import hash_password, verify_password
from chalicelib.model import AccountRole, Admin, Site
from chalicelib.storage import admins, sites, team

NOWHERE = "-"  # no site has this id: what concerns none is written down for nobody


def create_admin(site_id: str, email: str, name: str, password: str, role: AccountRole = "owner") -> Admin:
    """Raises `AccountExists`."""
    admin = new_admin(site_id, email, name, password, role)
    team.enlist(site_id, admin.id, admin.email)  # first: an account that works is one that its owners see
    try:
        admins.add(admin)
    except AccountExists:
        team.strike(site_id, admin.id)
        raise
    return admin


def new_admin(site_id: str, email: str, name: str, password: str, role: AccountRole) -> Admin:
    return Admin(
        id=f"a_{secrets.token_urlsafe(9)}",
        site_id=site_id,
        email=normalized(email),
        name=name,
        role=role,
        password_hash=hash_password(password),
    )


def enlist(admin: Admin) -> None:
    """Lists an account with its site's team, if it was made before there were teams. Harmless otherwise."""
    team.enlist(admin.site_id, admin.id, admin.email)


def find_admin(email: str) -> Admin | None:
    address = normalized(email)
    return admins.get(address) if address else None  # DynamoDB takes no empty key


def set_password(email: str, password: str) -> bool:
    """Says whether there is such an account. Its sessions are over."""
    return admins.set_password_hash(normalized(email), hash_password(password))


def sign_in(email: str, password: str, code: str | None, address: str) -> tuple[Admin, Site]:
    """Returns the admin and the site that the account belongs to. A wrong code counts as a wrong password does.

    Raises `CredentialsWrong`, the same for an unknown account as for a wrong password, `SignInSlowed`,
    `SecondFactorRequired` or `SecondFactorWrong`.
    """

    def attempt() -> tuple[Admin, Site]:
        admin, site = authenticate(email, password, address)
        second_factor.check(admin, code)
        return admin, site

    return attempts.counted(normalized(email), address, attempt)


def authenticate(email: str, password: str, address: str = "") -> tuple[Admin, Site]:
    """Raises `CredentialsWrong`. Both kinds of failure take as long: each is written down somewhere."""
    admin = find_admin(email)
    if not verify_password(password, admin.password_hash if admin else None) or admin is None:
        audit.record(admin.site_id if admin else NOWHERE, "", "session.refused", admin.id if admin else "", address)
        raise CredentialsWrong()
    site = sites.get(admin.site_id)
    if site is None:
        raise CredentialsWrong()
    return admin, site


def normalized(email: str) -> str:
    return email.strip().casefold()
