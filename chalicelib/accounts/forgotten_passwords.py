"""Mailing a link for a new password to an admin who has forgotten the old one.

Nobody learns here whether an address has an account. The answer is the same and takes as long, and the limits count
addresses without an account too.
"""

import hashlib
import time

from chalicelib import audit, logs
from chalicelib.accounts import admins, mailed_links, team
from chalicelib.errors import MailNotSetUp, ResetSlowed
from chalicelib.identity import emails
from chalicelib.identity.addresses import caller_of
from chalicelib.identity.attributes import accepted_languages
from chalicelib.storage import counters

HOUR = 3600
LINK_SECONDS = HOUR
OF_ACCOUNT, OF_ADDRESS = 3, 10  # requests in an hour
ANSWER_SECONDS = 2.0  # longer than a mail usually takes


def request_link(email: str, address: str, languages: str) -> None:
    """Mails a link, if the address has an account. Its sessions and its password stay as they are.

    `languages`: the Accept-Language header.

    Raises `MailNotSetUp`, `ResetSlowed`, or `InvalidField` for an invalid address.
    """
    if not mailed_links.possible():
        raise MailNotSetUp()
    canonical = emails.canonical(email)
    limit(canonical, address)
    started = time.monotonic()
    try:
        mail_link(canonical, address, accepted_languages(languages))
    except Exception:  # noqa: BLE001 - a failure would reveal that there is an account
        logs.error("reset_request_failed")
    time.sleep(max(0.0, started + ANSWER_SECONDS - time.monotonic()))


def limit(email: str, address: str) -> None:
    """The address is counted first, so that it cannot use up the limits of many accounts."""
    now = int(time.time())
    hour = now // HOUR
    account = hashlib.sha256(email.encode()).hexdigest()[:32]  # people without an account are not stored
    for key, most in ((f"address#{caller_of(address)}", OF_ADDRESS), (f"account#{account}", OF_ACCOUNT)):
        if not counters.count(f"forgot#{hour}#{key}", most, now + 2 * HOUR):
            raise ResetSlowed(retry_after=HOUR - now % HOUR)


def mail_link(email: str, address: str, languages: list[str]) -> None:
    admin = admins.find(email)
    if admin is None:
        return
    link, _ = team.create_reset_link(admin.first_site, admin.id, LINK_SECONDS, signs_out=False)
    mailed = mailed_links.send_requested_reset(admin, link, languages)
    audit.record(admin.first_site, "", "password.reset_requested", admin.id, address, mail=mailed)
