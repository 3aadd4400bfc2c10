"""An admin switches the second factor on and off."""

from chalicelib import audit
from chalicelib.chat.passwords import show
from chalicelib.errors import SessionRevoked
from chalicelib.identity import attempts, second_factor, sessions
from chalicelib.model import Admin, AdminCaller
from chalicelib.storage import sessions as stored
from chalicelib.storage import sites


def begin(caller: AdminCaller) -> tuple[str, str]:
    """Raises `SecondFactorOn`."""
    site = sites.recent(caller.site_id)
    return second_factor.begin(account(caller), site.name if site else caller.site_id)


def confirm(caller: AdminCaller, code: str, address: str) -> list[str]:
    """Raises `SecondFactorWrong` or `SignInSlowed`."""
    admin = account(caller)
    codes = attempts.counted(admin.email, address, lambda: second_factor.confirm(admin, code))
    audit.record(caller.site_id, caller.admin_id, "second_factor.on", caller.admin_id, address)
    return codes


def end(caller: AdminCaller, password: str, address: str) -> None:
    """Raises `CredentialsWrong` or `SignInSlowed`."""
    admin = account(caller)
    attempts.counted(admin.email, address, lambda: show(admin, password))
    second_factor.end(admin)
    audit.record(caller.site_id, caller.admin_id, "second_factor.off", caller.admin_id, address)


def account(caller: AdminCaller) -> Admin:
    session = stored.get(caller.admin_id, caller.session_id)
    admin = sessions.account_of(session) if session else None
    if admin is None:
        raise SessionRevoked()
    return admin
