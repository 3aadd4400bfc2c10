"""The second factor: a one-time code, or a recovery code where the app is lost. Each is good once."""

import hashlib
import re
import secrets

from chalicelib.errors import SecondFactorOn, SecondFactorRequired, SecondFactorWrong
from chalicelib.identity import totp
from chalicelib.model import Admin
from chalicelib.storage import second_factors

RECOVERY_CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else


def check(admin: Admin, code: str | None) -> None:
    """Raises `SecondFactorRequired` or `SecondFactorWrong` for an account that has one."""
    if not admin.totp_secret:
        return
    if code is None:
        raise SecondFactorRequired()
    if not takes_code(admin, plain(code)):
        raise SecondFactorWrong()


def takes_code(admin: Admin, code: str) -> bool:
    if re.fullmatch(r"[0-9]{6}", code):
        step = totp.step_of(admin.totp_secret, code)
        return step is not None and second_factors.use_step(admin, step)
    return second_factors.use_recovery_code(admin, hashed(code))


def begin(admin: Admin, site_name: str) -> tuple[str, str]:
    """Returns a secret and its address for apps. Nothing changes before a code of it is shown.

    Raises `SecondFactorOn`.
    """
    secret = totp.new_secret()
    if not second_factors.offer(admin, secret):
        raise SecondFactorOn()
    return secret, totp.uri(secret, site_name, admin.email)


def confirm(admin: Admin, code: str) -> list[str]:
    """Switches it on and returns the recovery codes, which nobody is told again. Raises `SecondFactorWrong`."""
    step = totp.step_of(admin.totp_pending, plain(code)) if admin.totp_pending else None
    codes = [new_recovery_code() for _ in range(RECOVERY_CODES)]
    if step is None or not second_factors.switch_on(admin, step, {hashed(plain(each)) for each in codes}):
        raise SecondFactorWrong()
    return codes


def end(admin: Admin) -> None:
    second_factors.switch_off(admin)


def new_recovery_code() -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def hashed(code: str) -> str:
    """59 bits of chance, and few guesses: a plain hash is enough."""
    return hashlib.sha256(code.encode()).hexdigest()


def plain(code: str) -> str:
    return re.sub(r"[\s-]", "", code).lower()
