"""The password, shown again by somebody who is signed in, before what would outlast a stolen access token.

An access token is good for minutes. What it could be turned into for good asks for the password besides: another way to
sign in (a second factor, a new password), another account (an invitation, a reset of somebody's password, a role), and
the secret that signs visitors' identities. docs/security.md has the list.
"""

from chalicelib.errors import CredentialsWrong, PasswordRequired
from chalicelib.identity import attempts, passwords, sessions
from chalicelib.model import Admin, AdminCaller, AdminSession


def show(caller: AdminCaller, password: str | None) -> tuple[AdminSession, Admin]:
    """Returns the caller's session and account. Failures are counted for the session alone.

    Raises `PasswordRequired` where none was sent, `CredentialsWrong`, `SignInSlowed` or `SessionRevoked`.
    """
    if password is None:
        raise PasswordRequired("password")
    session, admin = sessions.of_caller(caller)
    attempts.counted([attempts.of_session(session.id)], lambda: check(admin, password))
    return session, admin


def check(admin: Admin, password: str) -> None:
    if not passwords.verify_password(password, admin.password_hash):
        raise CredentialsWrong()
