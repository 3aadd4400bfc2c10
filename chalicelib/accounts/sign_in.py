"""Signing in with e-mail address and password, and with a code if the account has a second factor.

A refusal is the same, and takes as long, for an account that does not exist as for a wrong password.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from chalicelib import audit, metrics
from chalicelib.accounts import admins, devices, second_factor, sessions, sign_in_attempts
from chalicelib.accounts.passwords import verify_password
from chalicelib.accounts.sessions import SignedIn
from chalicelib.accounts.sign_in_attempts import FailedWhileSlowed, limit
from chalicelib.errors import (
    Busy,
    CredentialsWrong,
    InvalidField,
    SecondFactorRequired,
    SecondFactorWrong,
    SignInSlowed,
)
from chalicelib.identity import emails
from chalicelib.metrics import Metric
from chalicelib.model import Site
from chalicelib.model.accounts import Admin
from chalicelib.storage import sites

NO_SITE = "-"  # no site has this id


def sign_in(
    email: str,
    password: str,
    code: str | None,
    device_tokens: Sequence[str],
    site_id: str | None,
    address: str,
    agent: str,
) -> SignedIn:
    """Starts a session, at the site that is wanted if it is one of the person's.

    Raises `CredentialsWrong`, `SignInSlowed`, `SecondFactorRequired` or `SecondFactorWrong`.
    """
    admin, site = verify(email, password, code, device_tokens, address, site_id)
    try:
        session, token = sessions.start(admin, site.site_id, address, agent)
    except Busy:
        with suppress(Busy):  # otherwise a retry would find the code used
            second_factor.give_back(admin, code)
        raise
    audit.record(site.site_id, admin.id, "session.begun", session.id, address)
    return SignedIn(admin, site, session, token)


def verify(
    email: str, password: str, code: str | None, device_tokens: Iterable[str], address: str, site_id: str | None = None
) -> tuple[Admin, Site]:
    """Returns the account and one of its sites. A wrong code is counted as a failed attempt, as a wrong password is."""
    admin = admins.find(email)
    account = attempts_key(admin, email)

    def attempt() -> tuple[Admin, Site]:
        found, site = authenticate(admin, password, address, site_id)
        second_factor.check(found, code)
        return found, site

    def attempt_from_unknown_device() -> tuple[Admin, Site]:
        try:
            return limit([sign_in_attempts.of_account(account)], attempt, clears=False)
        except SignInSlowed as slowed:
            if code is None:
                raise
            return sign_in_while_slowed(admin, account, password, code, slowed, site_id)

    device_id = devices.recognise(admin, device_tokens)
    try:
        if device_id:
            return limit([sign_in_attempts.of_device(account, device_id)], attempt)
        return limit(sign_in_attempts.of_address(account, address), attempt_from_unknown_device)
    except sign_in_attempts.FAILURES:
        metrics.count(Metric.SIGN_IN_FAILURES)
        raise


def attempts_key(admin: Admin | None, email: str) -> str:
    """What attempts are counted by. A change that ends an account's sessions (a new password, a reset, another role)
    starts new counters."""
    if admin:
        return f"{admin.email}#{admin.generation}"
    try:
        return f"{emails.canonical(email)}#0"
    except InvalidField:
        return f"{email.strip().casefold()}#0"


def sign_in_while_slowed(
    admin: Admin | None, account: str, password: str, code: str, slowed: SignInSlowed, site_id: str | None
) -> tuple[Admin, Site]:
    """Accepts password and second factor together while the account has to wait because of other people's attempts.

    Every other attempt gets the same answer in the same time as if it had not been checked, whichever of the two was
    wrong, and whether the account exists. Wrong codes are counted only with the right password: so nobody without the
    password can lock this way in, and nobody with it can guess codes quickly.
    """
    password_right = verify_password(password, admin.password_hash if admin else None)
    counter = sign_in_attempts.of_codes(account) if password_right else sign_in_attempts.of_nothing(account)

    def attempt() -> Admin:
        if admin is None or not password_right or not admin.totp_secret:
            raise CredentialsWrong()
        second_factor.check(admin, code)
        return admin

    try:
        verified = limit([counter], attempt)
    except (CredentialsWrong, SecondFactorWrong, SecondFactorRequired, SignInSlowed):
        raise FailedWhileSlowed(retry_after=slowed.retry_after) from None
    return verified, site_of(verified, site_id)


def authenticate(
    admin: Admin | None, password: str, address: str = "", site_id: str | None = None
) -> tuple[Admin, Site]:
    """Checks the password. Raises `CredentialsWrong`. Both kinds of failure take as long: each writes one audit entry.

    For an account that does not exist the entry belongs to no site, contains neither address nor account, and is
    deleted after an hour.
    """
    if verify_password(password, admin.password_hash if admin else None) and admin:
        return admin, site_of(admin, site_id)
    if admin:
        audit.record_for(audit.REFUSED_SECONDS, admin.first_site, "", "session.refused", admin.id, address)
    else:
        audit.record_for(audit.NOBODYS_SECONDS, NO_SITE, "", "session.refused", "", "")
    raise CredentialsWrong()


def site_of(admin: Admin, wanted: str | None) -> Site:
    site = sites.get(wanted if wanted and wanted in admin.sites else admin.first_site)
    if site is None:
        raise CredentialsWrong()
    return site
