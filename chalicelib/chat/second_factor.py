"""An admin switches the second factor on and off."""

from chalicelib import audit
from chalicelib.chat.passwords import show
from chalicelib.identity import attempts, second_factor, sessions
from chalicelib.model import AdminCaller
from chalicelib.storage import sites


def begin(caller: AdminCaller) -> tuple[str, str]:
    """Raises `SecondFactorOn`."""
    _, admin = sessions.of_caller(caller)
    site = sites.recent(caller.site_id)
    return second_factor.begin(admin, site.name if site else caller.site_id)


def confirm(caller: AdminCaller, code: str, address: str) -> list[str]:
    """Raises `SecondFactorWrong` or `SignInSlowed`."""
    _, admin = sessions.of_caller(caller)
    codes = attempts.counted(admin.email, address, lambda: second_factor.confirm(admin, code))
    audit.record(caller.site_id, caller.admin_id, "second_factor.on", caller.admin_id, address)
    return codes


def end(caller: AdminCaller, password: str, address: str) -> None:
    """Raises `CredentialsWrong` or `SignInSlowed`."""
    _, admin = sessions.of_caller(caller)
    attempts.counted(admin.email, address, lambda: show(admin, password))
    second_factor.end(admin)
    audit.record(caller.site_id, caller.admin_id, "second_factor.off", caller.admin_id, address)
