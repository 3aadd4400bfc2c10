"""An admin switches the second factor on and off."""

from chalicelib import audit
from chalicelib.identity import attempts, proof, second_factor, sessions
from chalicelib.model import AdminCaller
from chalicelib.storage import sites


def begin(caller: AdminCaller, password: str | None) -> tuple[str, str]:
    """Raises `PasswordRequired`, `CredentialsWrong`, `SignInSlowed` or `SecondFactorOn`."""
    _, admin = proof.show(caller, password)
    site = sites.recent(caller.site_id)
    return second_factor.begin(admin, site.name if site else caller.site_id)


def confirm(caller: AdminCaller, code: str, address: str) -> list[str]:
    """Raises `SecondFactorWrong` or `SignInSlowed`."""
    session, admin = sessions.of_caller(caller)
    codes = attempts.counted([attempts.of_session(session.id)], lambda: second_factor.confirm(admin, code))
    audit.record(caller.site_id, caller.admin_id, "second_factor.on", caller.admin_id, address)
    return codes


def end(caller: AdminCaller, password: str, address: str) -> None:
    """Raises `CredentialsWrong` or `SignInSlowed`."""
    _, admin = proof.show(caller, password)
    second_factor.end(admin)
    audit.record(caller.site_id, caller.admin_id, "second_factor.off", caller.admin_id, address)
