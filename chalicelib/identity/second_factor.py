"""The second factor: a one-time code, or a recovery code where the app is lost. Each is good once."""

import hashlib
import hmac

from chalicelib.errors import SecondFactorOn, SecondFactorRequired, SecondFactorWrong
from chalicelib.identity import totp, typed
from chalicelib.identity.keys import keys
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
    if not takes_code(admin, typed.code(code)):
        raise SecondFactorWrong()


def takes_code(admin: Admin, code: str) -> bool:
    if len(code) == totp.DIGITS and code.isdecimal():
        step = totp.step_of(admin.totp_secret, code)
        return step is not None and second_factors.use_step(admin, step)
    return second_factors.use_recovery_code(admin, hashed(code))


def give_back(admin: Admin, code: str | None) -> None:
    """Makes a code good again that was used for a sign-in which did not come about. Raises `Busy`."""
    if not admin.totp_secret or code is None:
        return
    plain = typed.code(code)
    step = totp.step_of(admin.totp_secret, plain)
    if step is None:
        second_factors.give_back_recovery_code(admin, hashed(plain))
    else:
        second_factors.give_back_step(admin, step)


def begin(admin: Admin, site_name: str) -> tuple[str, str]:
    """Returns a secret and its address for apps. Nothing changes before a code of it is shown.

    Raises `SecondFactorOn`.
    """
    secret = totp.new_secret()
    if not second_factors.offer(admin, secret):
        raise SecondFactorOn()
    return secret, totp.uri(secret, site_name, admin.email)


def confirm(admin: Admin, code: str) -> list[str]:
    """Switches it on and returns the recovery codes.

    Who repeats the call because its answer was lost gets the same codes again, for a code of the app, as long as no
    recovery code was used. Raises `SecondFactorWrong`.
    """
    secret = admin.totp_secret or admin.totp_pending
    step = totp.step_of(secret, typed.code(code)) if secret else None
    if step is None:
        raise SecondFactorWrong()
    codes = recovery_codes(secret)
    hashes = {hashed(typed.code(each)) for each in codes}
    if admin.totp_secret:
        done = second_factors.is_unused(admin, step, hashes)
    else:
        done = second_factors.switch_on(admin, step, hashes)
    if not done:
        raise SecondFactorWrong()
    return codes


def end(admin: Admin) -> None:
    second_factors.switch_off(admin)


def recovery_codes(secret: str) -> list[str]:
    """Follow from the app's secret and the key that signs tokens, so that a repeated call gets the same ones. Neither
    alone is enough to make them."""
    key = keys().current().secret.encode()
    digests = (
        hmac.digest(key, f"recovery code {number} of {secret}".encode(), "sha256") for number in range(RECOVERY_CODES)
    )
    return [recovery_code(int.from_bytes(digest, "big")) for digest in digests]


def recovery_code(number: int) -> str:
    letters = "".join(ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def hashed(code: str) -> str:
    """59 bits of chance, and few guesses: a plain hash is enough."""
    return hashlib.sha256(code.encode()).hexdigest()
