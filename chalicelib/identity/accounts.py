"""Admin accounts: made by the set-up, signed in by e-mail address and password."""

import dataclasses
import secrets
from collections.abc import Iterable

from chalicelib import audit, metrics
from chalicelib.errors import AccountExists, CredentialsWrong, SecondFactorRequired, SecondFactorWrong, SignInSlowed
from chalicelib.identity import attempts, emails, known_devices, second_factor
from chalicelib.identity.attempts import FailedMeanwhile
from chalicelib.identity.passwords import hash_password, matching_form, normal
from chalicelib.metrics import Metric
from chalicelib.model import AccountRole, Admin, Site
from chalicelib.storage import admins, sites, team

NOWHERE = "-"  # no site has this id


def create_admin(site_id: str, email: str, name: str, password: str, role: AccountRole = "owner") -> Admin:
    """Raises `AccountExists`, or `InvalidField` for an address that is none."""
    admin = new_admin(site_id, email, name, password, role)
    if find_admin(email):  # it may be stored under the key of an earlier version
        raise AccountExists()
    team.add(site_id, admin.id, admin.email)  # first: an account that works is one that its owners see
    try:
        admins.add(admin)
    except AccountExists:
        team.remove(site_id, admin.id)
        raise
    return admin


def new_admin(site_id: str, email: str, name: str, password: str, role: AccountRole, id: str | None = None) -> Admin:
    """Raises `InvalidField` for an address that is none."""
    return Admin(
        id=id or f"a_{secrets.token_urlsafe(9)}",
        site_id=site_id,
        email=emails.canonical(email),
        name=name,
        role=role,
        password_hash=hash_password(password),
    )


def enlist(admin: Admin) -> None:
    """Lists an account with its site's team, if it was made before there were teams. Harmless otherwise."""
    team.add(admin.site_id, admin.id, admin.email)


def find_admin(email: str) -> Admin | None:
    """However the address is typed, and whichever version has stored the account."""
    found = [admins.get(key) for key in emails.keys(email)]  # all of them: it takes as long whether there is one
    return next((admin for admin in found if admin), None)


def set_password(email: str, password: str) -> bool:
    """Says whether there is such an account. Its sessions are over."""
    admin = find_admin(email)
    return admin is not None and admins.set_password_hash(admin.email, hash_password(password))


def sign_in(
    email: str, password: str, code: str | None, address: str, device_tokens: Iterable[str] = ()
) -> tuple[Admin, Site]:
    """Returns the admin and the site that the account belongs to. A wrong code counts as a wrong password does.

    Raises `CredentialsWrong`, the same for an unknown account as for a wrong password, `SignInSlowed`,
    `SecondFactorRequired` or `SecondFactorWrong`.
    """
    admin = find_admin(email)
    account = counted_as(admin, email)

    def attempt() -> tuple[Admin, Site]:
        found = authenticate(admin, password, address)
        second_factor.check(found[0], code)
        return found

    def as_stranger() -> tuple[Admin, Site]:
        try:
            return attempts.counted([attempts.of_account(account)], attempt, clears=False)
        except SignInSlowed as slowed:
            if code is None:
                raise
            return by_both(admin, account, password, code, slowed)

    device = known_devices.recognise(admin, device_tokens)
    try:
        if device:
            return attempts.counted([attempts.of_device(account, device)], attempt)
        return attempts.counted(attempts.of_address(account, address), as_stranger)
    except attempts.FAILURES:
        metrics.count(Metric.SIGN_IN_FAILURES)
        raise


def counted_as(admin: Admin | None, email: str) -> str:
    """What attempts are counted by. Whatever ends an account's sessions (a new password, a reset, another role) begins
    its counters anew."""
    return f"{admin.email}#{admin.generation}" if admin else next(iter(emails.keys(email)), "") + "#0"


def by_both(admin: Admin | None, account: str, password: str, code: str, slowed: SignInSlowed) -> tuple[Admin, Site]:
    """Lets in, while the account has to wait because of others, who has both the password and the second factor.

    Every other attempt is answered as if it had not been looked at, and takes as long, whichever of the two was wrong
    and whether there is such an account. Wrong codes are counted with the right password only: so nobody without it can
    close this way in, and nobody with it can guess codes quickly.
    """
    right = admin is not None and matching_form(password, admin.password_hash) is not None
    if admin is None:
        matching_form(password, None)
    counter = attempts.of_codes(account) if right else attempts.of_nothing(account)

    def show() -> Admin:
        if admin is None or not right or not admin.totp_secret:
            raise CredentialsWrong()
        second_factor.check(admin, code)
        return admin

    try:
        shown = attempts.counted([counter], show)
    except (CredentialsWrong, SecondFactorWrong, SecondFactorRequired, SignInSlowed):
        raise FailedMeanwhile(retry_after=slowed.retry_after) from None
    return shown, site_of(shown)


def authenticate(admin: Admin | None, password: str, address: str = "") -> tuple[Admin, Site]:
    """Raises `CredentialsWrong`. Both kinds of failure take as long: each writes one entry.

    An attempt at no account is nobody's to read about: what is written of it names neither the address nor the account,
    and is gone after an hour.
    """
    form = matching_form(password, admin.password_hash if admin else None)
    if admin is None or form is None:
        if admin:
            audit.record_for(audit.REFUSED_SECONDS, admin.site_id, "", "session.refused", admin.id, address)
        else:
            audit.record_for(audit.NOBODYS_SECONDS, NOWHERE, "", "session.refused", "", "")
        raise CredentialsWrong()
    site = site_of(admin)
    return (admin if form == normal(password) else rehashed(admin, password)), site


def rehashed(admin: Admin, password: str) -> Admin:
    """Stores the hash of the password's normal form in the place of an older form's. Best effort."""
    changed = dataclasses.replace(admin, password_hash=hash_password(password))
    return changed if admins.replace_hash(admin, changed.password_hash) else admin


def site_of(admin: Admin) -> Site:
    site = sites.get(admin.site_id)
    if site is None:
        raise CredentialsWrong()
    return site
