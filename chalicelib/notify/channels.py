"""The ways in which alerts are sent. Each is done under a claim of its own, so that one that fails repeats no other."""

from collections.abc import Callable
from typing import NamedTuple

from chalicelib import mail
from chalicelib.config import config
from chalicelib.model import Site
from chalicelib.model.accounts import Admin
from chalicelib.notify import alert_mail, push, webhooks
from chalicelib.notify.alert import Alert


class Channel(NamedTuple):
    """One way to reach an admin. `send` raises `TryLater` if it cannot be done for now."""

    name: str
    is_wanted: Callable[[Admin], bool]
    send: Callable[[Site, Admin, Alert], None]


def push_is_set_up() -> bool:
    return config().push_public_key is not None


TO_ADMINS: tuple[Channel, ...] = (
    Channel("push", lambda admin: admin.alerts.alert_by_push and push_is_set_up(), push.send_alert),
    Channel("mail", lambda admin: admin.alerts.alert_by_mail and mail.is_set_up(), alert_mail.send_alert),
)

# Once for the whole site, whoever is online and whatever the admins' own preferences are.
OF_SITE: tuple[tuple[str, Callable[[Site, Alert], None]], ...] = (("webhook", webhooks.send_alert),)


def wanted_by(admin: Admin) -> list[Channel]:
    return [channel for channel in TO_ADMINS if channel.is_wanted(admin)]
