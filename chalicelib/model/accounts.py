"""People who sign in: their accounts, invitations and sessions, and the audit log of what they do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypedDict

from chalicelib.model.callers import AccountRole

MOST_SITES = 20  # of an account: each is a row of every socket

MailOutcome = Literal["sent", "failed", "off"]  # off: mail is not set up


@dataclass(frozen=True, slots=True)
class AlertPreferences:
    """How an admin is alerted of visitors who wait.

    During the quiet hours no alerts are sent. `quiet_from` and `quiet_until`: local times such as "22:00", "" for none;
    from 22:00 until 07:00 is over midnight.
    """

    alert_by_push: bool = True  # to the browsers in which the admin has allowed it
    alert_by_mail: bool = True
    quiet_from: str = ""
    quiet_until: str = ""
    quiet_zone: str = ""  # an IANA time zone


DEFAULT_ALERTS = AlertPreferences()


class AlertChanges(TypedDict, total=False):
    """Preferences that an admin changes. Those that are left out stay as they are."""

    alert_by_push: bool
    alert_by_mail: bool
    quiet_from: str
    quiet_until: str
    quiet_zone: str


MailRefusalCode = Literal["refused", "bounced", "complained"]  # by Amazon SES, or on its suppression list


@dataclass(frozen=True, slots=True)
class Admin:
    """A person who signs in. `sites`: the role at each site whose team the person belongs to."""

    id: str
    email: str
    name: str
    sites: Mapping[str, AccountRole]
    password_hash: str
    generation: int = 0  # sessions of an earlier generation have ended
    totp_secret: str = ""  # "": no second factor
    totp_pending: str = ""  # a secret that is not confirmed yet
    alerts: AlertPreferences = DEFAULT_ALERTS
    language: str = ""  # of the dashboard, BCP 47; "": as the browser
    mail_refused: str = ""  # why the last mail to this admin was not sent; "" if it was
    mail_refused_code: MailRefusalCode = "refused"
    mail_refused_at: int = 0
    browser_language: str = ""  # of the dashboard's, the one that the browser asked for last; "": none is known

    @property
    def languages(self) -> tuple[str, str]:
        """In which the server writes to the admin: the first that is not "", or else the site's."""
        return self.language, self.browser_language

    @property
    def first_site(self) -> str:
        """The site that a session begins with, unless the page names another one of the person's."""
        return min(self.sites)


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation to join a site's team. Whoever has the secret with this hash creates the account, or joins with the
    account that the address has."""

    id: str
    site_id: str
    email: str
    role: AccountRole
    secret_hash: str
    invited_by: str
    created_at: int
    expires_at: int  # epoch seconds


@dataclass(frozen=True, slots=True)
class PushSubscription:
    """Where a browser receives push notifications, and the keys that encrypt for it. Binary values are base64url."""

    endpoint: str = ""  # address at the browser's push service; "": the browser has no subscription
    p256dh: str = ""  # the browser's public key
    auth: str = field(default="", repr=False)  # the secret that it shares with this server
    vapid_key: str = ""  # our public key when it subscribed: the push service accepts no other


NO_PUSH = PushSubscription()


@dataclass(frozen=True, slots=True)
class AdminSession:
    """A browser in which an admin has signed in. Its secret changes at each use, and only its hash is stored.

    `sites`: the account's, as they were at the last refresh. A removal from a site's team changes them at once.
    """

    admin_id: str
    id: str
    site_id: str  # the one whose access token was issued last
    sites: Mapping[str, AccountRole]
    email: str
    generation: int  # of the account at sign-in
    secret_hash: str
    previous_hash: str  # of the secret before; "" if there was none
    salt: str  # made the present secret from the one before
    rotated_at: int
    agent: str
    address: str
    created_at: int
    used_at: int
    expires_at: int  # epoch seconds
    entered: tuple[str, ...] = ()  # the sites where the session has been
    arrived: bool = False  # the page has received the present secret, and used the token that came with it
    push: PushSubscription = NO_PUSH

    @property
    def mark(self) -> str:
        """Identifies the present secret without revealing it."""
        return self.secret_hash[:16]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of a site's audit log. `id` sorts by time."""

    id: str
    at: int
    actor: str
    action: str
    target: str
    address: str
    details: dict[str, str | int | bool] = field(default_factory=dict)
