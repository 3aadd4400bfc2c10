"""The second factor: a code of an authenticator app (TOTP, RFC 6238), or a recovery code if the phone is lost.

pyotp computes the codes. It does not ensure that each code works only once: for that the account's row stores the last
time step that was used, and the recovery codes that are left.
"""

import hashlib
import hmac
import unicodedata

from chalicelib import audit
from chalicelib.accounts import callers, sessions, sign_in_attempts
from chalicelib.errors import SecondFactorOn, SecondFactorRequired, SecondFactorWrong
from chalicelib.identity.keys import keys
from chalicelib.model import AdminCaller, now_ms
from chalicelib.model.accounts import Admin
from chalicelib.storage import second_factors, sites

DIGITS = 6
DRIFT_STEPS = 1  # of 30 seconds: for clocks that differ, and for the time that typing takes
RETRY_STEPS = 20  # ten minutes
RECOVERY_CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without characters that look alike


def begin(caller: AdminCaller, password: str | None) -> tuple[str, str]:
    """Returns a new secret, and the address that apps read from a QR code. It is not in force until `confirm`.

    Raises what `callers.confirm_password` raises, or `SecondFactorOn`.
    """
    import pyotp  # most processes never need it

    _, admin = callers.confirm_password(caller, password)
    site = sites.recent(caller.site_id)
    secret = pyotp.random_base32()
    if not second_factors.offer(admin, secret):
        raise SecondFactorOn()
    issuer = f"Porchlight ({site.name if site else caller.site_id})"
    return secret, pyotp.TOTP(secret).provisioning_uri(name=admin.email, issuer_name=issuer)


def confirm(caller: AdminCaller, code: str, address: str) -> list[str]:
    """Switches the second factor on if the code is right. Returns the recovery codes.

    A retry, because the answer was lost, returns the same recovery codes for ten minutes, until any code is used. Later
    the codes are not returned again: whoever has a stolen session and one code must not get ten more.
    Raises `SecondFactorWrong` or `SignInSlowed`.
    """
    session, admin = sessions.of_caller(caller)
    codes = sign_in_attempts.limit([sign_in_attempts.of_session(session.id)], lambda: switch_on(admin, code))
    audit.record(caller.site_id, caller.admin_id, "second_factor.on", caller.admin_id, address)
    return codes


def switch_on(admin: Admin, code: str) -> list[str]:
    secret = admin.totp_secret or admin.totp_pending
    step = step_of(secret, normalized(code)) if secret else None
    if step is None:
        raise SecondFactorWrong()
    codes = recovery_codes(secret)
    hashes = {hashed(normalized(each)) for each in codes}
    if admin.totp_secret:
        done = second_factors.is_unused(admin, step, RETRY_STEPS, hashes)
    else:
        done = second_factors.switch_on(admin, step, hashes)
    if not done:
        raise SecondFactorWrong()
    return codes


def end(caller: AdminCaller, password: str, address: str) -> None:
    """Switches the second factor off. Raises `CredentialsWrong` or `SignInSlowed`."""
    _, admin = callers.confirm_password(caller, password)
    second_factors.switch_off(admin)
    audit.record(caller.site_id, caller.admin_id, "second_factor.off", caller.admin_id, address)


def check(admin: Admin, code: str | None) -> None:
    """Uses up a code if the account has a second factor. Raises `SecondFactorRequired` or `SecondFactorWrong`."""
    if not admin.totp_secret:
        return
    if code is None:
        raise SecondFactorRequired()
    if not use(admin, normalized(code)):
        raise SecondFactorWrong()


def use(admin: Admin, code: str) -> bool:
    if is_app_code(code):
        step = step_of(admin.totp_secret, code)
        return step is not None and second_factors.use_step(admin, step)
    return second_factors.use_recovery_code(admin, hashed(code))


def give_back(admin: Admin, code: str | None) -> None:
    """Makes a code valid again when the sign-in that used it failed later. Raises `Busy`."""
    if not admin.totp_secret or code is None:
        return
    plain = normalized(code)
    if not is_app_code(plain):
        second_factors.give_back_recovery_code(admin, hashed(plain))
    elif step := step_of(admin.totp_secret, plain):  # None: it has expired meanwhile
        second_factors.give_back_step(admin, step)


def is_app_code(code: str) -> bool:
    return len(code) == DIGITS and code.isdecimal()


def step_of(secret: str, code: str) -> int | None:
    """Returns the time step near the present one that has this code."""
    import pyotp
    from pyotp.exceptions import OTPVerificationError

    now = now_ms() // 1000
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(code, for_time=now, valid_window=DRIFT_STEPS)
    except OTPVerificationError:
        return None


def normalized(code: str) -> str:
    """A code as it was typed: digits of any script become 0 to 9, letters small, spaces and dashes are dropped."""
    return "".join(map(normalized_character, unicodedata.normalize("NFKC", code))).lower()


def normalized_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return "" if category in ("Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Pd") or character == "\u2212" else character


def recovery_codes(secret: str) -> list[str]:
    """Derives the codes from the app's secret and the signing key, so that a retry returns the same ones. Neither alone
    is enough to derive them."""
    key = keys().current().secret.encode()
    digests = (
        hmac.digest(key, f"recovery code {number} of {secret}".encode(), "sha256") for number in range(RECOVERY_CODES)
    )
    return [recovery_code(int.from_bytes(digest, "big")) for digest in digests]


def recovery_code(number: int) -> str:
    letters = "".join(ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def hashed(code: str) -> str:
    """A recovery code has 59 random bits and guesses are limited: a plain hash is safe."""
    return hashlib.sha256(code.encode()).hexdigest()
